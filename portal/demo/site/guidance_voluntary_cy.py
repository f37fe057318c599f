"""Guidance for voluntary organisations, in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, measure, paragraph, steps, text, warning

VOLUNTARY: dict[str, Entry] = {
    "how-voluntary-organisations-take-part": {
        "title": "Sefydliadau gwirfoddol: sut i gymryd rhan",
        "slug": "sut-i-gymryd-rhan",
        "summary": (
            "Sut i gael eich rhestru, gofyn am help, cynnig lleoedd, a chadarnhau bod yr hyn a addawodd cyflenwr "
            "wedi cyrraedd."
        ),
        "body": [
            text(
                paragraph(
                    "Mae cyflenwyr y cyngor wedi addo amser, arian a gwybodaeth i achosion lleol. Nid yw llawer yn "
                    "gwybod i bwy y dylent ofyn. Gallwch chi ddweud wrthynt beth sydd ei angen arnoch."
                )
            ),
            heading("Beth y gall cyflenwyr ei roi"),
            text(
                bullets(
                    "diwrnod o lawer o ddwylo, ar gyfer paentio, plannu neu ddidoli",
                    "cyngor gan bobl sy’n gwybod am gyfrifon, y gyfraith, cyfrifiaduron neu adeiladau",
                    "ystafelloedd, faniau ac offer sy’n segur ar benwythnosau",
                    "arian, neu nwyddau yn lle arian",
                    "archebion: mae rhai cyflenwyr eisiau prynu gan elusennau",
                ),
            ),
            heading("Sut mae’n gweithio"),
            steps(
                (
                    "Ymunwch â’r rhestr",
                    paragraph(
                        "[Gofynnwch am gael eich rhestru](at:entry-join): ffurflen, dolen drwy e-bost, ac yna rydym "
                        "yn ei darllen. Nid oes angen cyfrif. Gweler [sut mae’n mynd](page:voluntary-sector)."
                    ),
                ),
                (
                    "Dywedwch beth sydd ei angen arnoch neu beth rydych yn ei gynnig",
                    paragraph(
                        "Agorwch y ddolen i’ch cofnod a’i ysgrifennu yno. Chi sy’n dewis tan pryd y mae’n aros, am "
                        "flwyddyn ar y mwyaf. Rydym yn ei ddarllen yn gyntaf. Yna mae ymhlith [yr anghenion a’r "
                        "cynigion](at:post-list)."
                    ),
                ),
                (
                    "Siaradwch â phwy bynnag sy’n ateb",
                    paragraph(
                        "Rydym yn dweud wrthych drwy e-bost fod ateb, ac rydych yn ei ddarllen y tu ôl i’ch dolen. "
                        "Rydych yn ysgrifennu’n ôl drwy e-bost os dymunwch. Cewch ddweud na, ac nid oes rhaid i chi "
                        "ddweud pam."
                    ),
                ),
                (
                    "Cadarnhewch beth gyrhaeddodd",
                    paragraph(
                        "Wedyn efallai y cewch ddolen drwy e-bost. Mae’n gofyn a ddaeth y cymorth, a faint ohono. Un "
                        "dudalen yw honno, heb gyfrif."
                    ),
                ),
            ),
            heading("Sut beth yw cymorth da"),
            text(
                bullets(
                    "Dyma’r hyn y gofynnoch amdano, ac nid yr hyn a oedd yn hawdd ei roi.",
                    "Mae’n costio llai o amser i chi nag y mae’n ei arbed.",
                    "Mae’n dod pan fydd ei angen arnoch.",
                    "Nid oes neb yn disgwyl i chi fod yn gefndir i luniau.",
                ),
            ),
            warning(
                "Chi sy’n penderfynu beth rydych yn ei gadarnhau. Os daeth llai nag y gofynnir i chi amdano, "
                "dywedwch hynny. Rydym eisiau gwybod, ac nid yw’n gwneud niwed i chi."
            ),
            heading("Lleoedd i bobl ifanc"),
            text(
                paragraph(
                    "Os ydych yn croesawu gwirfoddolwyr, meddyliwch am bobl ifanc yn ein gofal. Mae cyflenwyr sy’n "
                    "gofalu amdanynt yn chwilio am letywyr. Gofynnir i chi am yswiriant, am wiriadau ar eich staff, "
                    "ac am bwy sydd yno ar y diwrnod. Ni ddywedir dim wrthych am eu bywydau."
                )
            ),
            inset(
                "Nid yw cael eich rhestru yma yn argymhelliad gan y cyngor, ac nid yw’n rhoi mantais mewn unrhyw "
                "dendr na grant."
            ),
            heading("Dywedwch eich dweud yn gynt"),
            text(
                bullets(
                    "[Beth sydd ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs): a yw’n gywir?",
                    "[Siaradwch â ni cyn i ni brynu](page:talk-to-us-before-we-buy): beth ddylai’r contract nesaf ei "
                    "ofyn?",
                    "[Cronfa gwerth cymdeithasol](page:a-social-value-fund): a fyddai grant bach yn eich helpu?",
                )
            ),
            details(
                "Os aeth rhywbeth o’i le",
                paragraph(
                    "Siaradwch â’r cyflenwr yn gyntaf, os gallwch. Os nad yw hynny’n helpu, ysgrifennwch atom. Rydym "
                    "yn gwybod am y contract, a gallwn ofyn. Gweler [sut i gysylltu â ni](page:contact)."
                ),
            ),
            heading("Y mesurau y mae hyn yn ymwneud â nhw"),
            measure("M3.06"),
            measure("M5.01"),
            measure("M5.04"),
        ],
    },
}
