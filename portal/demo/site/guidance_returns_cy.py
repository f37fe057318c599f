"""Guidance on returns, in Welsh."""

from portal.demo.site.writing import (
    Entry,
    bullets,
    details,
    heading,
    inset,
    measure,
    numbered,
    paragraph,
    steps,
    table,
    text,
    warning,
)

RETURNS: dict[str, Entry] = {
    "how-to-send-a-return": {
        "title": "Sut i anfon adroddiad",
        "slug": "sut-i-anfon-adroddiad",
        "summary": "Beth a ofynnir i gyflenwyr mewn adroddiad cynnydd, pryd, a beth sy’n digwydd wedyn.",
        "body": [
            text(
                paragraph(
                    "Mae eich adroddiad yn agor ar ddiwrnod cyntaf ei gyfnod. Rhaid ei anfon erbyn diwrnod olaf y "
                    "mis ar ôl y cyfnod, neu’r diwrnod gwaith nesaf. Gallwch stopio unrhyw bryd: cedwir yr hyn a "
                    "ysgrifennoch."
                )
            ),
            heading("Paratowch y rhain"),
            text(
                bullets(
                    "y ffigur ar gyfer pob ymrwymiad yn y cyfnod hwn",
                    "brawddeg neu ddwy am bwy a gafodd fudd a beth newidiodd",
                    "un ffeil neu lythyr ar gyfer pob ffigur. Darllenwch [sut beth yw tystiolaeth "
                    "dda](page:what-good-evidence-looks-like).",
                ),
            ),
            heading("Beth rydych yn ei wneud"),
            text(
                numbered(
                    "Mewngofnodwch. Mae’r dudalen gyntaf yn dangos beth sydd i’w anfon.",
                    "Atebwch bob ymrwymiad: y ffigur, y geiriau, y dystiolaeth.",
                    "Adroddwch hanes y cyfnod, os oes un.",
                    "Gwiriwch eich atebion ac anfonwch yr adroddiad.",
                ),
                paragraph(
                    "Mae “dim i’w adrodd” yn ateb dilys. Dywedwch pam, ar gyfer un ymrwymiad neu ar gyfer y cyfnod "
                    "cyfan."
                ),
            ),
            heading("Beth sy’n digwydd nesaf"),
            text(
                paragraph(
                    "Mae swyddog o’r cyngor yn darllen eich adroddiad, o fewn 10 diwrnod gwaith fel arfer. Cewch "
                    "e-bost pan fydd wedi’i orffen neu pan fyddwn yn gofyn am newidiadau. Os byddwn, dim ond yr "
                    "ymrwymiadau rydym yn gofyn amdanynt sy’n agor eto."
                )
            ),
            details(
                "Os oes angen mwy o amser arnoch",
                paragraph(
                    "Gofynnwch i’ch rheolwr contract cyn y dyddiad. Mae’r enw ar bob tudalen o’ch adroddiad. Gallwn "
                    "symud y dyddiad, ac yna mae’r dudalen yn dangos yr un newydd."
                ),
            ),
            details(
                "Os oes rhaid i gydweithiwr ei lofnodi",
                paragraph(
                    "Gall eich sefydliad benderfynu bod un person yn edrych ar bob adroddiad cyn iddo fynd. Yna "
                    "rydych yn gofyn i’r person hwnnw yn lle anfon, ac mae’r ddau ohonoch yn gweld ble mae."
                ),
            ),
        ],
    },
    "what-good-evidence-looks-like": {
        "title": "Sut beth yw tystiolaeth dda",
        "slug": "sut-beth-yw-tystiolaeth-dda",
        "summary": "Mae un ffeil sy’n dangos y ffigur, y cyfnod ac o ble y daw yn aml yn ddigon.",
        "body": [
            text(
                paragraph("Mae tystiolaeth yn gadael i rywun nad oedd yno weld bod y ffigur yn gywir. Gall fod yn fyr.")
            ),
            heading("Mae tystiolaeth dda yn dangos"),
            text(
                bullets(
                    "yr un ffigur ag yr ydych yn ei adrodd",
                    "y cyfnod y mae’n perthyn iddo",
                    "y contract, neu sut y gwnaethoch ei rannu rhwng contractau",
                    "ffynhonnell y tu allan i’ch sefydliad, lle gallwch",
                ),
            ),
            heading("Enghreifftiau"),
            table(
                "Beth i’w anfon ar gyfer mesurau cyffredin",
                ("Beth rydych yn ei adrodd", "Tystiolaeth dda", "Beth sy’n mynd o’i le yn aml"),
                (
                    (
                        "Prentisiaethau",
                        "Llythyr gan y coleg gyda’r nifer, y cwrs a’r mis y gwnaethant ddechrau",
                        "Gadewir enwau a dyddiadau geni ynddo",
                    ),
                    (
                        "Gwariant lleol",
                        "Rhestr o’ch cyfrifon: cyflenwr, cod post, swm heb TAW",
                        "Cod post prif swyddfa mewn man arall",
                    ),
                    (
                        "Gwirfoddoli gan staff",
                        "Tabl o oriau yn ôl mis ac achos, neu lythyr gan yr elusen",
                        "Caiff teithio ei gyfrif hefyd",
                    ),
                    (
                        "Carbon",
                        "Y daflen y gwnaethoch y gwaith cyfrifo arni, gyda blwyddyn y ffactorau",
                        "Nid yw’r flwyddyn yno",
                    ),
                    ("Rhoddion", "Derbynneb neu lythyr o ddiolch gyda’r swm", "Nwyddau am bris siop yn lle pris cost"),
                ),
            ),
            warning(
                "Peidiwch byth ag anfon rhestrau o enwau, dyddiadau geni na chyfeiriadau. Mae cyfansymiau’n ddigon."
            ),
            heading("Ffeiliau"),
            text(
                paragraph(
                    "Gall ffeiliau fod yn PDF, Word, Excel, OpenDocument, CSV, JPEG neu PNG, hyd at 15 MB yr un. "
                    "Tynnwch gyfrineiriau i ffwrdd yn gyntaf. Caiff pob ffeil ei gwirio am feirysau, a chaiff y "
                    "manylion am ble a phryd y tynnwyd llun eu dileu."
                )
            ),
            inset("Mae llythyr gyda nifer, cyfnod, llofnod a ffordd o’i wirio yn werth mwy nag ugain llun."),
            details(
                "Os nad oes gennych dystiolaeth",
                paragraph(
                    "Dywedwch hynny, a dywedwch pam. Yna gallwn ofyn i’r rhai a gafodd y cymorth ei gadarnhau. Un "
                    "dudalen yw hynny iddynt, heb gyfrif."
                ),
            ),
            heading("Y mesurau y mae hyn yn ymwneud â nhw"),
            measure("M1.04"),
            measure("M3.06"),
        ],
    },
    "writing-about-children-in-our-care-safely": {
        "title": "Ysgrifennu am blant yn ein gofal yn ddiogel",
        "slug": "ysgrifennu-am-blant-yn-ein-gofal-yn-ddiogel",
        "summary": "Ysgrifennwch am y gweithgaredd, byth am y person.",
        "body": [
            warning(
                "Ni chaiff dim a ysgrifennwch neu a lwythwch i fyny adael i neb adnabod plentyn yn ein gofal neu "
                "berson ifanc sy’n gadael gofal."
            ),
            text(
                paragraph(
                    "Rydym yn cyfrif cyfleoedd, oriau a phobl. Nid oes angen i ni byth wybod pwy ydynt. Mae’r prawf "
                    "bod rhywun wedi cymryd rhan yn aros yn eich cofnodion eich hun."
                )
            ),
            heading("Gadewch y rhain allan"),
            text(
                bullets(
                    "enwau, blaenlythrennau a llysenwau",
                    "union oedran a phen-blwyddi",
                    "ysgolion, cyfeiriadau a chodau post llawn",
                    "sut y daeth rhywun i ofal, neu i’r wlad hon",
                    "dyfyniadau sy’n dangos pwy a’u dywedodd",
                    "lluniau o bobl",
                ),
            ),
            heading("Ysgrifennwch yn lle hynny"),
            text(
                bullets(
                    "beth a wnaed: “Roedd clwb garddio’n cwrdd ar ddydd Sadwrn.”",
                    "faint a gymerodd ran, ac am ba hyd",
                    "beth newidiodd: “Gofynnodd y lletywyr am ragor o wirfoddolwyr.”",
                ),
            ),
            heading("Pan fo’r nifer yn fach"),
            text(
                paragraph(
                    "Adroddwch yr union nifer i ni. Yn gyhoeddus rydym yn ysgrifennu “llai na 5”, oherwydd gall "
                    "nifer bach mewn lle bach ddangos pwy oedd. Peidiwch â chyhoeddi’r nifer eich hun."
                )
            ),
            details(
                "Os anfonoch rywbeth drwy gamgymeriad",
                paragraph(
                    "Dywedwch wrth y cyngor ar unwaith. Dilëwch y ffeil os yw’r adroddiad yn dal ar agor. Fel arall "
                    "dewiswch “Rhoi gwybod am broblem” wrth ymyl y ffeil: ni all neb ei hagor o’r eiliad honno, ac "
                    "rydym yn dweud wrthych beth i’w wneud nesaf."
                ),
            ),
            details(
                "Os ydych yn poeni am berson ifanc",
                paragraph(
                    "Peidiwch â’i ysgrifennu mewn adroddiad. Ffoniwch weithiwr cymdeithasol y person ifanc, neu dîm "
                    "diogelu’r cyngor. Os yw rhywun mewn perygl nawr, ffoniwch 999."
                ),
            ),
        ],
    },
    "when-a-promise-slips": {
        "title": "Beth sy’n digwydd pan fydd addewid yn llithro",
        "slug": "pan-fydd-addewid-yn-llithro",
        "summary": "Beth i’w ddweud wrthym pan fyddwch ar ei hôl hi, beth a wnawn gam wrth gam, a beth sy’n helpu.",
        "body": [
            text(
                paragraph(
                    "Mae pethau’n mynd o chwith: mae partner yn cau, nid oes neb yn gwneud cais, mae’r tir dan ddŵr. "
                    "Dywedwch wrthym yn gynnar. Caiff y rhan fwyaf o addewidion sy’n llithro eu cadw yn y diwedd."
                )
            ),
            heading("Beth y gallwch ei wneud"),
            text(
                bullets(
                    "Dywedwch hynny yn eich adroddiad: beth ddigwyddodd, beth rydych wedi rhoi cynnig arno, beth y "
                    "byddwch yn ei wneud.",
                    "Cynigiwch newid y dyddiadau, neu rywbeth o werth cyfartal yn lle’r addewid.",
                    "Gofynnwch i ni am help. Rydym yn adnabod elusennau, colegau a chyflenwyr eraill.",
                ),
            ),
            heading("Beth rydym ni’n ei wneud"),
            steps(
                (
                    "Rydym yn gofyn",
                    paragraph(
                        "Mae eich rheolwr contract yn gofyn beth sy’n digwydd, ac yn nodi beth rydych yn cytuno arno."
                    ),
                ),
                (
                    "Rydych yn ysgrifennu cynllun adfer",
                    paragraph(
                        "Mae’n dweud pam rydych ar ei hôl hi, pwy fydd yn gwneud beth erbyn pryd, a pha ffigurau y "
                        "byddwch yn eu cyrraedd. Mae gennych tua 10 diwrnod gwaith i’w gynnig."
                    ),
                ),
                (
                    "Rydym yn anfon hysbysiad ffurfiol",
                    paragraph(
                        "Dim ond os yw’r cynllun yn methu neu os nad oes un. Mae’n enwi beth mae’r contract yn ei "
                        "ofyn, ac yn rhoi amser teg i chi wella."
                    ),
                ),
                (
                    "Rydym yn defnyddio’r hyn mae’r contract yn ei ganiatáu",
                    paragraph(
                        "Mae gan rai contractau daliad am yr hyn na chafodd ei wneud, neu maent yn dal swm yn ôl. "
                        "Lle nad oes cymal o’r fath yn y contract, ni allwn ofyn amdano."
                    ),
                ),
            ),
            text(
                paragraph(
                    "Gallwch ateb pob cam, ac mae eich geiriau chi’n aros wrth ymyl ein rhai ni. Mae dyddiad ac enw "
                    "i bob cam."
                )
            ),
            warning(
                "Nid yw dewisiadau pobl ifanc eu hunain byth yn costio arian i chi. Os cynigiwyd lle’n iawn ac nad "
                "oedd neb ei eisiau, dywedwch hynny wrthym a dyna ddiwedd y mater."
            ),
            heading("Sut mae cynnydd yn cael ei eirio"),
            table(
                "Beth rydym yn galw cynnydd, o gymharu â’r hyn sy’n ddisgwyliedig erbyn hyn",
                ("Gwiriwyd hyd yma", "Beth rydym yn ei alw"),
                (
                    ("Y cyfan, neu fwy", "Ar y trywydd iawn"),
                    ("O leiaf 85%", "Ychydig ar ei hôl hi"),
                    ("O leiaf 60%", "Ar ei hôl hi"),
                    ("Llai na 60%", "Ymhell ar ei hôl hi"),
                    ("Mae’n rhy gynnar, neu nid oedd dim yn ddisgwyliedig", "Heb ei raddio"),
                ),
            ),
            details(
                "Beth mae’n ei olygu i dendrau diweddarach",
                paragraph(
                    "Nid yw bod ar ei hôl hi yn eich atal rhag cynnig. Dim ond perfformiad gwael a barhaodd ar ôl "
                    "cyfle priodol i wella a all gyfrif, ac mae’r gyfraith yn dweud sut."
                ),
            ),
        ],
    },
}
