"""Policies: those that councillors have adopted, one that is no longer in force, and one that is open for comments."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, table, text

ADOPTED, DRAFT, SUPERSEDED = "adopted", "draft", "superseded"
# `adopted_days_ago` is when it was adopted, `review_months` how many months from today it is looked at again,
# and `supersedes` the slug of the policy whose place it took, which stands before it.
POLICIES: tuple[Entry, ...] = (
    {
        "title": "Social value in services: policy of earlier years",
        "slug": "social-value-in-services",
        "summary": "What the council promised until its present policy took the place of this one.",
        "version": "2.1",
        "status": SUPERSEDED,
        "adopted_days_ago": 880,
        "review_months": 11,
        "body": [
            inset("This policy is no longer in force. We keep it here because older contracts were made under it."),
            heading("What it said"),
            text(
                numbered(
                    "Think about social value before buying a service worth more than £250,000.",
                    "Give it 5% of the score, whatever the service.",
                    "Ask the winner for a report at the end of the contract.",
                )
            ),
            heading("Why it was replaced"),
            text(
                bullets(
                    "It left out goods and building work.",
                    "A report at the end came too late to change anything.",
                    "Nobody had to look at evidence.",
                ),
                paragraph("Read [the policy that is in force](page:social-value-policy)."),
            ),
        ],
    },
    {
        "title": "Social value policy",
        "slug": "social-value-policy",
        "summary": "What the council promises about social value in everything it buys, and who is in charge of it.",
        "version": "3.0",
        "status": ADOPTED,
        "adopted_days_ago": 150,
        "supersedes": "social-value-in-services",
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
        "title": "Fair work in our contracts",
        "slug": "fair-work-in-our-contracts",
        "summary": "How people who work on the council’s contracts should be paid and treated, and how we check it.",
        "version": "1.2",
        "status": ADOPTED,
        "adopted_days_ago": 310,
        "review_months": 4,
        "body": [
            heading("What we want"),
            text(
                paragraph(
                    "Somebody who cleans a school for a firm should not be worse off than somebody who works for us. "
                    "In this demonstration councillors have agreed on what that means."
                ),
                numbered(
                    "We ask for the real Living Wage where the law lets us, and say so in the notice.",
                    "People get their hours in writing, four weeks ahead.",
                    "Nobody loses pay because our building is closed.",
                    "Whoever joins a union, or speaks up, is not treated worse for it.",
                    "Invoices of small firms are paid within ten days, and larger firms pass that on.",
                ),
            ),
            heading("How we check it"),
            text(
                bullets(
                    "Suppliers report pay and hours as totals, never by name.",
                    "We visit workplaces, and talk to people without their manager.",
                    "The auditor looks at a sample each year.",
                ),
                paragraph("Read [what happens when a promise slips](page:when-a-promise-slips)."),
            ),
        ],
    },
    {
        "title": "Buying close to home",
        "slug": "buying-close-to-home",
        "summary": "How we open contracts to small firms and charities here, within what the law allows.",
        "version": "2.0",
        "status": ADOPTED,
        "adopted_days_ago": 205,
        "review_months": 7,
        "body": [
            heading("What we will do"),
            text(
                numbered(
                    "Cut large contracts into parts where that makes sense, or write down why it does not.",
                    "Talk to the market early: see [how to talk to us before we buy](page:talk-to-us-before-we-buy).",
                    "Ask at least two firms or charities from the borough for small orders, where there are two.",
                    "Ask for no more insurance, turnover or papers than the work needs.",
                    "Look at [what each part of Penbury needs](page:what-each-part-of-penbury-needs) before we choose "
                    "outcomes.",
                )
            ),
            heading("What we will not do"),
            text(
                paragraph(
                    "We do not give marks for an address. Firms from anywhere may bid, and are scored by what they "
                    "would do here."
                )
            ),
            heading("Where we want to be"),
            table(
                "Targets in this demonstration, invented",
                ("Target", "Last year", "In three years"),
                (
                    ("Spend with small firms", "31%", "38%"),
                    ("Spend with charities and social enterprises", "6%", "9%"),
                    ("Notices with early talks before them", "4 of 22", "1 in 2"),
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
