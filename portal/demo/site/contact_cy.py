"""How to reach the council, in Welsh."""

from portal.demo.site.contact import NORTHMOOR
from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, text

WELSH: dict[str, Entry] = {
    "contact": {
        "title": "Sut i gysylltu â ni",
        "slug": "cysylltu",
        "summary": "Pwy sy’n ateb cwestiynau am werth cymdeithasol, sut i gysylltu â ni, a phryd y cewch ateb.",
        "contacts": (
            {
                "about": "Adroddiad rydych yn ei ysgrifennu",
                "who": "Eich rheolwr contract, y mae ei enw ar bob tudalen o’r adroddiad",
            },
            {
                "about": "Tendr sydd ar agor",
                "who": "Gofynnwch ar dudalen gwestiynau’r hysbysiad, fel bod pob cynigydd yn cael yr ateb",
            },
            {
                "about": "Cael eich rhestru fel sefydliad gwirfoddol",
                "who": "Y ffurflen yn y cyfeiriadur, neu’r tîm gwerth cymdeithasol",
            },
            {"about": "Ffigur ar y tudalennau hyn", "who": "Y tîm gwerth cymdeithasol"},
            {
                "about": "Contract gyda Northmoor",
                "who": "Tîm comisiynu Cyngor Sir Northmoor",
                "email": NORTHMOOR["contact_email"],
                "phone": NORTHMOOR["contact_phone"],
            },
        ),
        "body": [
            text(
                paragraph(
                    "Un tîm sy’n ateb pob cwestiwn am werth cymdeithasol. Os nad ni yw’r bobl iawn, byddwn yn dod o "
                    "hyd iddynt i chi."
                ),
                paragraph(
                    "Ein cyfeiriad: Tîm gwerth cymdeithasol, Cyngor Bwrdeistref Penbury, Neuadd y Dref, Penbury."
                ),
            ),
            heading("Pryd y cewch ateb"),
            text(
                paragraph(
                    "Rydym yn ateb o fewn pum diwrnod gwaith, yn Gymraeg neu yn Saesneg. Os yw’n cymryd mwy o amser, "
                    "byddwn yn dweud hynny wrthych, a pham."
                )
            ),
            heading("Ffyrdd eraill"),
            text(
                bullets(
                    "Os na allwch ddefnyddio’r ffôn nac e-bost, gofynnwch i rywun ffonio ar eich rhan, neu dewch i "
                    "neuadd y dref.",
                    "Os oes angen rhywbeth arnoch mewn print bras, yn Hawdd ei Ddeall neu wedi’i ddarllen yn uchel, "
                    "dywedwch wrthym pa dudalen.",
                    "Os ydych yn defnyddio Iaith Arwyddion Prydain, byddwn yn trefnu dehonglydd.",
                ),
            ),
            details(
                "Cwynion",
                paragraph(
                    "Os nad ydych yn fodlon ar ein hateb, gofynnwch i rywun arall edrych arno. Cewch ateb wedyn o "
                    "fewn 20 diwrnod gwaith. Ar ôl hynny gallwch fynd at yr Ombwdsmon Llywodraeth Leol a Gofal "
                    "Cymdeithasol."
                ),
            ),
            inset(
                "Os ydych yn poeni am blentyn neu berson ifanc, peidiwch ag ysgrifennu atom. Ffoniwch dîm diogelu’r "
                "cyngor, neu 999 os yw rhywun mewn perygl nawr."
            ),
        ],
    },
}
