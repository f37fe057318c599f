"""People and contracts that have just come: what waits for somebody's answer in the demonstration."""

from datetime import date, timedelta
from decimal import Decimal

from framework.models import FrameworkVersion
from portal.demo.people import Cast
from portal.demo.timeline import Timeline
from suppliers.actions.claims import claim_contract
from suppliers.actions.contract_setup import Details, create_contract
from suppliers.actions.invitations import invite_colleague, invite_supplier
from suppliers.actions.registering import Details as About
from suppliers.actions.registering import register_organisation
from suppliers.actions.team import Duties
from suppliers.calendar import add_months
from suppliers.identifiers import CHARITY, COMPANY, Identifier
from suppliers.models import Contract, Member, Organisation

MENTORING = "PEN-YP-501"
# Nobody has an account with this address: the invitation waits.
COLLEAGUE = "robin.rehearsal@example.com"


class Arrivals:
    """A contract and a colleague that are invited, an organisation that signs up, and one that is here already."""

    def __init__(self, cast: Cast, version: FrameworkVersion, timeline: Timeline, today: date) -> None:
        self.cast, self.version, self.today = cast, version, today
        acts = ((13, self.add_contract), (9, self.invite_colleague), (7, self.sign_up), (6, self.claim), (3, self.ask))
        timeline.tell(acts, today=today, hour=15)

    def add_contract(self) -> None:
        """The council sets a contract up and invites the supplier it has chosen."""
        starts_on = add_months(self.today.replace(day=1), 2)
        details = Details(
            reference=MENTORING,
            title="Mentors for young people leaving care",
            description="Somebody to talk to, in the first two years of living on one's own.",
            starts_on=starts_on,
            ends_on=add_months(starts_on, 24) - timedelta(days=1),
            value_net=Decimal("180000.00"),
            value_gross=Decimal("216000.00"),
            legal_basis=Contract.LegalBasis.PA2023.value,
            is_light_touch=True,
            framework_version=self.version,
        )
        officer = self.cast.people["amina"]
        council = self.cast.councils["penbury"]
        contract = create_contract(council=council, details=details, manager=officer, by=officer)
        invite_supplier(contract=contract, email=self.cast.people["wilf"].email, by=officer)

    def invite_colleague(self) -> None:
        """An admin asks a colleague in."""
        duties = Duties(role=Member.Role.EDITOR.value)
        organisation = self.cast.suppliers["brightwater"]
        invite_colleague(organisation=organisation, email=COLLEAGUE, duties=duties, by=self.cast.people["bryn"])

    def sign_up(self) -> None:
        """A charity that nobody here knows yet."""
        about = About(name="Saltmarsh Mentoring", is_sme=True, is_vcse=True, vcse_kind="charity", is_mission_led=True)
        register_organisation(details=about, number=Identifier(CHARITY, "9999992"), by=self.cast.people["nia"])

    def claim(self) -> None:
        """It asks for a contract by the reference in its letter."""
        nia = self.cast.people["nia"]
        organisation = Organisation.objects.get(members__user=nia)
        note = "We have the letter of 2 September."
        council = self.cast.councils["penbury"]
        claim_contract(organisation=organisation, council=council, reference="PEN-YP 502", note=note, by=nia)

    def ask(self) -> None:
        """Somebody signs up with the number of an organisation that is here already."""
        about = About(name="Larkfield Homes", is_sme=True)
        register_organisation(details=about, number=Identifier(COMPANY, "00000001"), by=self.cast.people["pat"])
