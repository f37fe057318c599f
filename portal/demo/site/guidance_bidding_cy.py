"""Guidance for those who think about a bid, in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, measure, paragraph, table, text, warning

BIDDING: dict[str, Entry] = {
    "before-you-bid": {
        "title": "Cyn i chi gynnig: beth rydym yn chwilio amdano",
        "slug": "cyn-i-chi-gynnig",
        "summary": (
            "Sut rydym yn sgorio gwerth cymdeithasol, beth sy’n gymesur i gyflenwr bach, a sut i gynnig ar y cyd."
        ),
        "body": [
            text(
                paragraph(
                    "Mae pob hysbysiad yn dweud faint mae gwerth cymdeithasol yn cyfrif a beth y byddwn yn ei ofyn. "
                    "Nid oes rhaid i chi ddyfalu, ac nid oes rhaid i chi fod yn fawr."
                )
            ),
            heading("Beth rydym yn ei sgorio"),
            text(
                bullets(
                    "beth y byddwch yn ei wneud, i bwy ac erbyn pryd",
                    "sut y byddwch yn ei wneud, a phwy sy’n gyfrifol amdano",
                    "sut y byddwch yn dangos ei fod wedi digwydd",
                    "a yw’n gweddu i’r gwasanaeth a’r lle",
                ),
                paragraph(
                    "Mae addewid byr a chlir yn sgorio’n well na rhestr hir. Nid ydym yn rhoi marciau am wobrau, "
                    "sloganau na chyfeiriad eich prif swyddfa."
                ),
            ),
            heading("Faint rydym yn ei ofyn"),
            table(
                "Beth sy’n gymesur, yn ôl gwerth blynyddol y contract",
                ("Gwerth blynyddol", "Ymrwymiadau rydym yn eu hawgrymu", "Pa mor aml rydych yn adrodd"),
                (
                    ("Llai na £100,000", "Un neu ddau", "Unwaith y flwyddyn"),
                    ("£100,000 i £1 miliwn", "Hyd at bedwar", "Bob chwe mis"),
                    ("£1 miliwn i £5 miliwn", "Hyd at chwech", "Bob tri mis"),
                    ("Mwy na £5 miliwn", "Hyd at ddeg", "Bob tri mis"),
                ),
            ),
            heading("Os ydych yn gyflenwr bach"),
            text(
                paragraph("Rydym yn gofyn llai gennych chi, ac rydym o ddifrif."),
                bullets(
                    "Mae un addewid da yn ddigon ar gyfer contract bach.",
                    "Gall yr hyn a wnewch eisoes gyfrif, os gwnewch fwy ohono oherwydd y contract.",
                    "Nid oes angen dogfennau polisi y byddech yn eu hysgrifennu dim ond i ni.",
                    "Mae llythyr gan y rhai y gwnaethoch eu helpu yn dystiolaeth dda. Nid oes angen meddalwedd "
                    "arbennig arnoch.",
                ),
                paragraph(
                    "Gofynnwch i ni cyn i chi gynnig. Aiff yr ateb at bob cynigydd, heb eich enw. Gweler [sut i "
                    "gysylltu â ni](page:contact)."
                ),
            ),
            heading("Os ydych yn cynnig gydag eraill"),
            text(
                paragraph(
                    "Gall sawl sefydliad rannu contract, neu gall un arwain a’r lleill weithio iddo. Dywedwch yn "
                    "eich tendr pwy fydd yn cadw pa addewid."
                ),
                bullets(
                    "Mae’r prif gyflenwr yn atebol i ni am bob ymrwymiad.",
                    "Gall pob partner ateb ei ymrwymiadau ei hun yn yr adroddiad, a dim ond y rheini y mae’n eu gweld.",
                    "Mae’r hyn y mae isgontractwr yn ei wneud ar y contract hwn yn cyfrif. Nid yw’r hyn y mae’n ei "
                    "wneud mewn mannau eraill yn cyfrif.",
                    "Trosglwyddwch yr hyn sy’n gymesur. Peidiwch â gofyn i bartner bach am yr hyn na fyddem ni’n ei "
                    "ofyn ganddo.",
                ),
            ),
            details(
                "Beth sy’n digwydd i’ch geiriau os byddwch yn ennill",
                paragraph(
                    "Rydym yn cadw’r hyn a ysgrifennoch yn eich tendr wrth ymyl yr ymrwymiad y cytunwn arno. Mae’r "
                    "ddwy ochr yn cytuno ar y geiriad, y ffigur a’r dyddiadau cyn i’r contract ddechrau."
                ),
            ),
        ],
    },
    "writing-a-promise-you-can-keep": {
        "title": "Ysgrifennu addewid y gallwch ei gadw",
        "slug": "ysgrifennu-addewid-y-gallwch-ei-gadw",
        "summary": "Sut i ddewis mesur, gosod ffigur a geirio addewid fel bod pawb yn gwybod pryd y mae wedi’i gadw.",
        "body": [
            text(
                paragraph(
                    "Gall rhywun nad yw erioed wedi cwrdd â chi wirio addewid da. Mae’n dweud beth, faint, i bwy, "
                    "ble ac erbyn pryd."
                )
            ),
            heading("O ddymuniad i addewid"),
            table(
                "Yr un syniad, cyn ac ar ôl",
                ("Beth mae cynigwyr yn ei ysgrifennu", "Beth y gellir ei gadw a’i wirio"),
                (
                    (
                        "Byddwn yn cefnogi cyflogaeth leol.",
                        "Byddwn yn dechrau 12 prentisiaeth i bobl sy’n byw yn y fwrdeistref, mewn pedair blynedd.",
                    ),
                    (
                        "Byddwn yn gweithio’n agos gydag elusennau.",
                        "Bydd ein staff yn rhoi 180 awr o wirfoddoli â thâl i elusennau yn y fwrdeistref, 60 bob "
                        "blwyddyn.",
                    ),
                    (
                        "Rydym wedi ymrwymo i sero net.",
                        "Byddwn yn osgoi 64 tunnell o garbon o gymharu â’r flwyddyn cyn y contract.",
                    ),
                ),
            ),
            heading("Dewis mesur"),
            text(
                paragraph(
                    "Mae ein fframwaith yn rhestru mesurau. Mae pob un yn dweud beth sy’n cael ei gyfrif, ym mha "
                    "uned, pa dystiolaeth sydd ei hangen a beth i beidio â’i gyfrif wrth ei ymyl."
                ),
                bullets(
                    "Dewiswch yr hyn y gall eich pobl ddylanwadu arno.",
                    "Dewiswch yr hyn y gallwch ei gyfrif heb waith newydd. Os yw’r gyflogres yn ei wybod, da iawn.",
                    "Dewiswch ychydig. Mae pob mesur yn golygu gwaith ym mhob cyfnod.",
                    "Os nad oes dim yn addas, disgrifiwch beth y byddech yn ei wneud. Gallwn gytuno ar fesur i chi "
                    "yn unig.",
                ),
            ),
            heading("Gosod y ffigur"),
            text(
                paragraph(
                    "Cyfrifwch faint y gallwch ei wneud mewn blwyddyn arferol, yna gadewch le ar gyfer un wael. "
                    "Meddyliwch pryd y mae’n dechrau: mae prentisiaethau’n dilyn blwyddyn y coleg, a phlannu’n dilyn "
                    "y tymhorau."
                ),
                paragraph(
                    "Rydym yn cytuno gyda chi faint sy’n ddisgwyliedig ym mhob cyfnod. Nid oes rhaid iddo fod yr un "
                    "fath bob tro."
                ),
            ),
            inset(
                "Addewch yr hyn sy’n dibynnu arnoch chi. Gallwch addo cynnig lle i berson ifanc. Ni allwch addo y "
                "bydd rhywun yn dweud ie."
            ),
            warning(
                "Nid yw addewid am blant yn ein gofal byth ynghlwm wrth arian. Ni chaiff neb ei roi dan bwysau i "
                "gymryd rhan er mwyn cyrraedd ffigur."
            ),
            heading("Os bydd pethau’n newid"),
            text(
                paragraph(
                    "Gall y naill ochr neu’r llall gynnig newid ymrwymiad, ei ddisodli neu ei derfynu. Mae’n newid "
                    "pan fydd y ddwy yn cytuno, a chedwir yr hen eiriad ar gofnod. Darllenwch [beth sy’n digwydd pan "
                    "fydd addewid yn llithro](page:when-a-promise-slips)."
                )
            ),
        ],
    },
    "work-for-young-people-leaving-care": {
        "title": "Cynnig gwaith a hyfforddiant i bobl ifanc sy’n gadael gofal",
        "slug": "gwaith-i-bobl-ifanc-sy-n-gadael-gofal",
        "summary": (
            "Sut i gynnig swyddi, cyfweliadau a hyfforddiant addas, mewn ffordd sy’n cadw pethau preifat yn breifat."
        ),
        "body": [
            text(
                paragraph(
                    "Mae’r cyngor yn gweithredu fel rhiant i bobl ifanc yn ei ofal, ac yn cadw mewn cysylltiad pan "
                    "fyddant yn ei adael. Mae rhieni’n defnyddio’r bobl y maent yn eu hadnabod i helpu i ddod o hyd "
                    "i swydd gyntaf. Gallwch chi fod yn un o’r bobl hynny."
                )
            ),
            heading("Beth sy’n helpu"),
            text(
                bullets(
                    "cyfweliad gwarantedig i bawb sy’n bodloni anghenion sylfaenol y swydd",
                    "ymweliad neu ddiwrnod blasu cyn i neb orfod penderfynu",
                    "person a enwir i’w holi yn ystod y misoedd cyntaf, nad yw’n rheolwr arnynt",
                    "y cyflog cyntaf yn gynnar, a help gyda’r hyn sydd ei angen ar y diwrnod cyntaf, fel esgidiau "
                    "gwaith neu docyn bws",
                    "oriau sy’n cyd-fynd â choleg ac apwyntiadau",
                    "adborth, yn anad dim pan fo’r ateb yn na",
                ),
            ),
            heading("Sut i ddechrau"),
            text(
                paragraph(
                    "Ffoniwch ni cyn i chi hysbysebu. Mae ein tîm gadael gofal yn gwybod pwy sy’n chwilio am beth, "
                    "ac yn gofyn i bobl ifanc a oes ganddynt ddiddordeb. Nid oes rhaid i chi ddod o hyd iddynt eich "
                    "hun. Gweler [sut i gysylltu â ni](page:contact)."
                )
            ),
            warning(
                "Peidiwch byth â gofyn i neb a fu mewn gofal, a pheidiwch byth â dweud wrth gydweithwyr. Pobl ifanc "
                "sy’n dewis pwy sy’n gwybod."
            ),
            heading("Beth i’w gyfrif"),
            table(
                "Mesurau sy’n perthyn i’w gilydd",
                ("Beth ddigwyddodd", "Ble mae’n cyfrif", "Ble nad yw’n cyfrif hefyd"),
                (
                    (
                        "Dechreuodd prentisiaeth",
                        "Prentisiaethau i bobl ifanc sy’n gadael gofal",
                        "Prentisiaethau i bobl leol",
                    ),
                    (
                        "Dechreuodd swydd",
                        "Swyddi i bobl ifanc sy’n gadael gofal",
                        "Swyddi i bobl eraill sy’n wynebu rhwystrau",
                    ),
                    ("Yn dal yno ar ôl 26 wythnos", "Yn dal mewn gwaith neu ddysgu", "Ail ddechrau"),
                    ("Cynhaliwyd cyfweliad", "Cyfweliadau gwarantedig", "Swyddi"),
                ),
            ),
            heading("Sut rydym yn cael y nifer"),
            text(
                paragraph(
                    "Rydych chi’n adrodd nifer. Mae ein tîm gadael gofal yn ei gadarnhau mewn llythyr sy’n cynnwys "
                    "niferoedd yn unig. Nid oes neb yn anfon enw, oedran na stori sy’n dangos pwy oedd. Darllenwch "
                    "[sut i ysgrifennu am blant yn ein gofal yn "
                    "ddiogel](page:writing-about-children-in-our-care-safely)."
                )
            ),
            details(
                "Os nad yw’n gweithio",
                paragraph(
                    "Mae pobl yn gadael swyddi, a phobl ifanc yn amlach nag eraill. Ffoniwch y tîm gadael gofal yn "
                    "gynnar: gall gair yn yr ail wythnos achub swydd yn y trydydd mis. Mae dechrau yn dal i gyfrif "
                    "fel dechrau."
                ),
            ),
            heading("Y mesurau y mae hyn yn ymwneud â nhw"),
            measure("M9.01"),
            measure("M9.03"),
            measure("M9.05"),
        ],
    },
}
