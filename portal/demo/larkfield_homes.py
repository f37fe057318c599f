"""Larkfield's homes in Penbury and, for another council, in Northmoor."""

from portal.demo.shapes import Chapter, Deal, Frequency, Promise
from suppliers.models import Commitment

OPPORTUNITIES = Promise(
    "M8.01",
    "Find 36 volunteering opportunities that suit young people in our care",
    "36",
    (
        "We met two food banks, a canal trust and a city farm. Each takes volunteers at weekends, and each was "
        "checked before it went on our list.",
        "A theatre offered places backstage and a charity shop offered Saturday shifts. Both hosts trained a member of "
        "staff to welcome new volunteers.",
        "The library service opened its reading scheme to helpers. We agreed shorter shifts, because long ones put "
        "people off last time.",
    ),
    evidence="Letters from hosts",
    tender_wording="We will source 36 safe and suitable volunteering opportunities over the life of the contract.",
)
OFFERS = Promise(
    "M8.02",
    "Offer young people 30 of these opportunities",
    "30",
    (
        "Staff talked about volunteering at house meetings and made offers one to one. More offers were made in the "
        "school holidays, when there is more time.",
        "Offers went out with a short film that hosts made about a normal day. It answered most questions before they "
        "were asked.",
        "We made offers together with the youth service, so that nobody had to choose between two lists.",
    ),
    evidence="Summary of offers made",
)
TAKEN_UP = Promise(
    "M8.03",
    "See 24 opportunities taken up",
    "24",
    (
        "Most of those who said yes came back after the first session. Hosts told us that they would take more "
        "volunteers from us.",
        "Take-up was best where a member of staff went along the first time. We will do that everywhere from now on.",
        "One host closed for repairs, so the places moved to another a bus ride away.",
    ),
    evidence="Attendance totals from hosts",
    obligation=Commitment.Obligation.BEST_ENDEAVOURS.value,
    not_taken_up={"choice": 2, "timetable": 1, "travel": 1},
)
SUPPORT_HOURS = Promise(
    "M8.08",
    "Give 360 hours of staff time to help young people volunteer",
    "360",
    (
        "Staff spent paid time finding hosts, filling in forms and going along to first sessions.",
        "Most of the time went on travel with volunteers to two hosts outside the town.",
        "We trained every shift leader to plan volunteering into the rota, so that it no longer depends on one person.",
    ),
    evidence="Timesheet summary",
    is_table=True,
)
INTERVIEWS = Promise(
    "M9.05",
    "Hold 24 guaranteed interviews for young people leaving care",
    "24",
    (
        "Interviews were held for posts in our kitchens and gardens. Everybody got feedback within a week.",
        "We changed the advert so that it says plainly what the job is. More people asked for an interview.",
        "A partner in our supply chain joined the guarantee and held interviews for two posts.",
    ),
    evidence="Summary of interviews held",
)
LOCAL_STAFF = Promise(
    "M1.02",
    "Employ 30 full-time equivalent local people on the contract",
    "30",
    (
        "Most posts were filled from within ten miles. Two people moved from agency shifts to contracts of their own.",
        "A day of open doors with the job centre brought applications from three new neighbourhoods.",
    ),
    evidence="Payroll summary by outward postcode",
    is_table=True,
)
RESIDENTIAL = Deal(
    "PEN-CH-101",
    "Residential children's homes in Penbury",
    "Three small homes with therapeutic support, for up to twelve young people in our care.",
    "penbury",
    "larkfield",
    "amina",
    "sam",
    ("RES_PC",),
    Frequency.QUARTERLY.value,
    periods=12,
    complete=8,
    ends="last month",
    value_net="4180000.00",
    value_gross="4180000.00",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(OPPORTUNITIES, OFFERS, TAKEN_UP, SUPPORT_HOURS, INTERVIEWS, LOCAL_STAFF),
    chapters={
        0: Chapter("half"),
        2: Chapter(
            "part",
            line=4,
            share="0.75",
            reason="The timesheet summary counts training that the contract pays for anyway. We took those hours out.",
        ),
        4: Chapter(
            "changed",
            asks={5: "Say how many interviews were held under the guarantee. The summary counts all of them together."},
        ),
    },
    story=(
        "This was a steady quarter. New hosts joined, and staff now plan volunteering weeks ahead.",
        "Holidays gave everybody more time. The homes held an open day that neighbours still talk about.",
    ),
)
PARENTS = Deal(
    "PEN-CH-104",
    "Parent and child units",
    "Flats where parents and their babies live with support and are helped to plan what comes next.",
    "penbury",
    "larkfield",
    "amina",
    "lena",
    ("RES_PC",),
    Frequency.ANNUAL.value,
    periods=3,
    complete=2,
    ends="last month",
    value_net="930000.00",
    value_gross="930000.00",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(
        Promise(
            "M10.05",
            "See 9 parents start learning, volunteering or work",
            "9",
            (
                "A nursery on the same floor as the classroom made the difference. Courses started in three subjects.",
                "The college moved one course to the morning, which fits better round babies.",
            ),
            evidence="Letter from the college",
        ),
        Promise(
            "M1.16",
            "See 12 of our staff gain a qualification",
            "12",
            (
                "Staff gained awards in infant mental health and in food safety.",
                "Night staff studied online, in paid time.",
            ),
            evidence="Certificates gained, in totals",
        ),
        Promise(
            "PB.02",
            "Let parents help shape the service, and tell what changed",
            None,
            (
                "Parents asked for quieter evenings. Visiting times changed, and the laundry moved away from the "
                "bedrooms. Both were agreed at a meeting that parents led.",
                "Parents chose the furniture for the garden and wrote the welcome booklet. New families say that it "
                "answers what they wanted to know on the first day.",
            ),
            evidence="Notes of three meetings without names",
        ),
        Promise(
            "M3.06",
            "Give 120 hours of staff volunteering to local causes",
            "120",
            (
                "Staff painted a community hall and sorted toys for a charity.",
                "Teams gave a day each to the city farm and to a food bank.",
            ),
            evidence="Volunteering hours",
            is_table=True,
        ),
    ),
    chapters={0: Chapter("complete")},
    story=("The units were full for most of the year. The garden opened in spring and is used every day.",),
)
NORTHMOOR_HOMES = Deal(
    "NOR-CH-001",
    "Residential children's homes in Northmoor",
    "Two homes on the edge of the moor for up to eight young people in our care.",
    "northmoor",
    "larkfield",
    "noor",
    "lena",
    ("RES_PC",),
    Frequency.QUARTERLY.value,
    periods=8,
    complete=3,
    ends="before sending",
    value_net="2750000.00",
    value_gross="2750000.00",
    is_light_touch=True,
    is_above_threshold=True,
    promises=(
        Promise(
            "M8.04",
            "Support 16 young people to volunteer",
            "16",
            (
                "Volunteers helped to mend a footpath on the moor with the ranger service.",
                "A riding centre and a museum took volunteers for the first time.",
            ),
            evidence="Attendance totals from hosts",
        ),
        Promise(
            "M9.06",
            "Provide 16 work experience placements",
            "16",
            (
                "Placements were in a vet's surgery, a garage and a hotel kitchen.",
                "Hosts now send a short note on what went well, which people keep for later.",
            ),
            evidence="Letters from hosts",
        ),
    ),
    chapters={0: Chapter("waiting", days=6)},
    story=("Good weather and good hosts made this an outdoor quarter.",),
)
DEALS = (RESIDENTIAL, PARENTS, NORTHMOOR_HOMES)
