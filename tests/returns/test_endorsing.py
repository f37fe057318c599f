"""Endorsing a supplier that does well: on verified figures, by two officers, shown when the supplier wants it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from returns.actions.endorsing import (
    accept_endorsement,
    approve_endorsement,
    decline_endorsement,
    propose_endorsement,
    refuse_endorsement,
    withdraw_endorsement,
)
from suppliers.checks import NotReady
from suppliers.models import Endorsement, Member
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory
from tests.returns.pages import browser, shown
from tests.returns.road import codes, decide, decided, finish, last_event, not_at_all, open_road, post, send, take
from tests.returns.test_confirming import fresh
from tests.returns.together import failures, together

pytestmark = pytest.mark.django_db
REASON = "Every promise was kept, and early."
A_YEAR_ON = date(2027, 7, 20)


@pytest.fixture
def road(time_machine):
    """A contract whose first return is decided, all of it verified."""
    time_machine.move_to("2026-07-20T10:00:00+01:00", tick=False)
    road = decided("hours", "money")
    post()
    return road


@pytest.fixture
def admin(road):
    return MemberFactory(organisation=road.contract.supplier, role=Member.Role.ADMIN).user


def propose(road, *, by=None, commitments=None) -> Endorsement:
    chosen = road.commitments[:1] if commitments is None else commitments
    return propose_endorsement(contract=road.contract, reason=REASON, commitments=chosen, by=fresh(by or road.officer))


def approve(road, endorsement=None, **more) -> Endorsement:
    endorsement = endorsement or propose(road)
    more = {"valid_to": A_YEAR_ON, "by": fresh(road.second), **more}
    return approve_endorsement(endorsement=endorsement, **more)


def profile(road, person) -> str:
    """The organisation's page as one of its people sees it."""
    return shown(browser(fresh(person)).get(reverse("organisation-detail", args=[road.contract.supplier_id])))


def test_whole_way_is_told_step_by_step(road, admin):
    since = last_event()
    endorsement = propose(road)
    assert post() == [(road.second.email, "An endorsement waits for you")]
    approve(road, endorsement)
    assert post() == [(admin.email, "A council wants to endorse your organisation")]
    accept_endorsement(endorsement=endorsement, by=fresh(admin))
    assert post() == [(road.officer.email, "A supplier has answered about an endorsement")]
    withdraw_endorsement(endorsement=endorsement, reason="Two returns are late.", by=fresh(road.officer))
    assert post() == [(admin.email, "An endorsement was withdrawn")]
    assert codes(road, since) == [
        "endorsement.proposed", "endorsement.approved", "endorsement.accepted", "endorsement.withdrawn",
    ]  # fmt: skip


def test_nothing_is_shown_outside_the_council_before_the_supplier_wants_it(road, admin):
    endorsement = propose(road)
    path = reverse("endorsement-detail", args=[endorsement.pk])
    assert REASON not in profile(road, admin)
    assert browser(fresh(admin)).get(path).status_code == 404
    approve(road, endorsement)
    assert "offers to endorse you" in profile(road, admin)
    accept_endorsement(endorsement=endorsement, by=fresh(admin))
    for person in (admin, road.editor):
        assert "Endorsed by" in profile(road, person) and "until 20 July 2027" in profile(road, person)
    page = shown(browser(fresh(road.officer)).get(reverse("contract-detail", args=[road.contract.pk])))
    assert "Endorsement Accepted by the supplier , until 20 July 2027" in page


def test_it_ends_by_itself(road, admin, time_machine):
    endorsement = approve(road)
    accept_endorsement(endorsement=endorsement, by=fresh(admin))
    time_machine.move_to("2027-07-20T23:00:00+01:00", tick=False)
    assert "Endorsed by" in profile(road, admin)
    time_machine.move_to("2027-07-21T00:30:00+01:00", tick=False)
    assert "Endorsed by" not in profile(road, admin)
    propose(road)  # and may be proposed anew


def test_supplier_that_does_not_want_it_shows_nothing_and_may_change_its_mind_later(road, admin):
    endorsement = approve(road)
    since = last_event()
    refuse_endorsement(endorsement=endorsement, by=fresh(admin))
    assert codes(road, since) == ["endorsement.refused"]
    assert REASON not in profile(road, admin)
    with pytest.raises(InvalidTransition):
        accept_endorsement(endorsement=endorsement, by=fresh(admin))
    second = approve(road)
    accept_endorsement(endorsement=second, by=fresh(admin))
    refuse_endorsement(endorsement=second, by=fresh(admin))
    assert "Endorsed by" not in profile(road, admin)


# --- What it stands on ------------------------------------------------------------------------------------------------
def test_it_stands_on_verified_promises_only(time_machine):
    time_machine.move_to("2026-07-20T10:00:00+01:00", tick=False)
    road = open_road("hours", "money")
    send(road)
    with pytest.raises(NotReady, match="of which something was verified"):
        propose(road)
    take(road)
    decide(road, 1, not_at_all(road.row(1, sent=True)))
    decide(road, 2)
    finish(road)
    with pytest.raises(NotReady, match="of which something was verified"):
        propose(road)
    with pytest.raises(NotReady, match="Select the promises"):
        propose(road, commitments=[])
    assert propose(road, commitments=road.commitments[1:]).commitments.get() == road.commitments[1]


def test_one_runs_at_a_time(road):
    propose(road)
    with pytest.raises(NotReady, match="endorsed for this contract already"):
        propose(road)


@pytest.mark.parametrize("days", [0, 366])
def test_it_is_shown_for_twelve_months_at_most(road, days):
    with pytest.raises(NotReady, match="12 months at most"):
        approve(road, valid_to=timezone.localdate() + timedelta(days=days))


# --- Who may ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["admin", "auditor", "other_council", "officer_and_member"])
def test_only_officers_on_neither_side_propose(road, who):
    with pytest.raises(PermissionDenied):
        propose(road, by=road.everybody()[who])


def test_whoever_proposed_it_does_not_decide_it(road):
    endorsement = propose(road, by=road.second)
    for act, more in ((approve_endorsement, {"valid_to": A_YEAR_ON}), (decline_endorsement, {"reason": "No."})):
        for by in (road.second, road.officer):
            with pytest.raises(PermissionDenied):
                act(endorsement=endorsement, by=fresh(by), **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.filter(pk=endorsement.pk).update(decided_at=timezone.now(), decided_by=road.second)


@pytest.mark.parametrize("who", ["editor", "viewer", "manager", "other_supplier"])
def test_only_admins_of_the_supplier_answer(road, who):
    with pytest.raises(PermissionDenied):
        accept_endorsement(endorsement=approve(road), by=road.everybody()[who])


def test_declined_one_says_why_and_stays_with_the_council(road, admin):
    endorsement, since = propose(road), last_event()
    post()
    decline_endorsement(endorsement=endorsement, reason="One return is enough to wait.", by=fresh(road.second))
    assert codes(road, since) == ["endorsement.declined"]
    assert post() == [(road.officer.email, "An endorsement was not approved")]
    assert browser(fresh(admin)).get(reverse("endorsement-detail", args=[endorsement.pk])).status_code == 404


def test_withdrawn_before_the_supplier_knew_tells_the_supplier_nothing(road, admin):
    endorsement = propose(road)
    post()
    withdraw_endorsement(endorsement=endorsement, reason="Too early.", by=fresh(road.officer))
    assert post() == []
    assert browser(fresh(admin)).get(reverse("endorsement-detail", args=[endorsement.pk])).status_code == 404


def test_what_was_said_never_changes(road, admin):
    endorsement = approve(road)
    for change in ({"reason": "Other words."}, {"supplier": MemberFactory().organisation}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Endorsement.objects.filter(pk=endorsement.pk).update(**change)
    refuse_endorsement(endorsement=endorsement, by=fresh(admin))
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.filter(pk=endorsement.pk).update(valid_to=A_YEAR_ON + timedelta(days=30))


def test_pages_lead_through_it(road, admin):
    officer, lead = browser(fresh(road.officer)), browser(fresh(road.second))
    path = reverse("endorsement-propose", args=[road.contract.pk])
    assert "Select the promises that bear it out" in shown(officer.post(path, {"reason": REASON}))
    chosen = {"reason": REASON, "commitments": [str(road.commitments[0].pk)]}
    assert "names a person" in shown(officer.post(path, {**chosen, "reason": "Call 07700 900123."}))
    assert officer.post(path, chosen).status_code == 302
    pk = Endorsement.objects.get().pk
    decide_path = reverse("endorsement-decide", args=[pk])
    assert "Say why it is not approved" in shown(lead.post(decide_path, {"decision": "decline"}))
    day = {"valid_to_day": "20", "valid_to_month": "7", "valid_to_year": "2027"}
    assert lead.post(decide_path, {"decision": "approve", **day}).status_code == 302
    assert browser(fresh(admin)).post(reverse("endorsement-answer", args=[pk]), {"answer": "accept"}).status_code == 302
    assert Endorsement.objects.get().status == "accepted"
    withdraw = reverse("endorsement-withdraw", args=[pk])
    assert officer.post(withdraw, {"reason": "Returns are late."}).status_code == 302
    assert Endorsement.objects.get().status == "withdrawn"


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_decide_it_once(time_machine):
    time_machine.move_to("2026-07-20T10:00:00+01:00")
    road = decided("hours")
    endorsement = propose(road)
    found = [Endorsement.objects.get(pk=endorsement.pk) for _each in range(4)]
    results = together(
        [
            lambda one=one: approve_endorsement(endorsement=one, valid_to=A_YEAR_ON, by=fresh(road.second))
            for one in found
        ]
    )
    assert failures(results) == [InvalidTransition] * 3
    assert Endorsement.objects.get().status == "offered"
