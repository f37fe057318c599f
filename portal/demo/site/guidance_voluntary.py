"""Guidance for voluntary organisations: how to take part."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, measure, paragraph, steps, text, warning

VOLUNTARY: tuple[Entry, ...] = (
    {
        "title": "Voluntary organisations: how to take part",
        "slug": "how-voluntary-organisations-take-part",
        "summary": (
            "How to be listed, ask for help, offer places, and confirm that what a supplier promised has arrived."
        ),
        "body": [
            text(
                paragraph(
                    "Suppliers of the council have promised time, money and know-how to local causes. Many do not "
                    "know whom to ask. You can tell them what you need."
                )
            ),
            heading("What suppliers can give"),
            text(
                bullets(
                    "a day of many hands, for painting, planting or sorting",
                    "advice from people who know about accounts, law, computers or buildings",
                    "rooms, vans and tools that stand idle at weekends",
                    "money, or goods in place of money",
                    "orders: some suppliers want to buy from charities",
                ),
            ),
            heading("How it works"),
            steps(
                (
                    "Be listed",
                    paragraph(
                        "[Ask to be listed](at:entry-join): a form, a link by email, and then we read it. You need no "
                        "account. See [how it goes](page:voluntary-sector)."
                    ),
                ),
                (
                    "Say what you need or offer",
                    paragraph(
                        "Open the link to your entry and write it there. You choose until when it stands, for a year "
                        "at most. We read it first. Then it is among [the needs and offers](at:post-list)."
                    ),
                ),
                (
                    "Talk to whoever answers",
                    paragraph(
                        "We tell you by email that there is an answer, and you read it behind your link. You write "
                        "back by email if you want to. You may say no, and you need not say why."
                    ),
                ),
                (
                    "Confirm what arrived",
                    paragraph(
                        "Afterwards you may get a link by email. It asks whether the help came, and how much of it. "
                        "That is one page, without an account."
                    ),
                ),
            ),
            heading("What good help looks like"),
            text(
                bullets(
                    "It is what you asked for, and not what was easy to give.",
                    "It costs you less time than it saves.",
                    "It comes when you need it.",
                    "Nobody expects you to be a backdrop for photos.",
                ),
            ),
            warning(
                "You decide what you confirm. If less came than you are asked about, say so. We want to know, and it "
                "does you no harm."
            ),
            heading("Places for young people"),
            text(
                paragraph(
                    "If you welcome volunteers, think about young people in our care. Suppliers who look after them "
                    "look for hosts. You will be asked about insurance, about checks of your staff, and about who is "
                    "there on the day. You will not be told anything about their lives."
                )
            ),
            inset(
                "Being listed here is not a recommendation by the council, and it gives no advantage in any bid or "
                "grant."
            ),
            heading("Have a say earlier"),
            text(
                bullets(
                    "[What each part of Penbury needs](page:what-each-part-of-penbury-needs): is it right?",
                    "[Talk to us before we buy](page:talk-to-us-before-we-buy): what should the next contract ask?",
                    "[A social value fund](page:a-social-value-fund): would a small grant help you?",
                )
            ),
            details(
                "If something went wrong",
                paragraph(
                    "Talk to the supplier first, if you can. If that does not help, write to us. We know the "
                    "contract, and can ask. See [how to reach us](page:contact)."
                ),
            ),
            heading("The measures this is about"),
            measure("M3.06"),
            measure("M5.01"),
            measure("M5.04"),
        ],
    },
)
