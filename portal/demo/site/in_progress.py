"""What editors of the demonstration are working on, and what waits for them. Days count back from today."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

# Written by Enid in both languages and sent to be approved.
SENT: Entry = {
    "title": "Planning a day of volunteering",
    "slug": "planning-a-day-of-volunteering",
    "summary": "How to give a day of many hands so that it saves more time than it costs.",
    "body": [
        text(
            paragraph(
                "A day of volunteering is easy to promise and hard to do well. The organisation you help gives time "
                "too: it plans, explains and clears up."
            )
        ),
        heading("Ask first"),
        text(
            bullets(
                "What needs doing, and on which day?",
                "How many people are useful, and how many are too many?",
                "What do they need to wear, bring and know?",
            )
        ),
        heading("Count it once"),
        text(
            paragraph(
                "Count the hours that were worked, without travel and breaks. Read [how to count without counting "
                "twice](page:counting-without-counting-twice)."
            )
        ),
        inset("If rain ends the day early, report the hours that were worked. That is a good answer."),
    ],
}
# Written by Enid, read by Edie, and sent back with her comment.
SENT_BACK: Entry = {
    "title": "Giving goods in place of money",
    "slug": "giving-goods-in-place-of-money",
    "summary": "What goods are worth in a return, and when a gift is no help.",
    "body": [
        text(paragraph("Goods count at what they cost you, and not at what they cost in a shop.")),
        heading("Before you give"),
        text(bullets("Ask whether it is wanted.", "Say when you can bring it.", "Offer to take away the packaging.")),
        heading("What not to count as well"),
        text(paragraph("Goods for a scheme against fuel poverty count there and not as a gift to a project.")),
    ],
}
COMMENT = (
    "Clear and short, thank you. The last section repeats our guidance on counting twice: link to it instead, so that "
    "we mend it in one place. Then add the Welsh, and send both."
)
# Approved, and goes out by itself in some days.
PLANNED: Entry = {
    "title": "Who you will meet at the open evening",
    "slug": "who-you-will-meet-at-the-open-evening",
    "summary": "Suppliers with vans, kitchens, tools and time to give have said that they will come.",
    "body": [
        text(
            paragraph(
                "Each supplier has a table with a sign that says what it can give. You can walk past, sit down or "
                "listen."
            ),
            paragraph(
                "Read [where and when the open evening is](page:open-evening-for-voluntary-organisations). You need "
                "not be listed to come."
            ),
        ),
    ],
}
# Published in a hurry, in English alone.
ALONE: Entry = {
    "title": "Use the side door of the library this month",
    "slug": "use-the-side-door-of-the-library",
    "summary": "The front steps of Riverside Library are being mended. The side door has no step.",
    "days_ago": 13,
    "body": [
        text(
            paragraph(
                "Our meetings at Riverside Library go on as planned. Come in through the side door, next to the "
                "bicycle stands. It is step-free, and somebody at the desk shows you the way."
            )
        ),
    ],
}
# The guidance that should have been looked at again some days ago.
OVERDUE, OVERDUE_DAYS = "how-we-check-figures", 12
# Why officers would tell of a return, and why an editor said no to one of them.
SUGGESTED = {
    "PEN-FM-401": "The apprentices of the second intake talk well about what they learned. Everybody would read that.",
    "PEN-FO-201": "The table of hours and the answers of the causes fit together. Others could learn from it.",
}
DECLINED = "PEN-FM-401"
DECLINED_BECAUSE = (
    "We told of this contract a short while ago. Suggest it again when the second intake has finished its first year."
)
# An organisation that asked to be listed, and a need that nobody has read yet.
WAITING_ENTRY: Entry = {
    "slug": "made-up-bell-ringers",
    "name": "Made-Up Bell Ringers of Penbury",
    "does": "Rings hand bells in care homes and at markets, and teaches anybody who would like to try.",
    "causes": ("arts", "older"),
    "areas": (),
    "offers": "An hour of bells for any group that has a room.",
    "offered": ("other",),
    "sought": ("facilities",),
    "email": "ring@bellringers.example",
}
WAITING_POST: Entry = {
    "kind": "need",
    "slug": "shelves-for-spare-parts",
    "what": "materials",
    "title": "Shelves for spare parts",
    "summary": "Metal shelves that an office or a store no longer needs.",
    "organisation": "riverside-repair-cafe",
    "areas": ("riverside",),
    "causes": ("repair",),
    "open_days": 70,
    "body": [text(paragraph("Any height, as long as they fit through a door. We can collect them on a weekday."))],
}
# Who answered a post on the board, and who would like to come to an event. Nobody of them exists.
ANSWERED = "an-hour-with-our-accountant"
ANSWER = {
    "sender_name": "Petra Notreal",
    "sender_email": "petra.notreal@peoplestheatre.example",
    "words": "Our books are kept in a shoe box. Could your accountant look at them with us one morning in term time?",
}
EVENT = "your-first-return-step-by-step"
INTERESTED = (
    {"name": "Rhys Madeup", "email": "rhys.madeup@nobody.example", "organisation": "Pretend Plumbing"},
    {
        "name": "Ada Fabricated",
        "email": "ada.fabricated@nobody.example",
        "access_needs": "I use a screen reader. The slides a day before would help.",
    },
)
