"""The policies in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, table, text

WELSH: dict[str, Entry] = {
    "social-value-in-services": {
        "title": "Gwerth cymdeithasol mewn gwasanaethau: polisi blynyddoedd cynharach",
        "slug": "gwerth-cymdeithasol-mewn-gwasanaethau",
        "summary": "Beth addawodd y cyngor nes i’w bolisi presennol gymryd lle’r un hwn.",
        "body": [
            inset(
                "Nid yw’r polisi hwn mewn grym mwyach. Rydym yn ei gadw yma am fod contractau hŷn wedi’u gwneud oddi "
                "tano."
            ),
            heading("Beth oedd ynddo"),
            text(
                numbered(
                    "Meddwl am werth cymdeithasol cyn prynu gwasanaeth gwerth mwy na £250,000.",
                    "Rhoi 5% o’r sgôr iddo, beth bynnag yw’r gwasanaeth.",
                    "Gofyn i’r enillydd am adroddiad ar ddiwedd y contract.",
                )
            ),
            heading("Pam y cafodd ei ddisodli"),
            text(
                bullets(
                    "Roedd yn gadael nwyddau a gwaith adeiladu allan.",
                    "Daeth adroddiad ar y diwedd yn rhy hwyr i newid dim.",
                    "Nid oedd rhaid i neb edrych ar dystiolaeth.",
                ),
                paragraph("Darllenwch [y polisi sydd mewn grym](page:social-value-policy)."),
            ),
        ],
    },
    "fair-work-in-our-contracts": {
        "title": "Gwaith teg yn ein contractau",
        "slug": "gwaith-teg-yn-ein-contractau",
        "summary": (
            "Sut y dylai pobl sy’n gweithio ar gontractau’r cyngor gael eu talu a’u trin, a sut rydym yn gwirio hynny."
        ),
        "body": [
            heading("Beth rydym ei eisiau"),
            text(
                paragraph(
                    "Ni ddylai rhywun sy’n glanhau ysgol i gwmni fod yn waeth ei fyd na rhywun sy’n gweithio i ni. Yn "
                    "yr arddangosiad hwn mae cynghorwyr wedi cytuno beth mae hynny’n ei olygu."
                ),
                numbered(
                    "Rydym yn gofyn am y Cyflog Byw go iawn lle mae’r gyfraith yn caniatáu, ac yn dweud hynny yn yr "
                    "hysbysiad.",
                    "Mae pobl yn cael eu horiau yn ysgrifenedig, bedair wythnos ymlaen llaw.",
                    "Nid oes neb yn colli cyflog am fod ein hadeilad ar gau.",
                    "Ni chaiff unrhyw un sy’n ymuno ag undeb, neu sy’n codi llais, ei drin yn waeth o’r herwydd.",
                    "Telir anfonebau cwmnïau bach o fewn deg diwrnod, ac mae cwmnïau mwy yn trosglwyddo hynny.",
                ),
            ),
            heading("Sut rydym yn gwirio hynny"),
            text(
                bullets(
                    "Mae cyflenwyr yn adrodd ar gyflog ac oriau fel cyfansymiau, byth wrth enw.",
                    "Rydym yn ymweld â gweithleoedd, ac yn siarad â phobl heb eu rheolwr.",
                    "Mae’r archwilydd yn edrych ar sampl bob blwyddyn.",
                ),
                paragraph("Darllenwch [beth sy’n digwydd pan fydd addewid yn llithro](page:when-a-promise-slips)."),
            ),
        ],
    },
    "buying-close-to-home": {
        "title": "Prynu’n agos at adref",
        "slug": "prynu-n-agos-at-adref",
        "summary": "Sut rydym yn agor contractau i gwmnïau bach ac elusennau yma, o fewn yr hyn a ganiateir.",
        "body": [
            heading("Beth y byddwn yn ei wneud"),
            text(
                numbered(
                    "Torri contractau mawr yn rhannau lle mae hynny’n gwneud synnwyr, neu ysgrifennu pam nad yw.",
                    "Siarad â’r farchnad yn gynnar: gweler [sut i siarad â ni cyn i ni "
                    "brynu](page:talk-to-us-before-we-buy).",
                    "Gofyn i o leiaf ddau gwmni neu elusen o’r fwrdeistref am archebion bach, lle mae dau.",
                    "Gofyn am ddim mwy o yswiriant, trosiant na phapurau nag sydd ei angen ar y gwaith.",
                    "Edrych ar [beth sydd ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs) cyn "
                    "dewis canlyniadau.",
                )
            ),
            heading("Beth na fyddwn yn ei wneud"),
            text(
                paragraph(
                    "Nid ydym yn rhoi marciau am gyfeiriad. Caiff cwmnïau o unrhyw le gynnig, a chânt eu sgorio yn ôl "
                    "yr hyn y byddent yn ei wneud yma."
                )
            ),
            heading("Ble rydym am fod"),
            table(
                "Targedau yn yr arddangosiad hwn, wedi’u dychmygu",
                ("Targed", "Y llynedd", "Ymhen tair blynedd"),
                (
                    ("Gwariant gyda chwmnïau bach", "31%", "38%"),
                    ("Gwariant gydag elusennau a mentrau cymdeithasol", "6%", "9%"),
                    ("Hysbysiadau â sgyrsiau cynnar o’u blaen", "4 o 22", "1 o bob 2"),
                ),
            ),
        ],
    },
    "social-value-policy": {
        "title": "Polisi gwerth cymdeithasol",
        "slug": "polisi-gwerth-cymdeithasol",
        "summary": (
            "Beth mae’r cyngor yn ei addo am werth cymdeithasol ym mhopeth y mae’n ei brynu, a phwy sy’n gyfrifol "
            "amdano."
        ),
        "body": [
            heading("Beth yw diben y polisi hwn"),
            text(
                paragraph(
                    "Mae’r cyngor yn gwario arian cyhoeddus. Mae’r polisi hwn yn sicrhau bod yr arian yn gwneud mwy "
                    "o ddaioni na’r gwasanaeth yn unig. Mae’n mynd ymhellach nag y mae [y gyfraith yn ei "
                    "ofyn](page:what-the-law-asks): mae’n cwmpasu gwasanaethau, nwyddau a gwaith adeiladu."
                )
            ),
            heading("Beth y byddwn yn ei wneud"),
            text(
                numbered(
                    "Dewis o leiaf un canlyniad o’n fframwaith bob tro y byddwn yn prynu, neu ysgrifennu pam na "
                    "wnaethom.",
                    "Gofyn dim ond am yr hyn sy’n gweddu i’r gwasanaeth ac sy’n gymesur â’i werth.",
                    "Dweud yn yr hysbysiad faint mae gwerth cymdeithasol yn cyfrif, a beth y byddwn yn ei ofyn.",
                    "Rhoi’r hyn mae’r enillydd yn ei addo yn y contract, gyda ffigur a dyddiad.",
                    "Edrych ar bob adroddiad, a chyhoeddi’r hyn y gallem ei wirio.",
                    "Gweithredu pan fydd addewid yn llithro, gam wrth gam, ac yn deg.",
                    "Diolch i gyflenwyr sy’n gwneud yn dda, yn gyhoeddus, am gyfnod cyfyngedig. Nid yw byth yn "
                    "cyfrif mewn tendr.",
                ),
            ),
            heading("Faint mae’n cyfrif"),
            table(
                "Cyfran o’r sgôr, yn ôl gwerth cyfan y contract",
                ("Gwerth cyfan", "Cyfran ar gyfer gwerth cymdeithasol"),
                (
                    ("Llai na £100,000", "5%"),
                    ("£100,000 i £1 miliwn", "10%"),
                    ("Mwy na £1 miliwn", "15%"),
                ),
            ),
            heading("Plant yn ein gofal"),
            text(
                paragraph(
                    "Rydym yn gweithredu fel rhiant i blant yn ein gofal ac i bobl ifanc sy’n gadael gofal. Rydym yn "
                    "gofyn i gyflenwyr agor drysau iddynt. Nid ydym byth yn gofyn pwy yw rhywun, a byth yn clymu "
                    "dewis person ifanc wrth arian."
                )
            ),
            heading("Pwy sy’n gyfrifol"),
            text(
                bullets(
                    "Y Cabinet sy’n atebol am y polisi hwn, ac mae’n darllen adroddiad arno ddwywaith y flwyddyn.",
                    "Mae’r arweinydd gwerth cymdeithasol yn gofalu am y fframwaith a’r tudalennau hyn.",
                    "Mae rheolwyr contract yn darllen adroddiadau ac yn siarad â chyflenwyr.",
                    "Mae’r archwilydd yn gwirio sampl o’r hyn a wiriwyd.",
                ),
            ),
            details(
                "Sut mae’r polisi hwn yn cael ei newid",
                paragraph(
                    "Rydym yn edrych arno unwaith y flwyddyn, yn gofyn i gyflenwyr a sefydliadau gwirfoddol am eu "
                    "barn, ac yn cyhoeddi’r hyn a newidiwyd gennym. Cynghorwyr sy’n mabwysiadu pob fersiwn newydd."
                ),
            ),
        ],
    },
    "working-with-the-voluntary-sector": {
        "title": "Gweithio gyda’r sector gwirfoddol",
        "slug": "gweithio-gyda-r-sector-gwirfoddol",
        "summary": "Drafft ar gyfer sylwadau: sut y dylai’r cyngor a’i gyflenwyr drin sefydliadau gwirfoddol.",
        "body": [
            inset("Drafft yw hwn. Nid yw mewn grym, a gall eich sylwadau ei newid o hyd."),
            heading("Pam mae ei angen arnom"),
            text(
                paragraph(
                    "Mae cyflenwyr yn addo cymorth i sefydliadau gwirfoddol. Mae rhywfaint ohono’n cyrraedd yn hwyr, "
                    "neu nid dyna oedd ei angen. Dywedodd sefydliadau wrthym eu bod yn treulio oriau yn diolch i "
                    "bobl am gymorth na ofynnwyd amdano."
                )
            ),
            heading("Beth rydym yn ei gynnig"),
            text(
                numbered(
                    "Mae cymorth yn dechrau gyda’r hyn y mae sefydliad yn dweud sydd ei angen arno.",
                    "Nid oes rhaid i unrhyw sefydliad dderbyn cymorth, sefyll ar gyfer lluniau nac ysgrifennu "
                    "llythyr o ddiolch.",
                    "Lle mae sefydliad yn gwneud gwaith er mwyn i gyflenwr allu cadw addewid, telir am y gwaith.",
                    "Caiff yr hyn a gyrhaeddodd ei gadarnhau gan bwy bynnag a’i cafodd, ar un dudalen.",
                    "Mae sefydliadau bach yn clywed am gontractau’n gynnar, mewn geiriau y maent yn eu deall.",
                ),
            ),
            heading("Beth rydym yn ei ofyn i chi"),
            text(
                bullets(
                    "A oes unrhyw beth ar goll?",
                    "Beth fyddai’n ei gwneud yn haws dweud na?",
                    "Beth ddylai ddigwydd pan na ddaw cymorth?",
                ),
                paragraph(
                    "Ysgrifennwch atom neu dewch i’r noson agored. Gweler [sut i gysylltu â ni](page:contact) a "
                    "[beth sydd ymlaen](page:open-evening-for-voluntary-organisations)."
                ),
            ),
            details(
                "Beth sy’n digwydd i’ch sylwadau",
                paragraph(
                    "Rydym yn cyhoeddi crynodeb o’r hyn a ddywedwyd, heb enwau, ac yn dweud beth a newidiwyd gennym "
                    "a beth na newidiwyd. Yna mae cynghorwyr yn penderfynu."
                ),
            ),
        ],
    },
}
