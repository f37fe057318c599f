"""The voluntary sector: its own page, and what is needed and offered. Days count from today."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, steps, text

NEED, OFFER = "need", "offer"
HUB: Entry = {
    "title": "Voluntary and community sector",
    "slug": "voluntary-sector",
    "summary": "What social value could mean for your organisation, what suppliers can offer, and how to be listed.",
    "body": [
        text(
            paragraph(
                "Firms that work for the council have promised time, advice, money and orders to local causes. This "
                "page brings you together."
            ),
            paragraph(
                "It is for charities, social enterprises, faith groups, clubs, and neighbours who do something "
                "together."
            ),
        ),
        heading("What you can do here"),
        text(
            bullets(
                "[Look up organisations](at:directory-list), by cause, by place and by what they offer.",
                "[Read what is needed and what is offered](at:post-list), and answer.",
                "[Ask to be listed](at:entry-join), or [change or remove your entry](at:entry-find).",
                "[See what suppliers have promised and done near you](page:results).",
                "Read [what each part of Penbury needs](page:what-each-part-of-penbury-needs).",
                "[Talk to us before we buy](page:talk-to-us-before-we-buy), and tell us what you think of [a social "
                "value fund](page:a-social-value-fund).",
            ),
            paragraph(
                "Read [how voluntary organisations take part](page:how-voluntary-organisations-take-part) first if "
                "this is new to you."
            ),
        ),
        heading("How to be listed"),
        text(paragraph("You need no account, and we do not ask for the name of a person.")),
        steps(
            (
                "Fill in the form",
                paragraph(
                    "[Ask to be listed](at:entry-join). Say what your organisation does, what it works for and where, "
                    "and what it offers and looks for. You can write in English, in Welsh or in both."
                ),
            ),
            (
                "Open the link in our email",
                paragraph(
                    "We send it to the address of your organisation. It works for 7 days. Look at what you wrote and "
                    "confirm it."
                ),
            ),
            (
                "We read it and publish it",
                paragraph(
                    "Somebody who publishes this site reads your words. We email you when we have decided. If we say "
                    "no, you read why behind the link, and can change your words and send them again."
                ),
            ),
            (
                "Tell us once a year that it is right",
                paragraph(
                    "We send you a link. Without an answer the entry is hidden after 60 days, and one press shows it "
                    "again. You can [change or remove your entry](at:entry-find) at any time."
                ),
            ),
        ),
        heading("How to say what you need or offer"),
        text(
            bullets(
                "Open the link to your entry and write it there. You choose the last day, up to a year from now.",
                "We read it before everybody sees it.",
                "Answers come to you and are read behind your link. Your address is not shown on the board.",
                "Suppliers write theirs when they are signed in.",
            ),
            paragraph("No link at hand? [We send you a new one](at:entry-find)."),
        ),
        heading("What you can expect of suppliers"),
        text(
            bullets(
                "They ask what you need before they say what they give.",
                "They come when they said they would.",
                "They pay for work that you do for them.",
            ),
        ),
        inset("The council lists you and does not vouch for you. It gives no advantage in a bid or for a grant."),
        details(
            "What we publish about you",
            paragraph(
                "Everything in the form but the address for our letters. If a name, an address or a number looks like "
                "that of a person, the form asks you about it. Give one of the organisation, such as office@ or info@."
            ),
        ),
    ],
}
# `organisation` is the slug of an entry of the directory, `supplier` the key of a supplier of the demonstration.
POSTS: tuple[Entry, ...] = (
    {
        "kind": NEED,
        "slug": "help-on-delivery-days",
        "what": "volunteers",
        "title": "Hands on delivery days",
        "summary": "Six people for three hours, on the first Thursday of the month.",
        "organisation": "penbury-food-bank",
        "areas": (),
        "causes": ("food",),
        "days_ago": 6,
        "open_days": 84,
        "body": [
            text(
                paragraph(
                    "A lorry comes at nine and has to be empty by noon. Boxes weigh up to ten kilos. There is "
                    "lighter work at the tables too. We give gloves and lunch."
                )
            )
        ],
    },
    {
        "kind": NEED,
        "slug": "somebody-who-knows-leases",
        "what": "advice",
        "title": "Somebody who knows about leases",
        "summary": "Two hours of advice, before we sign for a new room.",
        "organisation": "penbury-toy-library",
        "areas": ("centre", "hillside"),
        "causes": ("young",),
        "days_ago": 12,
        "open_days": 40,
        "body": [
            text(
                paragraph(
                    "We are to sign for ten years and understand half of it. We can come to you, and send the papers "
                    "beforehand."
                )
            )
        ],
    },
    {
        "kind": NEED,
        "slug": "a-van-on-two-saturdays",
        "what": "materials",
        "title": "A van on two Saturdays",
        "summary": "To bring benches and tools from the depot to the river.",
        "organisation": "pen-valley-river-trust",
        "areas": ("riverside",),
        "causes": ("nature",),
        "days_ago": 3,
        "open_days": 60,
        "body": [
            text(
                paragraph(
                    "With a driver, if you can. The way is short, and the bank has a track that a van can use when "
                    "it is dry."
                )
            )
        ],
    },
    {
        "kind": OFFER,
        "slug": "compost-and-wood-chips",
        "what": "materials",
        "title": "Compost and wood chips",
        "summary": "A small load for any group with a garden, brought to the gate.",
        "supplier": "brightwater",
        "areas": (),
        "causes": ("nature", "food"),
        "days_ago": 9,
        "open_days": 80,
        "body": [
            text(
                paragraph(
                    "It comes from leaves and branches of the parks. Tell us where the gate is and how wide. We can "
                    "show you how to use it."
                )
            )
        ],
    },
    {
        "kind": OFFER,
        "slug": "an-hour-with-our-accountant",
        "what": "advice",
        "title": "An hour with our accountant",
        "summary": "For small charities: books, budgets and what the regulator wants to see.",
        "supplier": "willow",
        "areas": (),
        "causes": ("skills",),
        "days_ago": 20,
        "open_days": 70,
        "body": [
            text(
                paragraph(
                    "On Tuesday afternoons, at your place or ours. Bring last year’s figures, in whatever state they "
                    "are. Nobody will laugh."
                )
            )
        ],
    },
    {
        "kind": OFFER,
        "slug": "a-kitchen-on-monday-evenings",
        "what": "facilities",
        "title": "A kitchen on Monday evenings",
        "summary": "A large kitchen with everything in it, free of charge for groups.",
        "supplier": "pantry",
        "areas": ("saltmarsh", "centre"),
        "causes": ("food", "older"),
        "days_ago": 15,
        "open_days": 75,
        "body": [
            text(
                paragraph(
                    "It is closed on Mondays anyway. A cook is there for the first time, to show you the ovens. "
                    "There is room for fifteen people."
                )
            )
        ],
    },
)
