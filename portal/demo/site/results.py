"""What stands below the figures that the council publishes: how they are checked, and what is not known."""

from portal.demo.site.writing import Entry, bullets, heading, paragraph, text

RESULTS: Entry = {
    "title": "Results",
    "slug": "results",
    "summary": "What suppliers promised, and how much of it we could verify so far.",
    "body": [
        heading("How we check"),
        text(
            paragraph(
                "Suppliers send a return, with evidence. An officer reads it and decides what can be counted. Only "
                "that is shown here. Read [how we check figures](page:how-we-check-figures)."
            )
        ),
        heading("What we do not know"),
        text(
            bullets(
                "What nobody has reported or checked yet. It says “Not recorded”, which is not the same as none.",
                "How much would have happened without the promise. We ask suppliers to leave that out, and can "
                "rarely prove it.",
                "How long it lasts. We count what was done, and not what becomes of it years later.",
            )
        ),
        heading("When a figure is wrong"),
        text(
            paragraph(
                "We correct it here, and keep a record of what stood here before. Tell us if something looks odd: see "
                "[how to reach us](page:contact)."
            )
        ),
    ],
}
WELSH: dict[str, Entry] = {
    "results": {
        "title": "Canlyniadau",
        "slug": "canlyniadau",
        "summary": "Beth addawodd cyflenwyr, a faint ohono rydym wedi gallu ei wirio hyd yma.",
        "body": [
            heading("Sut rydym yn gwirio"),
            text(
                paragraph(
                    "Mae cyflenwyr yn anfon adroddiad, gyda thystiolaeth. Mae swyddog yn ei ddarllen ac yn penderfynu "
                    "beth y gellir ei gyfrif. Dim ond hynny a ddangosir yma. Darllenwch [sut rydym yn gwirio "
                    "ffigurau](page:how-we-check-figures)."
                )
            ),
            heading("Beth nad ydym yn ei wybod"),
            text(
                bullets(
                    "Yr hyn nad oes neb wedi’i adrodd neu ei wirio eto. Mae’n dweud “Heb ei gofnodi”, ac nid yw hynny "
                    "yr un peth â dim.",
                    "Faint fyddai wedi digwydd heb yr addewid. Gofynnwn i gyflenwyr adael hynny allan, ac anaml y "
                    "gallwn ei brofi.",
                    "Pa mor hir y mae’n para. Rydym yn cyfrif beth a wnaed, ac nid beth a ddaw ohono flynyddoedd "
                    "wedyn.",
                )
            ),
            heading("Pan fydd ffigur yn anghywir"),
            text(
                paragraph(
                    "Rydym yn ei gywiro yma, ac yn cadw cofnod o’r hyn a oedd yma o’r blaen. Dywedwch wrthym os yw "
                    "rhywbeth yn edrych yn rhyfedd: gweler [sut i gysylltu â ni](page:contact)."
                )
            ),
        ],
    }
}
