"""The council enters what a contract came to in a period, and the targets that rest on it follow."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.activity import enter_activity
from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from returns.figures import differing_figures
from returns.models import ContractFigure, ReturnLine
from suppliers.actions.answering import accept_proposal
from suppliers.actions.proposing import propose_commitment
from suppliers.checks import NotReady
from suppliers.models import PeriodActivity, ReportingPeriod, TargetPoint
from suppliers.terms import Terms
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.returns import road as roads
from tests.returns.pages import browser, shown
from tests.returns.partners import add_partner
from tests.returns.road import next_period, open_road, post
from tests.suppliers.contracts import points

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 2)
RATE = {"basis": "placement_year", "rate": Decimal(2), "expected": Decimal(50), "target": None}
# The same as the columns of a commitment have it.
RATE_ON_ROW = {"basis": "placement_year", "rate": Decimal(2)}


@pytest.fixture
def road():
    """Two people for each year of placement, and 50 years expected: 24, 25, 25 and 26 in four quarters."""
    return open_road("count", commitment=RATE)


def enter(road, amount, *, number=1, basis="placement_year", by=None, today=TODAY):
    period = ReportingPeriod.objects.select_related("contract").get(contract=road.contract, number=number)
    return enter_activity(period=period, basis=basis, amount=Decimal(amount), by=by or road.officer, today=today)


def targets(road) -> list[Decimal | None]:
    lines = ReturnLine.objects.filter(commitment=road.commitments[0])
    return list(lines.order_by("supplier_return__period__starts_on").values_list("target", flat=True))


def test_point_line_and_total_follow_the_activity(road):
    commitment = road.commitments[0]
    assert points(commitment) == [24, 25, 25, 26]
    enter(road, "10.5")
    commitment.refresh_from_db()
    assert (points(commitment), commitment.target, targets(road)) == ([21, 25, 25, 26], Decimal(97), [21])
    assert ContractFigure.objects.get().promised == 21 and list(differing_figures()) == []
    profile = commitment.profiles.get(is_current=True)
    assert (profile.version, profile.reason) == (2, "Activity entered for this period: 21 people")
    old = commitment.profiles.get(version=1)
    assert sorted(old.points.values_list("amount", flat=True)) == [24, 25, 25, 26]


def test_entering_it_again_corrects_it_and_the_same_again_changes_nothing(road):
    enter(road, 10)
    enter(road, 10)
    assert road.commitments[0].profiles.count() == 2
    second = OfficerRoleFactory(council=road.contract.council).user
    enter(road, 12, by=second)
    entered = PeriodActivity.objects.get()
    assert (entered.amount, entered.entered_by, targets(road)) == (Decimal(12), second, [24])


def test_return_that_was_sent_follows_and_one_that_is_decided_never_does(road):
    roads.send(road)
    enter(road, 10)
    assert targets(road) == [20]
    roads.take(road)
    enter(road, 11)
    roads.decide_all(road)
    roads.finish(road)
    with pytest.raises(InvalidTransition):
        enter(road, 12)
    assert (targets(road), PeriodActivity.objects.get().amount) == ([22], Decimal(11))
    assert list(differing_figures()) == []


def test_period_that_began_and_did_not_open_yet_opens_with_the_new_target(road):
    enter(road, 20, number=2)
    assert points(road.commitments[0]) == [24, 40, 25, 26]
    next_period(road, date(2026, 7, 3))
    assert targets(road) == [24, 40]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"number": 3}, "This period has not begun yet"),
        ({"amount": -1}, "Enter 0 or a number above it"),
        ({"basis": "spend"}, "No promise of this contract goes by this"),
    ],
)
def test_activity_that_cannot_be_is_refused(road, how, said):
    with pytest.raises(NotReady, match=said):
        enter(road, **{"amount": 5, **how})
    assert not PeriodActivity.objects.exists()


def test_waived_period_promises_nothing_whatever_it_came_to(road):
    period = road.contract.periods.get(number=2)
    period.contract = road.contract
    waive_period(period=period, reason="No placements", by=road.officer)
    with pytest.raises(NotReady, match="waived"):
        enter(road, 5, number=2)


def test_each_promise_follows_its_own_rate_and_fixed_ones_stay():
    road = open_road("count", "hours")
    spend = Terms(
        promise="By spend", measure=road.commitments[1].measure.code, basis="spend", rate=Decimal("1.5"),
        expected=Decimal(400_000),
    )  # fmt: skip
    proposal = propose_commitment(contract=road.contract, terms=spend, by=road.officer, proportion_reason="x")
    accept_proposal(proposal=proposal, by=road.editor)
    open_due_returns(today=date(2026, 7, 1))
    enter(road, 150_000, number=2, basis="spend")
    assert points(proposal.commitment)[0] == Decimal("2.25")
    assert points(road.commitments[0]) == [24, 25, 25, 26]


def test_only_officers_who_manage_the_contract_enter_it(road):
    able = set()
    for name, person in road.everybody().items():
        with transaction.atomic():
            try:
                enter(road, 10, by=person)
                able.add(name)
            except PermissionDenied:
                pass
            transaction.set_rollback(True)
    assert able == {"manager", "lead"}


def test_supplier_is_told_and_the_history_says_how_much(road):
    enter(road, "10.5")
    event = AuditEvent.objects.get(event="activity.entered")
    assert event.data == {"period": "2026-04-01 to 2026-06-30", "basis": "placement_year", "amount": "10.5"}
    assert sentence_for(event).endswith("came to in 1 April 2026 to 30 June 2026: 10.5 placement years")
    assert post() == [(road.editor.email, "The targets of a period have changed")]
    assert not OutboundEmail.objects.exists()


# --- The page ---------------------------------------------------------------------------------------------------------
@time_machine.travel("2026-07-02T10:00:00Z", tick=False)
def test_officer_enters_it_from_the_contract(road):
    client, period = browser(road.officer), road.contract.periods.get(number=1)
    page = reverse("activity-enter", args=[period.pk])
    assert page in client.get(reverse("contract-detail", args=[road.contract.pk])).content.decode()
    assert "2 people, so many for each year of placement" in shown(client.get(page))
    assert "Enter a number in figures" in shown(client.post(page, {"placement_year": "ten"}))
    assert client.post(page, {"placement_year": "10"}).url == reverse("contract-detail", args=[road.contract.pk])
    assert targets(road) == [20]
    assert 'value="10"' in client.get(page).content.decode()
    later = reverse("activity-enter", args=[road.contract.periods.get(number=3).pk])
    assert "This period has not begun yet" in shown(client.post(later, {"placement_year": "10"}))


@time_machine.travel("2026-07-02T10:00:00Z", tick=False)
def test_activity_is_asked_only_for_periods_that_hold_such_a_promise():
    road = open_road("count", "hours")
    spend = {"basis": "spend", "rate": Decimal("1.5"), "expected": Decimal(400_000)}
    terms = Terms(promise="By spend", measure=road.commitments[1].measure.code, **spend)
    proposal = propose_commitment(contract=road.contract, terms=terms, by=road.officer, proportion_reason="x")
    accept_proposal(proposal=proposal, by=road.editor)
    client = browser(road.officer)
    contract = client.get(reverse("contract-detail", args=[road.contract.pk])).content.decode()
    before, now = (reverse("activity-enter", args=[period.pk]) for period in road.contract.periods.all()[:2])
    assert now in contract and before not in contract
    assert "No promise of this contract goes by" in shown(client.get(before))
    assert "1.5" in shown(client.get(now))


def test_contract_without_such_promises_says_so():
    road = open_road("count")
    client, period = browser(road.officer), road.contract.periods.get(number=1)
    page = reverse("activity-enter", args=[period.pk])
    assert page not in client.get(reverse("contract-detail", args=[road.contract.pk])).content.decode()
    assert "No promise of this contract goes by" in shown(client.get(page))
    assert "No promise of this contract goes by" in shown(client.post(page, {"spend": "1"}))
    assert not TargetPoint.objects.filter(profile__version=2).exists()


def test_email_goes_to_those_who_see_the_contract_and_to_partners_whose_target_moves():
    road = open_road("count", "money", "hours")
    commitments = [commitment.pk for commitment in road.commitments]
    type(road.commitments[0]).objects.filter(pk__in=commitments[:1]).update(**RATE_ON_ROW)
    moves, stays = add_partner(road, 1), add_partner(road, 2, name="Ferry House CIC")
    far = MemberFactory(organisation=road.contract.supplier, is_restricted=True).user
    near = MemberFactory(organisation=road.contract.supplier, is_restricted=True)
    near.contracts.add(road.contract)
    far_partner = MemberFactory(organisation=moves.organisation, is_restricted=True).user
    post()
    enter(road, 10)
    told = {to for to, subject in post() if subject == "The targets of a period have changed"}
    assert told == {road.editor.email, near.user.email, moves.editor.email}
    assert not told & {far.email, far_partner.email, stays.editor.email, moves.viewer.email}
