"""The pages that the law asks for, in Welsh."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, table, text, warning

DEMONSTRATION = (
    "Rhan o arddangosiad yw’r dudalen hon, ac nid yw’r cyngor yn bod. Mae cyngor sy’n defnyddio’r porth yn gwirio ac "
    "yn llofnodi ei dudalen ei hun."
)
PUBLIC_TASK = "Tasg er budd y cyhoedd"
WELSH: dict[str, Entry] = {
    "accessibility": {
        "title": "Datganiad hygyrchedd",
        "slug": "hygyrchedd",
        "summary": "I ba raddau y gall pawb ddefnyddio’r wefan hon, beth nad yw’n gweithio eto, a sut i ddweud wrthym.",
        "scope": (
            "dudalennau cyhoeddus y wefan hon a’r tudalennau y mae cyflenwyr a swyddogion yn eu gweld ar ôl mewngofnodi"
        ),
        "does_not_work": (
            {
                "what": (
                    "Dangosir tudalennau tystiolaeth y mae swyddogion yn edrych arnynt fel lluniau. Mae darllenydd "
                    "sgrin yn dweud pa dudalen ydyw, ac nid yw’n darllen y geiriau arni."
                ),
                "why": (
                    "Daw’r ffeiliau gan gyflenwyr, ac mae rhai ohonynt yn sganiau heb unrhyw destun. Gall swyddogion "
                    "lawrlwytho’r ffeil a’i hagor â rhaglen o’u dewis."
                ),
                "criterion": "1.1.1 Cynnwys nad yw’n destun (A)",
            },
            {
                "what": (
                    "Mae rhai sgriniau lle mae golygyddion yn ysgrifennu tudalennau cyhoeddus yn anodd eu defnyddio "
                    "gyda darllenydd sgrin neu drwy lais."
                ),
                "why": (
                    "Maent yn dod gyda’r rhaglen a ddefnyddiwn ar gyfer tudalennau cyhoeddus. Mae ei gwneuthurwyr yn "
                    "eu trwsio gam wrth gam, ac rydym yn cymryd pob fersiwn newydd."
                ),
                "criterion": "4.1.2 Enw, rôl, gwerth (A)",
            },
            {
                "what": (
                    "Caiff geiriau y mae cyflenwr yn eu hysgrifennu yn Gymraeg eu darllen mewn llais Saesneg ar "
                    "dudalennau Saesneg, ac fel arall."
                ),
                "why": (
                    "Caiff cyflenwyr ysgrifennu yn y naill iaith neu’r llall, ac nid yw’r porth yn gwybod eto pa un "
                    "a ddewiswyd."
                ),
                "criterion": "3.1.2 Iaith rhannau (AA)",
            },
        ),
        "out_of_scope": (
            "Caiff ffeiliau tystiolaeth eu gwneud gan gyflenwyr ac nid ydynt yn cael eu cyhoeddi. Nid ydym yn talu "
            "amdanynt nac yn rheoli sut y cânt eu gwneud."
        ),
        "improving": (
            "Caiff pob tudalen newydd ei gwirio gan beiriant cyn iddi gael ei chyhoeddi, a chan berson o leiaf unwaith "
            "y flwyddyn. Rydym yn dweud wrth bobl sy’n rhoi gwybod am broblem pan fydd wedi’i datrys."
        ),
        "tested_by": "Swyddogion y cyngor",
        "tested_how": (
            "Gwnaethom edrych ar un dudalen o bob math gyda bysellfwrdd yn unig, gyda darllenydd sgrin, ar bedair "
            "gwaith y "
            "maint, a chyda gwiriadau awtomatig axe."
        ),
        "body": [
            inset(DEMONSTRATION),
            text(
                paragraph("Rydym am i gynifer o bobl â phosibl allu defnyddio’r wefan hon. Dylech allu:"),
                bullets(
                    "newid lliwiau, cyferbyniad a ffontiau yn eich porwr neu ar eich dyfais",
                    "gwneud testun bedair gwaith mor fawr heb i ddim redeg oddi ar y sgrin",
                    "mynd drwy bob tudalen â bysellfwrdd yn unig",
                    "mynd drwyddi â meddalwedd adnabod lleferydd",
                    "gwrando ar y rhan fwyaf ohoni â darllenydd sgrin",
                    "defnyddio’r cyfan ohoni heb JavaScript",
                ),
                paragraph(
                    "Rydym hefyd wedi gwneud y testun mor syml ag y gallwn. Mae gan "
                    "[AbilityNet](https://mcmw.abilitynet.org.uk/) gyngor, yn Saesneg, ar wneud eich dyfais yn haws "
                    "ei defnyddio os oes gennych anabledd."
                ),
            ),
        ],
    },
    "cookies": {
        "title": "Cwcis",
        "slug": "cwcis",
        "summary": "Pa gwcis mae’r wefan hon yn eu defnyddio, beth yw diben pob un a pha mor hir y mae’n aros.",
        "body": [
            heading("Sut i’w dileu"),
            text(
                paragraph(
                    "Gallwch ddileu’r cyfan yng ngosodiadau eich porwr. Gallwch ddarllen pob tudalen gyhoeddus wedyn, "
                    "a bydd rhaid i chi fewngofnodi eto i ysgrifennu adroddiad."
                )
            ),
        ],
    },
    "privacy": {
        "title": "Hysbysiad preifatrwydd",
        "slug": "preifatrwydd",
        "summary": "Beth rydym yn ei gadw am bobl sy’n defnyddio’r wefan hon, pam, am ba hyd, a beth yw eich hawliau.",
        "body": [
            inset(DEMONSTRATION),
            heading("Beth rydym yn ei gadw, a pham"),
            table(
                "Beth rydym yn ei gadw am bobl",
                ("Beth", "Pam", "Ein rheswm yn ôl y gyfraith"),
                (
                    (
                        "Enw, cyfeiriad e-bost a rôl pobl sy’n mewngofnodi",
                        "Fel bod y bobl iawn yn gweld y contractau iawn",
                        PUBLIC_TASK,
                    ),
                    (
                        "Beth wnaeth pob person a phryd",
                        "Fel y gellir gwirio penderfyniadau am arian cyhoeddus",
                        "Tasg er budd y cyhoedd, a dyletswyddau yn ôl y gyfraith",
                    ),
                    (
                        "Ffigurau, geiriau a ffeiliau y mae cyflenwyr yn eu hanfon",
                        "I wirio’r hyn a addawyd mewn contractau",
                        PUBLIC_TASK,
                    ),
                    (
                        "Enw a chyfeiriad e-bost sefydliadau sy’n cadarnhau bod cymorth wedi cyrraedd, a’r hyn a "
                        "ddywedant",
                        "I ofyn iddynt, unwaith",
                        PUBLIC_TASK,
                    ),
                    (
                        "Enw, cyfeiriad e-bost, sefydliad ac anghenion mynediad pobl sydd â diddordeb mewn digwyddiad",
                        "I wybod faint sy’n dod a beth sydd ei angen arnynt, ac i ysgrifennu atynt",
                        "Tasg er budd y cyhoedd; ar gyfer anghenion mynediad, eich caniatâd penodol, ac nid oes rhaid "
                        "i chi ddweud wrthym",
                    ),
                    (
                        "Beth mae sefydliadau’n ei ddweud amdanynt eu hunain yn y cyfeiriadur, a’u cyfeiriad e-bost ar "
                        "gyfer ein llythyrau",
                        "Fel bod cymdogion a chyflenwyr yn dod o hyd iddynt",
                        PUBLIC_TASK,
                    ),
                    (
                        "Anghenion a chynigion ar y bwrdd a phwy a’u hysgrifennodd; atebion, gydag enw a chyfeiriad "
                        "e-bost",
                        "I ddod â’r rhai sydd angen cymorth a’r rhai sy’n ei gynnig at ei gilydd",
                        PUBLIC_TASK,
                    ),
                    (
                        "Geiriau, lluniau ac enw cyflenwr mewn astudiaeth achos",
                        "I ddangos beth a ddaeth o addewid",
                        "Caniatâd, y gellir ei dynnu’n ôl unrhyw bryd",
                    ),
                    (
                        "Cofnodion o ganiatâd o’r fath: pwy a’i rhoddodd, yn ôl rôl, ar gyfer beth, a ble mae’r "
                        "ffurflen a lofnodwyd",
                        "I ddangos y cawn ei gyhoeddi",
                        "Dyletswydd yn ôl y gyfraith",
                    ),
                    (
                        "Cyfeiriadau e-bost yr ysgrifenasom atynt, ac am beth",
                        "I wybod a gyrhaeddodd llythyr",
                        PUBLIC_TASK,
                    ),
                ),
            ),
            warning(
                "Nid ydym yn cadw enwau na straeon plant yn ein gofal. Dywedir wrth gyflenwyr am beidio â’u hanfon, "
                "a chaiff ffeiliau eu gwirio am hynny."
            ),
            heading("Am ba hyd rydym yn ei gadw"),
            table(
                "Am ba hyd rydym yn cadw pethau",
                ("Beth", "Am ba hyd"),
                (
                    (
                        "Adroddiadau a’r hyn a wiriwyd",
                        "O leiaf 6 blynedd ar ôl i’r contract ddod i ben; yna edrychwn a oes eu hangen arnom o hyd",
                    ),
                    ("Ffeiliau tystiolaeth", "6 blynedd ar ôl i’r contract ddod i ben"),
                    ("Tystiolaeth am bobl ifanc a phethau sensitif eraill", "12 mis ar ôl iddi gael ei gwirio"),
                    (
                        "Ffeil sy’n enwi neu’n dangos plentyn",
                        "30 diwrnod ar y mwyaf o’r diwrnod pan ddown i wybod hynny",
                    ),
                    (
                        "Beth y dechreuodd rhywun ei ysgrifennu a heb ei anfon",
                        "28 diwrnod ar ôl iddynt weithio arno ddiwethaf",
                    ),
                    ("Cyfrifon na chadarnhaodd neb mohonynt", "7 diwrnod"),
                    (
                        "Cyfrifon pobl sy’n mewngofnodi",
                        "Cyhyd ag y maent yn gweithio gyda ni; wedi hynny mae eu henw’n aros yn y cofnod o bwy wnaeth "
                        "beth",
                    ),
                    (
                        "Diddordeb mewn digwyddiad, gydag anghenion mynediad",
                        "90 diwrnod ar ôl y digwyddiad, neu nes i chi ei dynnu’n ôl",
                    ),
                    (
                        "Cofnodion yn y cyfeiriadur",
                        "12 mis ar ôl iddynt fod i’w gweld ddiwethaf, neu nes i’r sefydliad ddileu ei gofnod",
                    ),
                    ("Cais i gael eich rhestru na chadarnhaodd neb mohono", "30 diwrnod"),
                    (
                        "Anghenion a chynigion ar y bwrdd, a phwy a’u hysgrifennodd",
                        "12 mis ar ôl iddynt adael y bwrdd",
                    ),
                    ("Atebion i anghenion a chynigion", "12 mis ar ôl iddynt gael eu hanfon"),
                    ("Cofnodion o ganiatâd", "6 blynedd ar ôl i’r caniatâd ddod i ben"),
                    ("Y cofnod o bwy wnaeth beth, ac o negeseuon e-bost a anfonwyd gennym", "O leiaf 6 blynedd"),
                ),
            ),
            heading("Pwy sy’n ei weld"),
            text(
                bullets(
                    "Pobl yn y cyflenwr sy’n gweithio ar y contract",
                    "Swyddogion y cyngor y mae’n rhan o’u gwaith, pob un ar gyfer ei gontractau ei hun",
                    "Golygyddion y wefan hon: pwy sydd â diddordeb mewn digwyddiad, a beth sy’n aros i gael ei roi ar "
                    "y bwrdd",
                    "Pwy bynnag a ysgrifennodd angen neu gynnig: yr atebion iddo, gyda’ch enw a’ch cyfeiriad e-bost",
                    "Y cwmni sy’n rhedeg y cyfrifiaduron, o dan gontract gyda ni",
                    "Neb arall, oni bai bod y gyfraith yn dweud hynny",
                ),
                paragraph(
                    "Rydym yn cyhoeddi ffigurau a wiriwyd, y cyfeiriadur, ac anghenion a chynigion. Ni ddangosir "
                    "niferoedd bach am bobl ifanc byth yn union. Mae’r data’n aros yn y Deyrnas Unedig. Nid peiriant "
                    "sy’n gwneud unrhyw benderfyniad."
                ),
            ),
            heading("Eich hawliau"),
            text(
                bullets(
                    "gweld beth rydym yn ei gadw amdanoch",
                    "cael ei gywiro os yw’n anghywir",
                    "cael ei ddileu, lle nad oes ei angen arnom mwyach",
                    "ein cael i beidio â’i ddefnyddio tra bo cwestiwn amdano ar agor",
                    "tynnu caniatâd yn ôl, unrhyw bryd",
                    "gwrthwynebu sut rydym yn ei ddefnyddio",
                ),
                paragraph(
                    "Ysgrifennwch at ein swyddog diogelu data. Gweler [sut i gysylltu â ni](page:contact). Rydym yn "
                    "ateb o fewn mis."
                ),
            ),
        ],
    },
}
