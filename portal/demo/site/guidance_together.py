"""Guidance on what the council does with others: talks before it buys, and a fund that it is trying out."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, steps, table, text

TALKS: tuple[Entry, ...] = (
    {
        "title": "Talk to us before we buy",
        "slug": "talk-to-us-before-we-buy",
        "summary": "How suppliers and voluntary organisations hear early what we mean to buy, and can still change it.",
        "body": [
            text(
                paragraph(
                    "Before we write a notice we ask those who do such work, and those who need it, what would be "
                    "sensible. You need not mean to bid. Small firms and charities are as welcome as large ones."
                )
            ),
            heading("How it goes"),
            steps(
                (
                    "We say what we think of buying",
                    paragraph(
                        "We publish a notice of early talks, and put an event on [our list of events](page:events). "
                        "It stands among [our news](page:news) as well."
                    ),
                ),
                (
                    "You tell us that you are interested",
                    paragraph("Use the button on the page of the event. It asks for a name and an email address."),
                ),
                (
                    "We talk",
                    paragraph(
                        "For two hours, online or in a hall. You can write to us too. Everybody gets the same papers "
                        "and the same time."
                    ),
                ),
                (
                    "We publish what we heard",
                    paragraph(
                        "A summary without names, with what we changed because of it, before the notice goes out."
                    ),
                ),
            ),
            heading("What we ask about social value"),
            text(
                bullets(
                    "What could such a contract do for this place, and for whom?",
                    "Which promises would be easy to make and hard to keep?",
                    "What would a small organisation need so that it can take part?",
                    "Which figures do you have already, so that nobody collects new ones for us?",
                ),
                paragraph("Read [what each part of Penbury needs](page:what-each-part-of-penbury-needs) beforehand."),
            ),
            heading("What is planned"),
            table(
                "Early talks, invented for this demonstration",
                ("What we may buy", "Whom we want to hear", "When we mean to talk"),
                (
                    ("Transport for day centres", "Drivers, clubs for older people, small firms", "In spring"),
                    ("Advice on debt and benefits", "Charities, food banks, housing associations", "In early summer"),
                    ("Trees for streets and schools", "Nurseries, friends of parks, schools", "In autumn"),
                ),
            ),
            inset("What you say in early talks does not count for you or against you when you bid."),
            details(
                "What the law says about it",
                paragraph(
                    "The Procurement Act allows such talks. We have to make sure that nobody gains an unfair "
                    "advantage by them, so whatever one bidder learned is given to all. Read [what the law "
                    "asks](page:what-the-law-asks)."
                ),
            ),
        ],
    },
)
FUND: tuple[Entry, ...] = (
    {
        "title": "A social value fund: what we are trying out",
        "slug": "a-social-value-fund",
        "summary": "Small grants from what suppliers give in money: who decides, who can ask, and what is not settled.",
        "body": [
            text(
                paragraph(
                    "Some suppliers would rather give money than time, and many small groups need a little money "
                    "more than many hands. A fund could bring the two together. We are trying it out for a year."
                )
            ),
            inset("In this demonstration the fund, its figures and its grants are invented."),
            heading("How it would work"),
            steps(
                (
                    "A supplier gives",
                    paragraph(
                        "Only where its contract has such a promise. It never takes the place of one about jobs, "
                        "carbon or children in our care."
                    ),
                ),
                (
                    "A panel decides",
                    paragraph(
                        "Five people from voluntary organisations and two from the council. Suppliers have no vote, "
                        "and do not choose who gets their money."
                    ),
                ),
                (
                    "A group gets a grant",
                    paragraph("From £200 to £2,000, within three weeks, for one thing that can be told in a sentence."),
                ),
                (
                    "The group says what came of it",
                    paragraph("On one page, without an account, and with no photo. The supplier gets the same page."),
                ),
            ),
            heading("The first year"),
            table(
                "Money in the trial, invented for this demonstration",
                ("Round", "Given by suppliers", "Asked for by groups", "Granted", "Grants"),
                (
                    ("First", "£9,000", "£21,400", "£8,600", "9"),
                    ("Second", "£12,500", "£19,800", "£11,900", "12"),
                ),
            ),
            heading("How it counts"),
            text(
                bullets(
                    "The supplier counts what it paid in, once, in the period in which it paid.",
                    "What groups do with it is theirs. No supplier reports it as its own.",
                    "A pound in the fund scores no more than a pound of any other promise.",
                ),
                paragraph("Read [how to count without counting twice](page:counting-without-counting-twice)."),
            ),
            heading("What we have not settled"),
            text(
                numbered(
                    "Should other councils in the county join?",
                    "Who looks after the money: the council, or a charity?",
                    "What happens in a year in which little comes in?",
                ),
                paragraph(
                    "Tell us what you think: come to [the open evening](page:open-evening-for-voluntary-organisations) "
                    "or see [how to reach us](page:contact)."
                ),
            ),
            details(
                "Who could ask for a grant",
                paragraph(
                    "Any group in [the directory](at:directory-list) with a yearly income below £50,000. Yours is not "
                    "there yet? [Ask to be listed](at:entry-join)."
                ),
            ),
        ],
    },
)
