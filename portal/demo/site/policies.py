"""Two policies: one that councillors have adopted, and one that is open for comments."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, table, text

ADOPTED, DRAFT = "adopted", "draft"
# `review_months` is how many months from today it is looked at again.
POLICIES: tuple[Entry, ...] = (
    {
        "title": "Social value policy",
        "slug": "social-value-policy",
        "summary": "What the council promises about social value in everything it buys, and who is in charge of it.",
        "version": "3.0",
        "status": ADOPTED,
        "review_months": 9,
        "body": [
            heading("What this policy is for"),
            text(
                paragraph(
                    "The council spends public money. This policy makes sure that the money does more good than the "
                    "service alone. It goes further than [the law asks](page:what-the-law-asks): it covers services, "
                    "goods and works."
                )
            ),
            heading("What we will do"),
            text(
                numbered(
                    "Choose at least one outcome from our framework each time we buy, or write down why not.",
                    "Ask only for what fits the service and is in proportion to its value.",
                    "Say in the notice how much social value counts, and what we will ask.",
                    "Put what the winner promises into the contract, with a figure and a date.",
                    "Look at every return, and publish what we could verify.",
                    "Act when a promise slips, step by step, and fairly.",
                    "Thank suppliers who do well, in public, for a limited time. It never counts in a bid.",
                ),
            ),
            heading("How much it counts"),
            table(
                "Share of the score, by the whole value of the contract",
                ("Whole value", "Share for social value"),
                (
                    ("Below £100,000", "5%"),
                    ("£100,000 to £1 million", "10%"),
                    ("More than £1 million", "15%"),
                ),
            ),
            heading("Children in our care"),
            text(
                paragraph(
                    "We act as a parent to children in our care and young people leaving care. We ask suppliers to "
                    "open doors for them. We never ask who somebody is, and never tie a young person’s choice to "
                    "money."
                )
            ),
            heading("Who is in charge"),
            text(
                bullets(
                    "Cabinet answers for this policy, and reads a report on it twice a year.",
                    "The social value lead looks after the framework and these pages.",
                    "Contract managers read returns and talk to suppliers.",
                    "The auditor checks a sample of what was verified.",
                ),
            ),
            details(
                "How this policy is changed",
                paragraph(
                    "We look at it once a year, ask suppliers and voluntary organisations what they think, and "
                    "publish what we changed. Councillors adopt each new version."
                ),
            ),
        ],
    },
    {
        "title": "Working with the voluntary sector",
        "slug": "working-with-the-voluntary-sector",
        "summary": "A draft for comments: how the council and its suppliers should treat voluntary organisations.",
        "version": "0.4",
        "status": DRAFT,
        "review_months": 2,
        "body": [
            inset("This is a draft. It is not in force, and your comments can still change it."),
            heading("Why we need it"),
            text(
                paragraph(
                    "Suppliers promise help to voluntary organisations. Some of it arrives late, or is not what was "
                    "needed. Organisations told us that they spend hours on thanking people for help they did not "
                    "ask for."
                )
            ),
            heading("What we propose"),
            text(
                numbered(
                    "Help begins with what an organisation says it needs.",
                    "No organisation has to take help, pose for photos or write a thank-you letter.",
                    "Where an organisation does work so that a supplier can keep a promise, it is paid for.",
                    "What arrived is confirmed by whoever received it, in one page.",
                    "Small organisations hear of contracts early, in words they understand.",
                ),
            ),
            heading("What we ask you"),
            text(
                bullets(
                    "Is anything missing?",
                    "What would make it easier to say no?",
                    "What should happen when help does not come?",
                ),
                paragraph(
                    "Write to us or come to the open evening. See [how to reach us](page:contact) and [what is "
                    "on](page:open-evening-for-voluntary-organisations)."
                ),
            ),
            details(
                "What happens to your comments",
                paragraph(
                    "We publish a summary of what was said, without names, and say what we changed and what we did "
                    "not. Then councillors decide."
                ),
            ),
        ],
    },
)
