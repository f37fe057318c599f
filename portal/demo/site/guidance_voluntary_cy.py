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
                        "Dywedwch wrthym pwy ydych, beth rydych yn ei wneud a ble. Mae’n cymryd deng munud. Gweler "
                        "[tudalen y sector gwirfoddol](page:voluntary-sector)."
                    ),
                ),
                (
                    "Dywedwch beth sydd ei angen arnoch neu beth rydych yn ei gynnig",
                    paragraph("Mae neges yn aros i fyny am dri mis. Dywedwch beth, faint ac erbyn pryd."),
                ),
                (
                    "Siaradwch â’r cyflenwr",
                    paragraph(
                        "Mae’n cysylltu â chi. Rydych yn cytuno beth fydd yn digwydd. Cewch ddweud na, ac nid oes "
                        "rhaid i chi ddweud pam."
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
