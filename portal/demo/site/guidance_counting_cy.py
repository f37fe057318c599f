"""Guidance on counting, in Welsh."""

from portal.demo.site.writing import (
    Entry,
    bullets,
    details,
    figure,
    heading,
    inset,
    measure,
    numbered,
    paragraph,
    table,
    text,
    warning,
)

COUNTING: dict[str, Entry] = {
    "counting-without-counting-twice": {
        "title": "Cyfrif heb gyfrif ddwywaith",
        "slug": "cyfrif-heb-gyfrif-ddwywaith",
        "summary": "Caiff un person, un awr ac un bunt eu cyfrif unwaith: sut i benderfynu ble mae pob un yn perthyn.",
        "body": [
            text(
                paragraph(
                    "Os caiff yr un peth ei gyfrif mewn dau le, ni all neb ymddiried yn y cyfanswm. Mae pum rheol yn "
                    "ddigon ar gyfer bron pob achos."
                )
            ),
            text(
                numbered(
                    "Cyfrifwch bob peth unwaith, o dan y mesur sy’n gweddu orau.",
                    "Cyfrifwch ef yn y cyfnod y digwyddodd ynddo.",
                    "Cyfrifwch yr hyn a ddigwyddodd oherwydd y contract hwn yn unig.",
                    "Os ydych yn ei rannu ag eraill, cyfrifwch eich cyfran chi a dywedwch sut y gwnaethoch ei "
                    "chyfrifo.",
                    "Os ydych yn adrodd i sawl cyngor, dywedwch wrth bob un am ei ran ei hun yn unig.",
                ),
            ),
            heading("Achosion sy’n codi’n aml"),
            table(
                "Ble mae peth yn cael ei gyfrif",
                ("Beth ddigwyddodd", "Cyfrifwch ef", "Peidiwch â’i gyfrif"),
                (
                    (
                        "Mae person a fu allan o waith am flwyddyn yn dechrau swydd",
                        "Unwaith, fel un a fu’n hir allan o waith",
                        "Eto o dan ail rwystr, fel oedran",
                    ),
                    (
                        "Cafodd yr un person ei gyflogi’n lleol",
                        "Fel person lleol a gyflogwyd hefyd: mae’r ddau’n ateb cwestiynau gwahanol",
                        "Fel dau berson yn eich cyfanswm eich hun",
                    ),
                    ("Mae prentis yn mynd i’r ail flwyddyn", "Fel wythnosau o hyfforddiant", "Fel dechrau newydd"),
                    (
                        "Mae cyfrifydd yn helpu elusen gyda’i llyfrau",
                        "Fel cyngor proffesiynol",
                        "Fel gwirfoddoli hefyd",
                    ),
                    (
                        "Rydych yn prynu gan elusen leol",
                        "Fel gwariant gydag elusennau, sy’n rhan o wariant lleol",
                        "Drwy adio’r ddau at ei gilydd",
                    ),
                    (
                        "Roedd un digwyddiad ar gyfer dau gontract",
                        "Hanner ym mhob un, neu yn ôl oriau",
                        "Yn llawn yn y ddau",
                    ),
                ),
            ),
            heading("Contractau ar y cyd"),
            text(
                paragraph(
                    "Cytunwch ar y dechrau pwy sy’n adrodd beth. Mae pob partner yn ateb dros yr hyn y mae’n ei "
                    "wneud ei hun. Nid yw’r prif gyflenwr yn ychwanegu ffigur y partner at ei ffigur ei hun."
                )
            ),
            heading("Rhannau a chamau"),
            text(
                paragraph(
                    "Mae rhai mesurau’n gamau ar un llwybr: deuir o hyd i le, yna caiff ei gynnig, yna caiff ei "
                    "dderbyn. Rydym yn dangos y camau ochr yn ochr a byth yn eu hadio."
                )
            ),
            inset(
                "Ni allwn weld pwy sydd y tu ôl i nifer, am nad ydym yn cadw enwau. Dyna pam rydym yn gofyn i chi "
                "gadarnhau nad oes neb yn cael ei gyfrif ddwywaith."
            ),
            details(
                "Os dewch o hyd i gamgymeriad yn ddiweddarach",
                paragraph(
                    "Dywedwch wrth eich rheolwr contract. Ni ellir newid adroddiad y penderfynwyd arno, ond gallwn "
                    "ychwanegu cywiriad gyda’i reswm. Ni chaiff neb ei feio am ddod o hyd i gamgymeriad."
                ),
            ),
        ],
    },
    "counting-local-spend": {
        "title": "Gwariant lleol: sut i’w gyfrif",
        "slug": "cyfrif-gwariant-lleol",
        "summary": "Pa daliadau sy’n cyfrif fel rhai lleol, pa gyfeiriad sy’n bwysig, a beth i’w adael allan.",
        "body": [
            text(
                paragraph(
                    "Gwariant lleol yw’r hyn rydych yn ei dalu i fusnesau eraill ar gyfer y contract hwn, lle mae’r "
                    "busnesau hynny’n masnachu o’n hardal ni. Mae’n dangos pa mor bell mae arian y cyngor yn mynd "
                    "cyn iddo adael y fwrdeistref."
                ),
                paragraph("Dyma’r hyn y mae ein cyflenwyr wedi’i wario gerllaw hyd yma:"),
            ),
            figure("M2.04"),
            heading("Beth sy’n cyfrif"),
            text(
                bullets(
                    "taliadau i isgontractwyr a chyflenwyr ar gyfer y contract hwn",
                    "symiau heb TAW",
                    "arian a dalwyd yn y cyfnod, pryd bynnag yr ysgrifennwyd yr anfoneb",
                    "y cyfeiriad y mae’r cyflenwr yn masnachu ohono pan fydd yn gweithio i chi",
                ),
            ),
            heading("Beth nad yw’n cyfrif"),
            text(
                bullets(
                    "cyflogau: mae gan swyddi eu mesurau eu hunain",
                    "taliadau i gwmnïau yn eich grŵp eich hun",
                    "ardrethi busnes, dirwyon a threthi",
                    "depo lleol cwmni, os daw’r gwaith o rywle arall",
                ),
            ),
            heading("Sut i’w wneud"),
            text(
                numbered(
                    "Cymerwch y taliadau ar gyfer y contract o’ch cyfrifon.",
                    "Gadewch gyflogau, TAW a’ch grŵp eich hun allan.",
                    "Ychwanegwch y cod post y mae pob cyflenwr yn masnachu ohono.",
                    "Marciwch y rhai yn ein hardal. Gall y porth wirio rhestr o godau post i chi, a dim ond y "
                    "cyfansymiau y mae’n eu cadw.",
                    "Adiwch yr hyn sydd wedi’i farcio. Dyna’r ffigur. Cadwch y rhestr fel tystiolaeth.",
                ),
            ),
            table(
                "Enghraifft ddychmygol",
                ("Cyflenwr", "Yn masnachu o", "Talwyd heb TAW", "Lleol"),
                (
                    ("Meithrinfa goed", "Yn y fwrdeistref", "£8,000", "Ie"),
                    ("Trwsio peiriannau", "Yn y fwrdeistref", "£2,500", "Ie"),
                    ("Cwmni cardiau tanwydd", "Sir arall", "£6,000", "Na"),
                    ("Ein chwaer gwmni ein hunain", "Yn y fwrdeistref", "£4,000", "Na: yr un grŵp"),
                ),
            ),
            text(
                paragraph(
                    "Yn yr enghraifft hon, £10,500 yw’r gwariant lleol. £10,500 o £16,500 yw’r gyfran, am nad yw "
                    "taliadau i’r chwaer gwmni yn y naill ffigur na’r llall."
                )
            ),
            heading("Busnesau bach ac elusennau"),
            text(
                paragraph(
                    "Caiff gwariant gyda busnesau bach, a gwariant gydag elusennau, eu cyfrif ar wahân. Gall yr un "
                    "taliad fod ym mhob un, am fod pob un yn ateb cwestiwn arall. Nid ydynt byth yn cael eu hadio."
                )
            ),
            details(
                "Pam nad ydym yn ei droi’n werth cymdeithasol mewn punnoedd",
                paragraph(
                    "Arian a wariwyd yw’r hyn a wnaethoch, nid yr hyn a ddaeth ohono. Gall punt a dalwyd yn lleol "
                    "adael y fwrdeistref drannoeth. Felly rydym yn dangos y punnoedd ac yn ei gadael hi ar hynny."
                ),
            ),
            heading("Y mesurau y mae hyn yn ymwneud â nhw"),
            measure("M2.04"),
            measure("M2.07"),
        ],
    },
    "counting-carbon": {
        "title": "Carbon: sut i’w gyfrif",
        "slug": "cyfrif-carbon",
        "summary": (
            "Sut i osod ffigur cychwynnol, pa ffactorau i’w defnyddio, a pham nad yw gwrthbwyso a brynir yn cyfrif."
        ),
        "body": [
            text(
                paragraph(
                    "Caiff carbon ei gyfrif yn erbyn ffigur cychwynnol: yr hyn a achosodd y gwaith cyn i chi newid "
                    "unrhyw beth. Hebddo ni allwn ddweud bod dim wedi’i osgoi."
                ),
                paragraph("Dyma’r hyn y mae ein cyflenwyr wedi’i osgoi hyd yma:"),
            ),
            figure("M7.05"),
            heading("Gosodwch y ffigur cychwynnol"),
            text(
                bullets(
                    "Defnyddiwch y flwyddyn cyn y contract, neu’r misoedd cyntaf os nad oes dim cynharach.",
                    "Ysgrifennwch beth sydd ynddo: tanwydd, trydan, gwresogi, teithio.",
                    "Cytunwch arno gyda ni cyn eich adroddiad cyntaf. Nid yw’n newid wedyn, oni bai bod y ddau "
                    "ohonom yn cytuno.",
                ),
            ),
            heading("Cyfrifwch bob cyfnod"),
            text(
                numbered(
                    "Adiwch litrau, oriau cilowat a milltiroedd o gardiau, mesuryddion a biliau.",
                    "Lluoswch bob un â ffactor trosi’r llywodraeth ar gyfer y flwyddyn honno.",
                    "Adiwch nhw, a rhannwch â 1,000 i gael tunelli.",
                    "Tynnwch hwn o’r ffigur cychwynnol ar gyfer cyfnod o’r un hyd.",
                ),
            ),
            table(
                "Beth sy’n perthyn ynddo",
                ("Cyfrifwch", "Gadewch allan"),
                (
                    ("Tanwydd cerbydau a pheiriannau ar y contract hwn", "Cerbydau sy’n gweithio i gontractau eraill"),
                    (
                        "Trydan ar gyfer gwefru ac ar gyfer adeiladau a ddefnyddir",
                        "Tariff gwyrdd, os ydych yn defnyddio cymaint ag o’r blaen",
                    ),
                    (
                        "Teithio gan staff ar gyfer y gwaith",
                        "Sut mae staff yn cyrraedd y gwaith, oni bai ei fod yn rhan o’r addewid",
                    ),
                    ("Pob cerbyd, rhai hen hefyd", "Gwrthbwyso rydych yn ei brynu"),
                ),
            ),
            warning(
                "Nid yw llai o waith yn llai o garbon. Os aeth y contract yn llai, gwnewch y ffigur cychwynnol yn "
                "llai yn yr un modd."
            ),
            heading("Tystiolaeth"),
            text(
                paragraph(
                    "Anfonwch y daflen y gwnaethoch y gwaith cyfrifo arni. Mae’n enwi blwyddyn y ffactorau ac o ble "
                    "y daw pob ffigur. Efallai y byddwn yn gofyn am ambell fil."
                )
            ),
            heading("Os yw mesur arall yn dweud yr un peth"),
            text(
                paragraph(
                    "Mae llai o ynni, llai o filltiroedd a llai o dunelli yn aml yn un ffaith mewn tair uned. Cewch "
                    "adrodd y tri. Rydym yn eu dangos ochr yn ochr, ac yn prisio carbon unwaith ar y mwyaf."
                )
            ),
            details(
                "Os nad oes gennych eich mesurydd eich hun",
                paragraph(
                    "Defnyddiwch eich cyfran o’r adeilad yn ôl arwynebedd llawr, a dywedwch hynny. Mae amcangyfrif "
                    "teg sydd wedi’i egluro yn well na ffigur manwl na all neb ei ddilyn."
                ),
            ),
            heading("Y mesur y mae hyn yn ymwneud ag ef"),
            measure("M7.05"),
        ],
    },
}
