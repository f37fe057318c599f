"""Guidance on how the council does it, in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, steps, table, text

OURS: dict[str, Entry] = {
    "what-social-value-is": {
        "title": "Beth yw gwerth cymdeithasol",
        "slug": "beth-yw-gwerth-cymdeithasol",
        "summary": "Beth mae gwasanaeth yn ei wneud i bobl a lleoedd y tu hwnt i’r gwasanaeth ei hun.",
        "body": [
            text(
                paragraph(
                    "Gwerth cymdeithasol yw’r daioni y mae contract yn ei wneud heblaw am y gwaith ei hun. Gall "
                    "cwmni sy’n torri’r glaswellt hyfforddi prentisiaid hefyd. Gall cwmni sy’n glanhau ysgolion dalu "
                    "cyflog teg a phrynu o siopau cyfagos."
                ),
                paragraph(
                    "Mae cyflenwyr yn dweud yn eu tendr beth y byddant yn ei wneud. Pan fyddant yn ennill, daw’n "
                    "addewid yn y contract: ymrwymiad."
                ),
            ),
            heading("Beth sy’n cyfrif"),
            text(
                bullets(
                    "swyddi a hyfforddiant i bobl leol",
                    "cymorth i elusennau a grwpiau cymunedol lleol",
                    "llai o wastraff a llai o garbon",
                    "cyfleoedd i blant yn ein gofal ac i bobl ifanc sy’n gadael gofal",
                ),
                paragraph(
                    "Mae’n cyfrif pan fydd yn digwydd oherwydd y contract, a phan fydd yn fwy nag yr ydym yn talu "
                    "amdano."
                ),
            ),
            heading("Beth nad yw’n cyfrif"),
            text(
                bullets(
                    "y gwaith y mae’r contract yn talu amdano beth bynnag",
                    "beth mae’r gyfraith yn ei ofyn gan bob cyflogwr, fel yr isafswm cyflog cyfreithiol",
                    "gweithredoedd da nad oes a wnelont ddim â’r contract na’r fwrdeistref",
                ),
            ),
            heading("Sut rydym yn ei wirio"),
            text(
                paragraph(
                    "Mae cyflenwyr yn dweud wrthym mewn adroddiad cynnydd beth wnaethant, ac yn dangos tystiolaeth. "
                    "Mae swyddog yn ei ddarllen ac yn penderfynu faint y gallwn ei wirio. Dim ond yr hyn sydd wedi’i "
                    "wirio rydym yn ei gyhoeddi."
                ),
                paragraph(
                    "Darllenwch [sut rydym yn gwirio ffigurau ac yn defnyddio’r hyn a "
                    "ddysgwn](page:how-we-check-figures)."
                ),
            ),
            details(
                "Pam nad oes gwerth ariannol i rai ffigurau",
                paragraph(
                    "Mae gan rai pethau bris y mae llawer o bobl yn cytuno arno. Nid oes gan y rhan fwyaf. Yna "
                    "dywedwn “heb ei brisio”, ac nid yw hynny’n golygu nad yw’n werth dim."
                ),
            ),
        ],
    },
    "what-the-law-asks": {
        "title": "Beth mae’r gyfraith yn ei ofyn",
        "slug": "beth-mae-r-gyfraith-yn-ei-ofyn",
        "summary": (
            "Mae dwy Ddeddf Seneddol yn llywio gwerth cymdeithasol yn Lloegr: beth mae pob un yn ei ofyn, mewn iaith "
            "glir."
        ),
        "body": [
            text(
                paragraph(
                    "Mae’r dudalen hon yn egluro’r rheolau i gynghorau yn Lloegr. Canllaw ydyw ac nid cyngor "
                    "cyfreithiol. Mae gan Gymru, yr Alban a Gogledd Iwerddon eu rheolau eu hunain."
                )
            ),
            heading("Deddf Gwerth Cymdeithasol 2012"),
            text(
                paragraph(
                    "Mae’r Ddeddf yn gofyn i ni feddwl cyn i ni brynu gwasanaeth. Cyn i ni gyhoeddi’r hysbysiad "
                    "cyntaf, rhaid i ni ystyried:"
                ),
                bullets(
                    "sut y gallai’r gwasanaeth wella llesiant economaidd, cymdeithasol ac amgylcheddol ein hardal",
                    "sut y gallai’r ffordd rydym yn ei brynu helpu i wneud hynny",
                    "a ddylem ofyn i bobl amdano yn gyntaf",
                ),
                paragraph(
                    "Dim ond yr hyn sy’n ymwneud â’r gwasanaeth y cawn edrych arno, a dim ond i’r graddau y mae’n "
                    "gymesur. Mae’r gyfraith yn cwmpasu contractau mwy ar gyfer gwasanaethau. Mae ein [polisi gwerth "
                    "cymdeithasol](page:social-value-policy) yn mynd ymhellach ac yn cwmpasu nwyddau a gwaith "
                    "adeiladu hefyd."
                ),
            ),
            heading("Deddf Caffael 2023"),
            text(
                paragraph(
                    "Mae’r Ddeddf yn gymwys i brynu a ddechreuodd ar 24 Chwefror 2025 neu wedi hynny. Mae contractau "
                    "y dechreuwyd eu prynu cyn hynny yn cadw’r hen reolau nes iddynt ddod i ben."
                ),
                bullets(
                    "Rydym yn dewis y tendr mwyaf manteisiol. Mae pris yn rhan o hynny, ac felly hefyd yr hyn a "
                    "ddywedwn am werth cymdeithasol yn yr hysbysiad.",
                    "Rhaid i ni roi sylw i bolisi’r llywodraeth ar brynu, sy’n gofyn am swyddi da a mwy o fusnes i "
                    "gwmnïau bach ac elusennau.",
                    "Ar gyfer y rhan fwyaf o gontractau dros £5 miliwn, gan gynnwys TAW, rydym yn gosod ac yn "
                    "cyhoeddi o leiaf tri dangosydd perfformiad allweddol. Rydym yn eu barnu o leiaf unwaith y "
                    "flwyddyn a phan ddaw’r contract i ben.",
                    "Gall perfformiad gwael gyfrif yn erbyn cyflenwr mewn tendrau diweddarach, os cafodd gyfle "
                    "priodol i wella ac na wnaeth hynny.",
                ),
            ),
            details(
                "Gofal a gwasanaethau cymdeithasol eraill",
                paragraph(
                    "Prynir gwasanaethau fel cartrefi i blant yn ein gofal o dan reolau symlach, a elwir yn "
                    "gyffyrddiad ysgafn. Nid yw’r ddyletswydd gyfreithiol i gyhoeddi dangosyddion perfformiad yn "
                    "gymwys iddynt. Rydym yn dal i gytuno ar ymrwymiadau, ac yn eu gwirio yn yr un ffordd."
                ),
            ),
            heading("Mae lleol yn golygu bod pobl leol ar eu hennill"),
            text(
                paragraph(
                    "Ar gyfer contractau dros y trothwy cyfreithiol ni chawn ffafrio cynigydd am fod ei swyddfa "
                    "gerllaw. Felly gofynnwn beth fydd yn cyrraedd pobl a lleoedd yma. Gall unrhyw gynigydd addo "
                    "hynny, ble bynnag y mae."
                )
            ),
            heading("Ble mae’r gyfraith wedi’i chyhoeddi"),
            text(
                bullets(
                    "[Deddf Gwasanaethau Cyhoeddus (Gwerth Cymdeithasol) 2012, yn "
                    "Saesneg](https://www.legislation.gov.uk/ukpga/2012/3)",
                    "[Deddf Caffael 2023, yn Saesneg](https://www.legislation.gov.uk/ukpga/2023/54)",
                ),
            ),
        ],
    },
    "how-we-check-figures": {
        "title": "Sut rydym yn gwirio ffigurau ac yn defnyddio’r hyn a ddysgwn",
        "slug": "sut-rydym-yn-gwirio-ffigurau",
        "summary": (
            "Pwy sy’n darllen adroddiad, ar beth maent yn edrych, pa mor sicr yw ffigur, a beth a wnawn ag ef wedyn."
        ),
        "body": [
            text(
                paragraph(
                    "Mae cyflenwr yn hawlio ffigur. Dim ond ar ôl i swyddog o’r cyngor ei wirio y byddwn yn ei "
                    "gyhoeddi. Dyma beth sy’n digwydd yn y canol."
                )
            ),
            heading("O hawliad i ffigur cyhoeddus"),
            steps(
                (
                    "Mae’r cyflenwr yn anfon adroddiad",
                    paragraph(
                        "Mae ynddo ffigur, ychydig eiriau a thystiolaeth ar gyfer pob ymrwymiad. O hynny ymlaen ni "
                        "all neb ei newid."
                    ),
                ),
                (
                    "Mae swyddog yn ei ddarllen",
                    paragraph("Mae’r swyddog yn agor y dystiolaeth ac yn gofyn cwestiwn lle nad yw rhywbeth yn glir."),
                ),
                (
                    "Mae’r swyddog yn penderfynu",
                    paragraph(
                        "Caiff pob ffigur ei wirio, ei wirio’n rhannol neu ei adael heb ei wirio. Lle mae’n llai nag "
                        "a hawliwyd, mae’r swyddog yn dweud pam."
                    ),
                ),
                (
                    "Caiff y cyflenwr anghytuno",
                    paragraph(
                        "Mae ganddo ddeg diwrnod gwaith i ddweud hynny. Edrychir ar y mater eto, a chofnodir yr ateb."
                    ),
                ),
            ),
            heading("Ar beth mae swyddogion yn edrych"),
            text(
                bullets(
                    "A yw’r dystiolaeth yn perthyn i’r contract hwn a’r cyfnod hwn?",
                    "A yw’r ffigurau’n adio i fyny?",
                    "A yw’n fwy nag y mae’r contract yn talu amdano?",
                    "A gafodd ei hawlio o’r blaen, yma neu mewn contract arall?",
                    "A yw rhywun y tu allan i’r cyflenwr yn dweud yr un peth?",
                    "A oes unrhyw beth ynddi na ddylai fod yno, fel enw?",
                ),
            ),
            heading("Pa mor sicr yw ffigur"),
            table(
                "Geiriau a ddefnyddiwn wrth ymyl ffigurau",
                ("Gair", "Beth mae’n ei olygu"),
                (
                    ("Hawliwyd", "Mae’r cyflenwr yn dweud hynny."),
                    ("Gyda thystiolaeth", "Mae’r cyflenwr wedi anfon rhywbeth sy’n ei ddangos."),
                    ("Gwiriwyd", "Mae swyddog wedi edrych ar y dystiolaeth ac yn cytuno."),
                    ("Cadarnhawyd", "Mae’r rhai a gafodd y cymorth yn dweud ei fod wedi cyrraedd."),
                    ("Archwiliwyd", "Mae rhywun arall yn y cyngor wedi gwirio’r gwiriad."),
                ),
            ),
            heading("Pan wnaethom gamgymeriad"),
            text(
                paragraph(
                    "Nid ydym byth yn newid penderfyniad yn ddistaw bach. Ychwanegir cywiriad wrth ei ymyl, gyda’r "
                    "rheswm a’r dyddiad, ac mae ail swyddog yn cytuno arno."
                )
            ),
            heading("I beth rydym yn ei ddefnyddio"),
            text(
                numbered(
                    "Cyfarfodydd contract, lle rydym yn siarad am beth sy’n gweithio a beth nad yw’n gweithio.",
                    "Adroddiad i gynghorwyr ddwywaith y flwyddyn, y gall unrhyw un ei ddarllen.",
                    "Y contract nesaf: gofynnwn am fwy o’r hyn a helpodd bobl, a gollwng yr hyn nad oedd ei angen ar "
                    "neb.",
                    "Astudiaethau achos, am nad yw ffigurau’n dweud popeth.",
                ),
            ),
            inset(
                "Mae cyfansymiau pobl fel y’u hadroddwyd gan gyflenwyr. Nid ydym yn cadw enwau, felly ni allwn "
                "ddweud a helpodd dau gyflenwr yr un person."
            ),
        ],
    },
}
