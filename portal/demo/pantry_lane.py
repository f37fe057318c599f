"""A large caterer that has its returns signed off before they are sent, and a colleague who sees one contract only."""

from portal.demo.dates import days_ago
from portal.demo.shapes import Chapter, Deal, Frequency, Promise
from portal.demo.story import Story
from portal.demo.timeline import moment, whenever
from suppliers.actions.sign_off import set_sign_off
from suppliers.actions.team import Duties, change_member
from suppliers.models import Contract, Member

RESTAURANTS = Deal(
    "PEN-CA-601",
    "Catering in council buildings",
    "Staff restaurants, cafes in libraries and museums, and meals for meetings.",
    "penbury",
    "pantry",
    "tom",
    "hari",
    ("FACILITIES",),
    Frequency.SIX_MONTHLY.value,
    periods=6,
    complete=1,
    ends="before sending",
    value_net="2100000.00",
    value_gross="2520000.00",
    is_above_threshold=True,
    promises=(
        Promise(
            "M1.04",
            "Start 12 apprenticeships for local people",
            "12",
            ("Apprentices started in two kitchens. The college sends a tutor to them.",),
            evidence="Letter from the college",
        ),
        Promise(
            "M2.04",
            "Spend £360,000 with local businesses",
            "360000",
            ("Bread, milk and vegetables come from within the borough. A local dairy was new to us.",),
            evidence="Spend by supplier",
            is_table=True,
        ),
        Promise(
            "M3.06",
            "Give 180 hours of staff volunteering to local causes",
            "180",
            ("Cooks ran evening classes at a community centre and helped a food bank to plan its meals.",),
            evidence="Volunteering hours",
            is_table=True,
        ),
    ),
    chapters={0: Chapter("signing", days=1)},
    story=("The cafe in the museum opened again after its repairs, with more local food than before.",),
)
LUNCHES = Deal(
    "PEN-CA-602",
    "Lunch clubs for older residents",
    "Hot lunches on weekdays in six community centres.",
    "penbury",
    "pantry",
    "tom",
    "una",
    ("FACILITIES",),
    Frequency.SIX_MONTHLY.value,
    periods=4,
    complete=1,
    ends="last month",
    value_net="290000.00",
    value_gross="348000.00",
    is_above_threshold=True,
    promises=(
        Promise(
            "M1.07",
            "Provide 8 work experience placements",
            "8",
            ("Placements were in the kitchens of two community centres.",),
            evidence="Letters from hosts",
        ),
        Promise(
            "M3.07",
            "Give £4,000 to local projects",
            "4000",
            ("Pans, tables and food went to lunch clubs that residents run themselves.",),
            evidence="Gifts in money and in kind",
            is_table=True,
        ),
    ),
    chapters={0: Chapter("untouched")},
    story=("The clubs are full. We cook for people who cannot come as well.",),
)
DEALS = (RESTAURANTS, LUNCHES)


def add_duties(story: Story) -> None:
    """Note when its admin began to sign returns off, and when a colleague was limited to one contract."""
    admin = story.cast.people["gwen"]
    organisation = story.cast.suppliers["pantry"]

    def give(key: str, duties: Duties) -> None:
        member = Member.objects.get(organisation=organisation, user=story.cast.people[key])
        change_member(member=member, duties=duties, by=admin)

    def limit_una() -> None:
        contracts = Contract.objects.filter(reference=LUNCHES.reference)
        give("una", Duties(role=Member.Role.EDITOR.value, contracts=list(contracts)))

    def sign_off() -> None:
        give("gwen", Duties(role=Member.Role.ADMIN.value, is_signatory=True))
        set_sign_off(organisation=organisation, needs_sign_off=True, by=admin)

    story.timeline.add(moment(days_ago(story.today, 34), 11), whenever(limit_una))
    story.timeline.add(moment(days_ago(story.today, 33), 11), whenever(sign_off))
