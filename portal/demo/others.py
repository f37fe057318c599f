"""The contracts of the other suppliers: fostering, parks, and buildings."""

from portal.demo.shapes import Anchor, Chapter, Deal, Frequency, Promise

FOSTERING = Deal(
    "PEN-FO-201",
    "Independent fostering agency placements",
    "Foster homes in and around Penbury, with training and support for carers.",
    "penbury",
    "willow",
    "amina",
    "wilf",
    ("IFA",),
    Frequency.QUARTERLY.value,
    periods=12,
    complete=6,
    ends="before sending",
    value_net="3640000.00",
    value_gross="3640000.00",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(
        Promise(
            "M8.04",
            "Support 48 young people to volunteer",
            "48",
            (
                "Groups helped at a repair cafe and at an animal shelter.",
                "Carers found hosts close to home, so that nobody had to travel far.",
                "A gardening club for all ages started in the park next to our office.",
            ),
            evidence="Attendance totals from hosts",
        ),
        Promise(
            "M8.05",
            "See 1,200 hours volunteered by young people in our care",
            "1200",
            (
                "Hours went up because the repair cafe opens twice a week now.",
                "Short sessions worked better than long ones, so there were more of them.",
                "The weather kept the gardening club indoors for some of the time. It built bird boxes instead.",
            ),
            evidence="Hours by host",
            is_table=True,
        ),
        Promise(
            "M1.07",
            "Provide 24 work experience placements",
            "24",
            (
                "Placements were in our office, at a print shop and at a primary school.",
                "Every placement began with a visit, so that people knew what to expect.",
            ),
            evidence="Letters from hosts",
        ),
        Promise(
            "M3.06",
            "Give 240 hours of staff volunteering to local causes",
            "240",
            (
                "Staff gave a day each to a food bank and to a river clean.",
                "Our accountant helped two small charities with their books.",
            ),
            evidence="Volunteering hours",
            is_table=True,
        ),
    ),
    chapters={
        0: Chapter("waiting", days=3, line=2),
        3: Chapter("part", line=4, reason="The table shows the hours of a whole year. Send those of the quarter."),
    },
    story=("Carers lead more and more of this work themselves. That is what we hoped for.",),
)
LODGINGS = Deal(
    "PEN-FO-202",
    "Supported lodgings",
    "Rooms in family homes for young people who are learning to live on their own.",
    "penbury",
    "willow",
    "tom",
    "wilf",
    ("IFA", "SEMI16"),
    Frequency.SIX_MONTHLY.value,
    periods=4,
    complete=1,
    ends="before sending",
    value_net="410000.00",
    value_gross="410000.00",
    is_light_touch=True,
    is_above_threshold=False,
    promises=(
        Promise(
            "M9.06",
            "Provide 8 work experience placements",
            "8",
            ("Placements were at a nursery, a boatyard and a cafe. Two hosts have asked for more.",),
            evidence="Letters from hosts",
        ),
        Promise(
            "M1.15",
            "Give 60 hours of employability support to schools and colleges",
            "60",
            ("We ran mock interviews at two schools and a session about first pay slips at the college.",),
            evidence="Hours at schools",
            is_table=True,
        ),
    ),
    chapters={0: Chapter("waiting", days=8)},
    story=("Our first return. Setting up took longer than planned, and then things moved quickly.",),
)
PARKS = Deal(
    "PEN-GR-301",
    "Grounds maintenance in parks and open spaces",
    "Grass, hedges, trees and play areas in 41 parks, and the cemeteries.",
    "penbury",
    "brightwater",
    "amina",
    "bryn",
    ("GROUNDS",),
    Frequency.QUARTERLY.value,
    anchor=Anchor.FINANCIAL_YEAR.value,
    periods=16,
    complete=0,
    ends="financial year",
    value_net="3900000.00",
    value_gross="4680000.00",
    proportion_reason="The supplier offered six commitments in its bid, and has quarterly figures for itself anyway.",
    is_above_threshold=True,
    promises=(
        Promise(
            "M1.04",
            "Start 20 apprenticeships for local people",
            "20",
            (
                "Apprentices started in horticulture and in machinery repair. They are at the college one day a week.",
                "A taster week in the nursery filled every place on the next course.",
            ),
            evidence="Letter from the college",
        ),
        Promise(
            "M2.04",
            "Spend £480,000 with local businesses",
            "480000",
            (
                "We bought plants from two nurseries in the borough and had machines mended in town.",
                "A new local supplier delivers mulch. It was cheaper than before and came from nearer.",
            ),
            evidence="Spend by supplier",
            is_table=True,
        ),
        Promise(
            "M2.05",
            "Spend 60% of what we buy in the local supply chain",
            "60",
            (
                "The share depends on the season, because seed and fuel come from outside.",
                "More of the planting was grown locally this time.",
            ),
            evidence="Spend by supplier",
            is_table=True,
        ),
        Promise(
            "M7.05",
            "Avoid 64 tonnes of carbon emissions",
            "64",
            (
                "Electric mowers now do most of the small parks. Charging overnight costs less than fuel did.",
                "Rounds were planned again, so that crews drive past fewer parks twice.",
            ),
            evidence="Fuel and charging record",
            is_table=True,
            baseline="24",
            baseline_note="Average of one quarter in the year before the contract, from fuel cards",
        ),
        Promise(
            "PB.01",
            "Open a community garden in Mill Lane Park",
            None,
            (
                "The garden is open every day. A group of neighbours looks after it and we bring compost and tools.",
                "School classes come to plant and to draw. Neighbours hold the keys.",
            ),
            evidence="Notes of the opening with a plan of the beds",
            nothing="The ground is being prepared. Neighbours agreed the plan at a meeting in the park.",
            # Later than any period that is complete: once it is verified as done, nobody is asked about it again.
            done_in=8,
        ),
        Promise(
            "M3.06",
            "Give 320 hours of staff volunteering to local causes",
            "320",
            (
                "Crews helped residents' groups to clear paths and plant bulbs.",
                "We lent people and a digger to a village that wanted a pond.",
            ),
            evidence="Volunteering hours",
            is_table=True,
        ),
    ),
    chapters={
        1: Chapter(
            "part",
            line=4,
            reason="The record leaves out two vans that burn diesel. Send the full record next time.",
        ),
        3: Chapter(
            "part", line=6, share="0.5", reason="Half of these hours were part of the work the contract pays for."
        ),
    },
    story=(
        "A dry spell made watering the main task. Volunteers helped us keep young trees alive.",
        "Planting went well, and the new machines are quieter than the old ones.",
    ),
)
BUILDINGS = Deal(
    "PEN-FM-401",
    "Facilities management for council buildings",
    "Repairs, cleaning, reception and security in the town hall, libraries and depots.",
    "penbury",
    "oakline",
    "tom",
    "olga",
    ("FACILITIES",),
    Frequency.QUARTERLY.value,
    periods=12,
    complete=5,
    ends="before sending",
    value_net="6850000.00",
    value_gross="8220000.00",
    proportion_reason="The supplier offered a seventh commitment in its bid, and it is no work to report on.",
    is_above_threshold=True,
    promises=(
        Promise(
            "M4.01",
            "Pay all staff at least the real Living Wage",
            "100",
            (
                "Everybody on the contract is paid the new rate. It was paid from the month it was announced.",
                "Two people who joined from another contract were moved to the rate after their first month.",
            ),
            evidence="Payroll summary by rate",
            whole="84",
        ),
        Promise(
            "M1.04",
            "Start 18 apprenticeships for local people",
            "18",
            (
                "Apprentices started in plumbing and electrical work.",
                "An apprentice programme for receptionists began, the first of its kind in the town.",
            ),
            evidence="Letter from the training provider",
            deliverer="brightwater",
        ),
        Promise(
            "M1.10",
            "Recruit 24 people who had been out of work for a year or more",
            "24",
            (
                "The job centre sent people to a guided tour first. Those who liked what they saw applied.",
                "A two-week trial with pay helped people find out whether the work suits them.",
            ),
            evidence="Letter from the job centre with numbers",
        ),
        Promise(
            "M1.11",
            "Recruit 18 young people who were not in work or learning",
            "18",
            (
                "A youth charity came along to interviews. Starters have a buddy for their first three months.",
                "Night shifts were hard to fill, so we offered day shifts first.",
            ),
            evidence="Letter from the youth charity with numbers",
        ),
        Promise(
            "M1.02",
            "Employ 45 full-time equivalent local people on the contract",
            "45",
            ("Most of the cleaning and reception teams live in the borough.",),
            evidence="Payroll summary by outward postcode",
            is_table=True,
        ),
        Promise(
            "M7.04",
            "Cut carbon emissions from the contract by 12%",
            "12",
            (
                "Vans were replaced by cargo bikes in the town centre.",
                "Heating was turned down in stores and corridors. Nobody noticed.",
            ),
            evidence="Energy and fuel record",
            is_table=True,
            baseline="88.400",
            baseline_note="One quarter of the year before the contract, worked out with the council's energy team",
        ),
        Promise(
            "M2.07",
            "Spend £900,000 with small and medium-sized businesses",
            "900000",
            (
                "Window cleaning and pest control went to two small firms.",
                "We pay small firms within ten days, and more of them bid for work.",
            ),
            evidence="Spend by supplier",
            is_table=True,
            pace="0.75",
        ),
    ),
    partners={"brightwater": "consortium", "willow": "subcontractor"},
    chapters={0: Chapter("reviewing", days=9)},
    story=("The libraries stayed open through the repairs. Staff suggested how, and it worked.",),
)
CLEANING = Deal(
    "PEN-FM-402",
    "Cleaning of schools and offices",
    "Daily cleaning of nine schools and four offices.",
    "penbury",
    "oakline",
    "tom",
    "olga",
    ("FACILITIES",),
    Frequency.ANNUAL.value,
    periods=3,
    complete=2,
    ends="3 months ago",
    value_net="720000.00",
    value_gross="864000.00",
    is_above_threshold=True,
    promises=(
        Promise(
            "M4.04",
            "Offer guaranteed hours to 90% of staff",
            "90",
            ("Offers were made in person, with time to think. Most people said yes.",),
            evidence="Summary of offers",
            whole="52",
        ),
        Promise(
            "M1.13",
            "Give 150 hours of help towards work to people without a job",
            "150",
            ("Supervisors ran sessions on first interviews at the community centre.",),
            evidence="Session hours",
            is_table=True,
        ),
        Promise(
            "M3.07",
            "Give £6,000 to local projects",
            "6000",
            ("Money and paint went to three school playgrounds and a youth club.",),
            evidence="Gifts in money and in kind",
            is_table=True,
        ),
    ),
    chapters={},
    story=("Schools told us that they value knowing the same faces, so teams now stay with their schools.",),
)
DEALS = (FOSTERING, LODGINGS, PARKS, BUILDINGS, CLEANING)
# Who in the council buys which kinds of services.
DEPARTMENTS = {
    "Children and families": ("IFA", "RES_PC", "SEMI16", "UASC"),
    "Environment": ("GROUNDS",),
    "Property": ("FACILITIES",),
}
# Where contracts with a place of their own are delivered, by reference. Those for the whole borough name none, and nor
# do homes: where young people live is nobody's business. Wood End has organisations and no contract.
AREAS = {
    "Riverside": ("PEN-GR-301",),
    "Town Centre": ("PEN-FM-401",),
    "Hillside": ("PEN-FM-402",),
    "Eastfield": ("PEN-CA-602",),
    "Saltmarsh": ("PEN-CA-601",),
    "Wood End": (),
}
# Districts and a sector that no post is brought to.
LOCAL_POSTCODES = ("ZE90", "ZE91", "ZE92 4")
# What Penbury calls its priorities, with the objectives of its framework whose measures serve them.
THEMES = {"Working Penbury": ("O1", "O2"), "Greener Penbury": ("O5",), "Growing up in Penbury": ("O1", "O6")}
# What the councils call other services than placements.
CATEGORIES = {"GROUNDS": "Grounds maintenance", "FACILITIES": "Facilities management"}
