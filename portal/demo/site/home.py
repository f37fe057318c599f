"""The home page of the demonstration: its introduction and what stands below it."""

from portal.demo.site.writing import Entry, figure, heading, paragraph, text

HOME: Entry = {
    "title": "Social value in Penbury",
    "slug": "home",
    "summary": "What suppliers of the council have promised people and places here, and what has come of it.",
    "introduction": (
        "When a council buys a service, suppliers also promise something for the place and its people: "
        "apprenticeships, help for local groups, less carbon. Here you find what that means, and how we check that "
        "it happens."
    ),
    "body": [
        heading("What has come of it so far"),
        text(paragraph("Two of the things that suppliers promise, and what we could verify of them:")),
        figure("M1.04"),
        figure("M3.06"),
        heading("What you can trust"),
        text(
            paragraph(
                "Every figure we publish has been looked at by an officer of the council. We say how sure we are of "
                "it, and what we do not know."
            ),
        ),
    ],
}
