"""Larkfield's support for those who are growing up: first flats, first jobs, a new language."""

from portal.demo.shapes import Chapter, Deal, Frequency, Promise

SUPPORTED = Deal(
    "PEN-CH-102",
    "Supported accommodation for young people aged 16 and over",
    "Shared flats with a support worker on site, to learn how to live independently.",
    "penbury",
    "larkfield",
    "amina",
    "sam",
    ("SEMI16",),
    Frequency.SIX_MONTHLY.value,
    periods=6,
    complete=3,
    ends="before sending",
    value_net="1260000.00",
    value_gross="1260000.00",
    proportion_reason="The service works with young people all year, and each of the five commitments is small.",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(
        Promise(
            "M9.01",
            "Start 12 apprenticeships for young people leaving care",
            "12",
            (
                "Apprenticeships started in catering, joinery and office work. The college gave a taster day first, "
                "which helped people choose.",
                "Two employers in our supply chain offered apprenticeships for the first time.",
            ),
            evidence="Letter from the college",
        ),
        Promise(
            "M9.03",
            "Recruit 18 young people leaving care into jobs",
            "18",
            (
                "Jobs started in our own homes, at a garden centre and at a bakery. All of them have contracts with "
                "fixed hours.",
                "A new employer joined after our breakfast meeting. Shifts there fit round college days.",
            ),
            evidence="Summary of starts",
        ),
        Promise(
            "M9.04",
            "See 12 of them still in work or learning after 26 weeks",
            "12",
            (
                "Those who had a mentor from the first day were most likely to stay. We now give everybody one.",
                "Most are still with their first employer. One moved on to a better paid post.",
            ),
            evidence="Check after 26 weeks",
        ),
        Promise(
            "M9.08",
            "Give 480 hours of mentoring",
            "480",
            (
                "Mentors met people weekly, mostly in cafes near work. Getting through the first month was what they "
                "talked about most.",
                "We matched mentors by trade this time. Meetings became longer and fewer were missed.",
            ),
            evidence="Mentoring hours",
            is_table=True,
        ),
        Promise(
            "M9.10",
            "Give starter packs worth £18,000",
            "18000",
            (
                "Packs held bedding, pans and a toolbox. People chose the colours and what to leave out.",
                "A local shop gave us its trade price, so the same money bought more packs.",
            ),
            evidence="Receipts for starter packs",
            is_table=True,
        ),
    ),
    chapters={
        0: Chapter(
            "returned",
            days=13,
            asks={
                4: "The table adds up to the hours of the whole year. Send one for these six months only, and check "
                "the figure.",
                5: "The receipts include furniture that the contract pays for. Take it out, or say why it belongs.",
            },
        ),
    },
    story=("People told us that the first month in a job is the hardest, so that is where we put our time.",),
)
ARRIVALS = Deal(
    "PEN-CH-103",
    "Homes for unaccompanied young people",
    "Shared houses with support in several languages for young people who came to this country alone.",
    "penbury",
    "larkfield",
    "amina",
    "lena",
    ("SEMI16", "UASC"),
    Frequency.QUARTERLY.value,
    periods=8,
    complete=5,
    ends="3 months ago",
    value_net="2100000.00",
    value_gross="2100000.00",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(
        Promise(
            "M10.01",
            "Give 1,200 person-hours of conversation practice in English",
            "1200",
            (
                "Volunteers from the town joined two evenings a week. Cooking together got people talking.",
                "Groups became smaller, so that everybody has a turn to speak.",
            ),
            evidence="Sessions and numbers attending",
            is_table=True,
        ),
        Promise(
            "M10.02",
            "Fill 40 free places on sport, arts and holiday activities",
            "40",
            (
                "Football and swimming were full. A pottery class was new and filled within a week.",
                "The leisure centre gave us an hour of its hall each week at no charge.",
            ),
            evidence="Places taken up, from the hosts",
        ),
        Promise(
            "M10.03",
            "Give 24 devices or data packages",
            "24",
            (
                "Laptops came from a business that was replacing its own. We wiped them and added language software.",
                "Data packages went with lessons on how to stay safe online.",
            ),
            evidence="List of devices",
            is_table=True,
        ),
        Promise(
            "M9.09",
            "Give 960 person-hours of sessions on living independently",
            "960",
            (
                "Sessions covered cooking on a budget, buses and how to see a doctor.",
                "A bank taught a session about opening an account and spotting fraud.",
            ),
            evidence="Sessions and numbers attending",
            is_table=True,
        ),
    ),
    chapters={0: Chapter("overdue"), 4: Chapter("nil")},
    nil_reason="The houses were being made ready and nobody lived there yet in this quarter.",
    story=("Friendships across the houses are growing, and people now organise activities themselves.",),
)
OUTREACH = Deal(
    "PEN-CH-105",
    "Outreach for young people leaving care",
    "Workers who visit young people in their first home of their own.",
    "penbury",
    "larkfield",
    "amina",
    "sam",
    ("SEMI16",),
    Frequency.MONTHLY.value,
    periods=12,
    complete=10,
    ends="last month",
    value_net="186000.00",
    value_gross="223200.00",
    proportion_reason="A first year in which council and supplier learn together: they look at figures every month.",
    promises=(
        Promise(
            "M9.08",
            "Give 240 hours of coaching",
            "240",
            (
                "Coaching was mostly about bills and neighbours this month.",
                "Coaches helped people prepare for interviews and first days at work.",
                "Most coaching happened in the evening, at people's own kitchen tables.",
            ),
            evidence="Coaching hours",
            is_table=True,
        ),
        Promise(
            "M9.09",
            "Give 360 person-hours of sessions on living independently",
            "360",
            (
                "The cooking session was fully booked, so we ran it twice.",
                "A plumber showed how to bleed a radiator and stop a leak.",
                "We talked about reading meters and choosing a tariff.",
            ),
            evidence="Sessions and numbers attending",
            is_table=True,
        ),
        Promise(
            "M9.05",
            "Hold 36 guaranteed interviews",
            "36",
            (
                "Interviews were held at a bakery and at a builders' merchant.",
                "Two new employers joined. Both give feedback in person.",
                "Interviews moved to the community centre, which is easier to reach.",
            ),
            evidence="Summary of interviews held",
        ),
    ),
    chapters={
        0: Chapter("untouched"),
        1: Chapter(
            "waiting_again",
            days=19,
            asks={2: "The table is about another month. Add the one for this month, and check the figure against it."},
        ),
        5: Chapter("waived", reason="The service is closed for this month while its office moves. No visits are made."),
    },
    story=("A busy month in which people asked for practical help above all.",),
)
DEALS = (SUPPORTED, ARRIVALS, OUTREACH)
