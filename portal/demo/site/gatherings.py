"""What is on, and what was: days count from today."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

EVENTS: tuple[Entry, ...] = (
    {
        "title": "Buyers meet small firms",
        "slug": "buyers-meet-small-firms",
        "summary": "A morning on which suppliers with large contracts say what they would like to buy nearby.",
        "days": 24,
        "hours": "9:30am to noon",
        "place": "Riverside Library, Penbury",
        "audience": "Small firms and social enterprises in the borough",
        "body": [
            text(
                paragraph(
                    "Three suppliers of the council bring lists of work that they want to give to others: windows, "
                    "plants, repairs, bread. You meet the people who place the orders."
                )
            ),
            heading("What to bring"),
            text(
                bullets(
                    "what you do, in two sentences",
                    "what you would charge, roughly",
                    "questions about payment and insurance",
                )
            ),
            heading("How to come"),
            text(
                paragraph(
                    "No booking. The building has step-free access and a hearing loop. Tell us beforehand if you "
                    "need an interpreter. See [how to reach us](page:contact)."
                )
            ),
        ],
    },
    {
        "title": "Your first return, step by step",
        "slug": "your-first-return-step-by-step",
        "summary": "An online hour for suppliers who have never sent a return (a progress report).",
        "days": 10,
        "hours": "1pm to 2pm",
        "place": "Online",
        "audience": "People in suppliers who write returns",
        "body": [
            text(
                paragraph(
                    "We write a return together, with made-up figures, from the first page to “Return sent”. You can "
                    "ask at any time."
                )
            ),
            heading("What you will be able to do"),
            text(
                bullets(
                    "find what is due",
                    "enter a figure and say what changed",
                    "choose [good evidence](page:what-good-evidence-looks-like)",
                    "answer when we ask for changes",
                )
            ),
            inset("You need no camera. Captions are on, and a recording follows by email."),
        ],
    },
    {
        "title": "Open evening for voluntary organisations",
        "slug": "open-evening-for-voluntary-organisations",
        "summary": "Meet suppliers who have promised help, and say what you think of our draft policy.",
        "days": 38,
        "hours": "6pm to 8pm",
        "place": "Town Hall, Penbury",
        "audience": "Voluntary organisations of every size, listed or not",
        "body": [
            text(
                paragraph(
                    "In the first hour you talk to suppliers at tables, by what they can give: time, advice, goods, "
                    "rooms. In the second hour we talk about [the draft "
                    "policy](page:working-with-the-voluntary-sector)."
                )
            ),
            heading("Good to know"),
            text(
                bullets(
                    "There is food, and a corner with toys.",
                    "Fares are paid back on the spot.",
                    "Rooms are step-free, and there is a quiet one.",
                    "Welsh and British Sign Language interpreters are there.",
                )
            ),
        ],
    },
    {
        "title": "Looking back: what makes evidence easy",
        "slug": "what-makes-evidence-easy",
        "summary": (
            "A round table at which suppliers and officers compared evidence that took a minute and evidence that "
            "took a day."
        ),
        "days": -17,
        "hours": "10am to 11:30am",
        "place": "Town Hall, Penbury",
        "audience": "Suppliers and contract managers",
        "body": [
            text(
                paragraph(
                    "Suppliers brought one piece of evidence each, with names covered. Officers said what they "
                    "looked at first."
                )
            ),
            heading("What we took away"),
            text(
                bullets(
                    "A total at the foot of a table saves the most time.",
                    "Letters from hosts work best when the supplier sends them the question and not the answer.",
                    "Nobody needs photos of people who sort tins.",
                ),
                paragraph("We changed [our guidance](page:what-good-evidence-looks-like) because of it."),
            ),
        ],
    },
)
