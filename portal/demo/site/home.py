"""The home page of the demonstration: its introduction and what stands below it."""

from portal.demo.site.writing import Entry, bullets, heading, paragraph, text

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
        heading("Where to begin"),
        text(
            bullets(
                "You supply the council, or would like to: read [what we look for before you "
                "bid](page:before-you-bid).",
                "You have a return to send: read [how to send a return](page:how-to-send-a-return).",
                "You run a group or a charity: see [the voluntary sector page](page:voluntary-sector).",
                "You live here: read [what social value is](page:what-social-value-is).",
            ),
        ),
        heading("What you can trust"),
        text(
            paragraph(
                "Every figure we publish has been looked at by an officer of the council. We say how sure we are of "
                "it, and what we do not know. Read [how we check figures](page:how-we-check-figures)."
            ),
        ),
    ],
}
