"""The voluntary sector: its own page, a directory, and what is needed and offered. Days count from today."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, steps, text

AREAS = {"riverside": "Riverside", "penbury": "All of Penbury"}
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
                "Look up organisations, by cause and by area.",
                "Read what is needed and what is offered, and answer.",
                "Ask to be listed, or to have your entry changed.",
                "See what suppliers have promised near you.",
            ),
            paragraph(
                "Read [how voluntary organisations take part](page:how-voluntary-organisations-take-part) first if "
                "this is new to you."
            ),
        ),
        heading("How to be listed"),
        steps(
            (
                "Write to us",
                paragraph(
                    "Say what you do, for whom and where, in three sentences. See [how to reach us](page:contact)."
                ),
            ),
            (
                "We call you back",
                paragraph(
                    "We check that you exist, that you are open to everybody you say you are for, and who answers "
                    "for you."
                ),
            ),
            (
                "You are on the list",
                paragraph("We ask you once a year whether all of it is still right. You can leave at any time."),
            ),
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
                "The name, what you do, your causes and areas, and how to reach you. No private address, and no name "
                "of a person unless you ask for it."
            ),
        ),
    ],
}
# None of them exists: their addresses end in .example, which nobody can have.
DIRECTORY: tuple[Entry, ...] = (
    {
        "slug": "penbury-food-bank",
        "name": "Penbury Food Bank",
        "does": "Collects food and gives it out, with no questions, on four days a week.",
        "causes": ("food",),
        "areas": ("penbury",),
        "offers": "Places for groups who sort and carry on delivery days.",
        "offered": (),
        "sought": ("volunteers",),
        "email": "office@foodbank.example",
    },
    {
        "slug": "pen-valley-river-trust",
        "name": "Pen Valley River Trust",
        "does": "Looks after the river and its banks, and shows people what lives there.",
        "causes": ("nature",),
        "areas": ("riverside", "penbury"),
        "offers": "River cleaning days with boots, gloves and a leader.",
        "offered": (),
        "sought": ("volunteers", "materials"),
        "email": "hello@rivertrust.example",
    },
    {
        "slug": "penbury-toy-library",
        "name": "Penbury Toy Library",
        "does": "Lends toys and games to families and groups.",
        "causes": ("young", "repair"),
        "areas": ("penbury",),
        "offers": "Evenings for mending and cleaning toys.",
        "offered": (),
        "sought": ("volunteers", "advice"),
        "email": "info@toylibrary.example",
    },
    {
        "slug": "hillside-city-farm",
        "name": "Hillside City Farm",
        "does": "Keeps animals and grows vegetables in the middle of the town.",
        "causes": ("nature", "young"),
        "areas": ("penbury",),
        "offers": "Regular places for volunteers of all ages, and a barn for meetings.",
        "offered": ("facilities",),
        "sought": ("volunteers",),
        "email": "volunteers@farm.example",
    },
    {
        "slug": "riverside-repair-cafe",
        "name": "Riverside Repair Cafe",
        "does": "Mends lamps, bikes, clothes and radios together with those who bring them.",
        "causes": ("repair", "skills"),
        "areas": ("riverside",),
        "offers": "Evenings at which staff of firms learn to mend.",
        "offered": ("advice",),
        "sought": ("materials",),
        "email": "bench@repaircafe.example",
    },
    {
        "slug": "friends-of-mill-lane-park",
        "name": "Friends of Mill Lane Park",
        "does": "Neighbours who look after the community garden in the park.",
        "causes": ("nature", "food"),
        "areas": ("riverside",),
        "offers": "Planting days, and advice to groups who want a garden too.",
        "offered": ("advice",),
        "sought": ("volunteers",),
        "email": "friends@milllane.example",
    },
    {
        "slug": "long-table-lunches",
        "name": "Long Table Lunches",
        "does": "Brings older people together to cook and eat, in halls across the borough.",
        "causes": ("older", "food"),
        "areas": ("penbury",),
        "offers": "A warm room with a kitchen on weekday mornings.",
        "offered": ("facilities",),
        "sought": (),
        "email": "table@longtable.example",
    },
    {
        "slug": "penbury-people-s-theatre",
        "name": "Penbury People’s Theatre",
        "does": "Puts on plays with people who have never been on a stage.",
        "causes": ("arts", "skills"),
        "areas": ("penbury",),
        "offers": "Places backstage: light, sound, sets and tickets.",
        "offered": ("other",),
        "sought": ("volunteers",),
        "email": "stage@peoplestheatre.example",
    },
)
# `organisation` is the slug of an entry of the directory, `supplier` the key of a supplier of the demonstration.
POSTS: tuple[Entry, ...] = (
    {
        "kind": NEED,
        "slug": "help-on-delivery-days",
        "what": "volunteers",
        "title": "Hands on delivery days",
        "summary": "Six people for three hours, on the first Thursday of the month.",
        "organisation": "penbury-food-bank",
        "areas": ("penbury",),
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
        "areas": ("penbury",),
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
        "areas": ("riverside", "penbury"),
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
        "areas": ("penbury",),
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
        "areas": ("penbury",),
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
