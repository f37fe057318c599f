"""The pages that list others, in Welsh."""

from portal.demo.site.writing import Entry, heading, paragraph, text

WELSH: dict[str, Entry] = {
    "results": {
        "title": "Canlyniadau",
        "slug": "canlyniadau",
        "summary": "Beth addawodd cyflenwyr i bobl a lleoedd ym Mhenbury, a beth mae swyddogion wedi’i wirio hyd yma.",
        "body": [
            heading("Sut rydym yn gwirio"),
            text(
                paragraph(
                    "Mae cyflenwr yn dweud wrthym beth a wnaeth ac yn anfon tystiolaeth. Mae swyddog yn darllen y "
                    "ddau, ac yn penderfynu faint sy’n cael ei ddangos gan y dystiolaeth. Dim ond hynny sydd yma. "
                    "Darllenwch [sut rydym yn gwirio ffigurau](page:how-we-check-figures)."
                )
            ),
            heading("Yr hyn nad ydym yn ei wybod eto"),
            text(
                paragraph(
                    "Rydym yn cyfrif yr hyn a wnaed. Mae’n anoddach dweud beth a newidiodd ym mywydau pobl, ac nid "
                    "yw’r un ffigur yma’n honni hynny. Mae ein [hastudiaethau achos](page:case-studies) yn adrodd "
                    "rhywfaint ohono."
                )
            ),
        ],
    },
    "case-studies": {
        "title": "Astudiaethau achos",
        "slug": "astudiaethau-achos",
        "summary": "Beth ddaeth o rai addewidion, gyda ffigurau eu contractau.",
        "body": [],
    },
    "policies": {
        "title": "Polisïau",
        "slug": "polisiau",
        "summary": "Beth mae’r cyngor wedi’i benderfynu am werth cymdeithasol, a beth mae’n gofyn amdano nawr.",
        "body": [],
    },
    "events": {
        "title": "Digwyddiadau a hyfforddiant",
        "slug": "digwyddiadau",
        "summary": "Ble mae cyflenwyr, sefydliadau gwirfoddol a swyddogion yn cwrdd, a ble mae dysgu sut.",
        "body": [],
    },
    "news": {
        "title": "Newyddion",
        "slug": "newyddion",
        "summary": "Beth sy’n newydd am werth cymdeithasol ym Mhenbury.",
        "body": [],
    },
    "answers-to-requests": {
        "title": "Atebion i geisiadau am wybodaeth",
        "slug": "atebion-i-geisiadau",
        "summary": "Beth mae pobl wedi’i ofyn inni dan y Ddeddf Rhyddid Gwybodaeth, a beth oedd ein hateb.",
        "body": [],
    },
}
