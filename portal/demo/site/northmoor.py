"""The site of the neighbouring council, as small as a site can be, in English and in Welsh.

What the law asks every council to say stands in `statements`, in the same words for both councils.
"""

from portal.demo.people import COUNCILS
from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

PHONE = COUNCILS["northmoor"]["contact_phone"]
ENGLISH: dict[str, Entry] = {
    "northmoor": {
        "title": "Social value in Northmoor",
        "slug": "northmoor",
        "summary": "What suppliers of the county have promised, and what has come of it.",
        "introduction": (
            "Northmoor buys services for a large county with few people. Here you find what suppliers promise beside "
            "them, and what we could verify."
        ),
        "body": [],
    },
    "framework": {
        "title": "Our framework",
        "slug": "framework",
        "summary": "What suppliers of the county can promise, how it is counted, and what evidence we ask for.",
        "body": [
            text(
                paragraph(
                    "We use the same measures as our neighbours, so that nobody has to count twice. Take all of it "
                    "away as [a CSV file](at:framework-file.csv) or [an OpenDocument "
                    "spreadsheet](at:framework-file.ods)."
                )
            )
        ],
    },
    "results": {
        "title": "Results",
        "slug": "results",
        "summary": "What suppliers of the county promised, and how much of it was verified.",
        "body": [
            heading("What we do not know"),
            text(
                paragraph(
                    "We began not long ago and have few contracts here so far. Where nothing was checked yet, we show "
                    "no figure."
                )
            ),
        ],
    },
    "what-we-ask": {
        "title": "What we ask of suppliers",
        "slug": "what-we-ask",
        "summary": "Few promises, close to the service, and counted in the same way everywhere.",
        "body": [
            text(
                bullets(
                    "We ask for two or three promises and not for twenty.",
                    "They fit the service and the place.",
                    "We count them by a framework that other councils use as well.",
                )
            )
        ],
    },
    "sending-a-return": {
        "title": "Sending a return in Northmoor",
        "slug": "sending-a-return",
        "summary": "When a return is due, who reads it, and whom you can call.",
        "body": [
            text(
                paragraph("Your contract says how often you report. The portal tells you what is due and when."),
                paragraph(f"If you are stuck, call the commissioning team: {PHONE}."),
            )
        ],
    },
    "contact": {
        "title": "How to reach us",
        "slug": "contact",
        "summary": "Who answers questions about social value in the county, and how soon you hear back.",
        "contacts": (
            {"about": "A return that you are writing", "who": "The officer whose name stands on the return"},
            {"about": "What you can promise in a bid", "who": "The commissioning team"},
        ),
        "body": [
            text(
                paragraph("The commissioning team answers within five working days, in English or in Welsh."),
                paragraph(
                    "If you need something in large print, in Easy Read or read out, tell us which page. If you use "
                    "British Sign Language, we arrange an interpreter."
                ),
            ),
            inset(
                "If you are worried about a child or a young person, do not write to us. Call the council’s "
                "safeguarding team, or 999 if somebody is in danger now."
            ),
        ],
    },
}
WELSH: dict[str, Entry] = {
    "northmoor": {
        "title": "Gwerth cymdeithasol yn Northmoor",
        "slug": "northmoor-cy",
        "summary": "Beth mae cyflenwyr y sir wedi’i addo, a beth sydd wedi dod o hynny.",
        "introduction": (
            "Mae Northmoor yn prynu gwasanaethau ar gyfer sir fawr ac ynddi ychydig o bobl. Yma cewch wybod beth mae "
            "cyflenwyr yn ei addo gyda nhw, a beth rydym wedi gallu ei wirio."
        ),
        "body": [],
    },
    "framework": {
        "title": "Ein fframwaith",
        "slug": "ein-fframwaith",
        "summary": "Yr hyn y gall cyflenwyr y sir ei addo, sut y caiff ei gyfrif, a pha dystiolaeth a geisiwn.",
        "body": [
            text(
                paragraph(
                    "Rydym yn defnyddio’r un mesurau â’n cymdogion, fel nad oes rhaid i neb gyfrif ddwywaith. "
                    "Lawrlwythwch y cyfan fel [ffeil CSV](at:framework-file.csv) neu fel [taenlen "
                    "OpenDocument](at:framework-file.ods)."
                )
            )
        ],
    },
    "results": {
        "title": "Canlyniadau",
        "slug": "canlyniadau",
        "summary": "Beth addawodd cyflenwyr y sir, a faint ohono a wiriwyd.",
        "body": [
            heading("Beth nad ydym yn ei wybod"),
            text(
                paragraph(
                    "Ychydig yn ôl y gwnaethom ddechrau, ac ychydig o gontractau sydd yma hyd yma. Lle nad oes dim "
                    "wedi’i wirio eto, nid ydym yn dangos ffigur."
                )
            ),
        ],
    },
    "what-we-ask": {
        "title": "Yr hyn a ofynnwn gan gyflenwyr",
        "slug": "beth-a-ofynnwn",
        "summary": "Ychydig o addewidion, yn agos at y gwasanaeth, wedi’u cyfrif yr un ffordd ym mhobman.",
        "body": [
            text(
                bullets(
                    "Gofynnwn am ddau neu dri addewid, ac nid am ugain.",
                    "Maent yn addas i’r gwasanaeth a’r lle.",
                    "Rydym yn eu cyfrif yn ôl fframwaith y mae cynghorau eraill yn ei ddefnyddio hefyd.",
                )
            )
        ],
    },
    "sending-a-return": {
        "title": "Anfon adroddiad yn Northmoor",
        "slug": "anfon-adroddiad",
        "summary": "Pryd y mae adroddiad i’w anfon, pwy sy’n ei ddarllen, a phwy y gallwch ei ffonio.",
        "body": [
            text(
                paragraph(
                    "Mae eich contract yn dweud pa mor aml rydych yn adrodd. Mae’r porth yn dweud wrthych beth sydd "
                    "i’w anfon a phryd."
                ),
                paragraph(f"Os ydych yn methu mynd ymlaen, ffoniwch y tîm comisiynu: {PHONE}."),
            )
        ],
    },
    "contact": {
        "title": "Sut i gysylltu â ni",
        "slug": "cysylltu",
        "summary": "Pwy sy’n ateb cwestiynau am werth cymdeithasol yn y sir, a pha mor fuan y cewch ateb.",
        "contacts": (
            {"about": "Adroddiad rydych yn ei ysgrifennu", "who": "Y swyddog y mae ei enw ar yr adroddiad"},
            {"about": "Beth y gallwch ei addo mewn tendr", "who": "Y tîm comisiynu"},
        ),
        "body": [
            text(
                paragraph("Mae’r tîm comisiynu yn ateb o fewn pum diwrnod gwaith, yn Gymraeg neu yn Saesneg."),
                paragraph(
                    "Os oes angen rhywbeth arnoch mewn print bras, yn Hawdd ei Ddeall neu wedi’i ddarllen yn uchel, "
                    "dywedwch wrthym pa dudalen. Os ydych yn defnyddio Iaith Arwyddion Prydain, byddwn yn trefnu "
                    "dehonglydd."
                ),
            ),
            inset(
                "Os ydych yn poeni am blentyn neu berson ifanc, peidiwch ag ysgrifennu atom. Ffoniwch dîm diogelu’r "
                "cyngor, neu 999 os yw rhywun mewn perygl nawr."
            ),
        ],
    },
}
