"""Guidance on returns: how to send one, what shows a figure, safe words, and what happens when a promise slips."""

from portal.demo.site.writing import (
    Entry,
    bullets,
    details,
    heading,
    inset,
    measure,
    numbered,
    paragraph,
    steps,
    table,
    text,
    warning,
)

RETURNS: tuple[Entry, ...] = (
    {
        "title": "How to send a return",
        "slug": "how-to-send-a-return",
        "summary": "What suppliers are asked in a return (a progress report), when, and what happens afterwards.",
        "body": [
            text(
                paragraph(
                    "Your return opens on the first day of its period. It is due on the last day of the month after "
                    "the period, or on the next working day. You can stop at any time: what you wrote is kept."
                )
            ),
            heading("Have ready"),
            text(
                bullets(
                    "the figure for each commitment in this period",
                    "a sentence or two on who benefited and what changed",
                    "one file or letter for each figure. Read [what good evidence looks "
                    "like](page:what-good-evidence-looks-like).",
                ),
            ),
            heading("What you do"),
            text(
                numbered(
                    "Sign in. The first page shows what is due.",
                    "Answer each commitment: the figure, the words, the evidence.",
                    "Tell the story of the period, if there is one.",
                    "Check your answers and send the return.",
                ),
                paragraph("Nothing to report is a proper answer. Say why, for one commitment or for the whole period."),
            ),
            heading("What happens next"),
            text(
                paragraph(
                    "An officer of the council reads your return, usually within 10 working days. You get an email "
                    "when it is finished or when we ask for changes. If we do, only the commitments we ask about "
                    "open again."
                )
            ),
            details(
                "If you need more time",
                paragraph(
                    "Ask your contract manager before the due date. The name stands on every page of your return. We "
                    "can move the date, and the page then shows the new one."
                ),
            ),
            details(
                "If a colleague has to sign it off",
                paragraph(
                    "Your organisation can decide that one person looks at every return before it goes. You then ask "
                    "that person instead of sending, and both of you see where it is."
                ),
            ),
        ],
    },
    {
        "title": "What good evidence looks like",
        "slug": "what-good-evidence-looks-like",
        "summary": "One file that shows the figure, the period and where it comes from is often enough.",
        "body": [
            text(paragraph("Evidence lets somebody who was not there see that the figure is right. It can be short.")),
            heading("Good evidence shows"),
            text(
                bullets(
                    "the same figure that you report",
                    "the period it belongs to",
                    "the contract, or how you shared it out between contracts",
                    "a source outside your organisation, where you can",
                ),
            ),
            heading("Examples"),
            table(
                "What to send for common measures",
                ("What you report", "Good evidence", "What often goes wrong"),
                (
                    (
                        "Apprenticeships",
                        "A letter from the college with the number, the course and the month they started",
                        "Names and birthdays are left in",
                    ),
                    (
                        "Local spend",
                        "A list from your accounts: supplier, postcode, amount without VAT",
                        "The postcode of a head office elsewhere",
                    ),
                    (
                        "Volunteering by staff",
                        "A table of hours by month and cause, or a letter from the charity",
                        "Travel is counted as well",
                    ),
                    ("Carbon", "The sheet you worked it out on, with the year of the factors", "The year is missing"),
                    ("Gifts", "A receipt or a letter of thanks with the amount", "Goods at shop price and not at cost"),
                ),
            ),
            warning("Never send lists of names, dates of birth or addresses. Totals are enough."),
            heading("Files"),
            text(
                paragraph(
                    "Files can be PDF, Word, Excel, OpenDocument, CSV, JPEG or PNG, up to 15 MB each. Take passwords "
                    "off first. Every file is checked for viruses, and where and when a photo was taken is removed "
                    "from it."
                )
            ),
            inset(
                "A letter with a number, a period, a signature and a way to check it is worth more than twenty photos."
            ),
            details(
                "If you have no evidence",
                paragraph(
                    "Say so, and say why. We can then ask whoever received the help to confirm it. That takes them "
                    "one page and no account."
                ),
            ),
            heading("The measures this is about"),
            measure("M1.04"),
            measure("M3.06"),
        ],
    },
    {
        "title": "Writing about children in our care safely",
        "slug": "writing-about-children-in-our-care-safely",
        "summary": "Write about the activity, never about the person.",
        "body": [
            warning(
                "Nothing you write or upload may let anybody recognise a child in our care or a young person leaving "
                "care."
            ),
            text(
                paragraph(
                    "We count opportunities, hours and people. We never need to know who they are. The proof that "
                    "somebody took part stays in your own records."
                )
            ),
            heading("Leave out"),
            text(
                bullets(
                    "names, initials and nicknames",
                    "exact ages and birthdays",
                    "schools, addresses and full postcodes",
                    "how somebody came into care, or to this country",
                    "quotes that show who said them",
                    "photos of people",
                ),
            ),
            heading("Write instead"),
            text(
                bullets(
                    "what was done: “A gardening club met on Saturdays.”",
                    "how many took part, and for how long",
                    "what changed: “Hosts asked for more volunteers.”",
                ),
            ),
            heading("When the number is small"),
            text(
                paragraph(
                    "Report the exact number to us. In public we write “fewer than 5”, because a small number in a "
                    "small place can show who it was. Do not publish the number yourself."
                )
            ),
            details(
                "If you sent something by mistake",
                paragraph(
                    "Tell the council straight away. Remove the file if the return is still open. Otherwise choose "
                    "“Report a problem” beside the file: nobody can open it from that moment, and we tell you what "
                    "to do next."
                ),
            ),
            details(
                "If you are worried about a young person",
                paragraph(
                    "Do not write it in a return. Call the young person’s social worker, or the council’s "
                    "safeguarding team. If somebody is in danger now, call 999."
                ),
            ),
        ],
    },
    {
        "title": "What happens when a promise slips",
        "slug": "when-a-promise-slips",
        "summary": "What to tell us when you fall behind, what we do step by step, and what helps.",
        "body": [
            text(
                paragraph(
                    "Things go wrong: a partner closes, nobody applies, the ground floods. Tell us early. Most "
                    "promises that slip are kept in the end."
                )
            ),
            heading("What you can do"),
            text(
                bullets(
                    "Say it in your return: what happened, what you have tried, what you will do.",
                    "Propose to change the dates, or something of equal worth in place of the promise.",
                    "Ask us for help. We know charities, colleges and other suppliers.",
                ),
            ),
            heading("What we do"),
            steps(
                ("We ask", paragraph("Your contract manager asks what is going on, and notes what you agree.")),
                (
                    "You write a recovery plan",
                    paragraph(
                        "It says why you are behind, who will do what by when, and which figures you will reach. You "
                        "have about 10 working days to propose it."
                    ),
                ),
                (
                    "We send a formal notice",
                    paragraph(
                        "Only if the plan fails or there is none. It names what the contract asks, and gives you a "
                        "fair time to improve."
                    ),
                ),
                (
                    "We use what the contract allows",
                    paragraph(
                        "Some contracts have a payment for what was not done, or hold a sum back. Where the contract "
                        "has no such clause, we cannot ask for it."
                    ),
                ),
            ),
            text(
                paragraph(
                    "You can reply to every step, and your words stay beside ours. Each step has a date and a name."
                )
            ),
            warning(
                "Young people’s own choices never cost you money. If a place was offered properly and nobody wanted "
                "it, tell us so and the matter ends there."
            ),
            heading("How progress is worded"),
            table(
                "What we call progress, compared with what is due by now",
                ("Verified so far", "What we call it"),
                (
                    ("All of it, or more", "On track"),
                    ("At least 85%", "Slightly behind"),
                    ("At least 60%", "Behind"),
                    ("Less than 60%", "Well behind"),
                    ("It is too early, or nothing was due", "Not rated"),
                ),
            ),
            details(
                "What it means for later bids",
                paragraph(
                    "Falling behind does not bar you from bidding. Only poor performance that went on after a proper "
                    "chance to improve may count, and the law says how."
                ),
            ),
        ],
    },
)
