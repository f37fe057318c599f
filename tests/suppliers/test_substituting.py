"""A promise ends, or another takes its place: what was reported stays, and what follows is somebody else's target."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from returns.actions.opening import open_due_returns
from returns.models import ReturnLine, SupplierReturn
from returns.progress import progress_of
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import propose_substitution, propose_withdrawal, take_back_proposal
from suppliers.checks import NotReady
from suppliers.models import Commitment
from suppliers.promises import standing_terms, terms_in
from tests.factories import MeasureFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promising import REASON, accept, agreed, fresh, officer_of, supplier_of, terms_for
from tests.suppliers.test_varying import stored

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


@pytest.fixture
def contract():
    made = being_set_up()
    MeasureFactory(version=made.framework_version, code="M-ALT", value_type="hours")
    return active(made)


def replaced(commitment, *, by=None, **fields):
    """Another promise that the supplier proposes in its place."""
    row = stored(commitment)
    terms = terms_for(row.contract, **{"measure": "M-ALT", "promise": "Give advice", **fields})
    return propose_substitution(commitment=row, terms=terms, reason=REASON, by=by or supplier_of(row.contract))


def ended(commitment, *, by=None):
    row = stored(commitment)
    return propose_withdrawal(commitment=row, reason=REASON, by=by or supplier_of(row.contract))


def test_replacement_begins_after_the_last_open_period(contract):
    old = agreed(contract)
    open_due_returns(today=JULY)
    proposal = replaced(old, target=Decimal("60.5"))
    assert AuditEvent.objects.get(event="substitution.proposed").data == {"line": 2, "reason": REASON}
    assert not Commitment.objects.filter(replaces=old).exists()
    officer = officer_of(contract)
    accept(proposal, by=officer)
    was, new = stored(old), Commitment.objects.get(replaces=old)
    assert (was.status, was.ends_on, was.target) == ("replaced", date(2026, 9, 30), Decimal(100))
    assert (new.status, new.position, new.starts_on) == ("agreed", 3, date(2026, 10, 1))
    assert (new.agreed_by, new.target, points(new)) == (officer, Decimal("60.5"), [Decimal("30.58"), Decimal("29.92")])
    assert AuditEvent.objects.get(event="commitment.replaced").data == {"line": 2, "new_line": 3}


def test_lines_of_the_past_stay_and_later_returns_ask_about_the_new_one(contract):
    old = agreed(contract)
    open_due_returns(today=JULY)
    lines = set(ReturnLine.objects.filter(commitment=old).values_list("pk", "target"))
    new = accept(replaced(old)).commitment.replaced_by_commitment
    assert set(ReturnLine.objects.filter(commitment=old).values_list("pk", "target")) == lines
    open_due_returns(today=date(2026, 10, 1))
    newest = SupplierReturn.objects.get(contract=contract, period__starts_on=date(2026, 10, 1))
    asked = set(newest.lines.values_list("commitment", flat=True))
    assert new.pk in asked and old.pk not in asked
    shown = {item.commitment.pk for item in progress_of([contract], today=timezone.localdate())[contract.pk]}
    assert new.pk in shown and old.pk not in shown


def test_before_anything_opened_the_new_one_holds_from_the_start(contract):
    old = agreed(contract)
    new = accept(replaced(old)).commitment.replaced_by_commitment
    assert (stored(old).ends_on, new.starts_on) == (None, None)
    assert sum(points(new)) == 100


def test_without_a_period_left_there_is_nothing_to_replace_it_in(contract):
    old = agreed(contract)
    open_due_returns(today=date(2027, 3, 31))
    proposal = replaced(old)
    with pytest.raises(NotReady, match="No period is left"):
        accept(proposal)
    assert (stored(old).status, Commitment.objects.filter(replaces=old).exists()) == ("agreed", False)


def test_replacement_may_be_answered_with_another_and_declined(contract):
    old = agreed(contract)
    first = replaced(old)
    with pytest.raises(NotReady, match="Change something first"):
        counter_proposal(proposal=fresh(first), terms=terms_in(first), reason=REASON, by=officer_of(contract))
    other = terms_for(contract, measure="M-ALT", target=Decimal(300))
    second = counter_proposal(proposal=fresh(first), terms=other, reason=REASON, by=officer_of(contract))
    decline_proposal(proposal=fresh(second), reason="Too much.", by=supplier_of(contract))
    assert stored(old).status == "agreed"
    third = replaced(old, target=Decimal(200))
    accept(third)
    assert Commitment.objects.get(replaces=old).target == Decimal(200)


def test_replacement_must_be_complete(contract):
    old = agreed(contract)
    for fields, said in (({"target": None}, "Enter the target"), ({"measure": "NO"}, "Choose a measure")):
        with pytest.raises(NotReady, match=said):
            replaced(old, **fields)


def test_replacement_is_replaced_and_changed_like_any_other(contract):
    new = accept(replaced(agreed(contract))).commitment.replaced_by_commitment
    assert standing_terms(stored(new)).measure == "M-ALT"
    last = accept(replaced(new, target=Decimal(10))).commitment.replaced_by_commitment
    assert (stored(new).status, last.target) == ("replaced", Decimal(10))


def test_end_is_agreed_and_figures_of_the_past_stay(contract):
    commitment = agreed(contract)
    open_due_returns(today=JULY)
    proposal = ended(commitment)
    assert AuditEvent.objects.get(event="withdrawal.proposed").data == {"line": 2, "reason": REASON}
    accept(proposal)
    now = stored(commitment)
    assert (now.status, now.ends_on, now.target) == ("withdrawn", date(2026, 9, 30), Decimal(100))
    page = shown(browser(supplier_of(contract)).get(reverse("promise-detail", args=[now.pk])))
    assert "1 July to 30 September 2026 25 people" in page and "1 October to 31 December 2026" not in page
    assert ReturnLine.objects.filter(commitment=commitment).count() == 2
    assert AuditEvent.objects.get(event="commitment.withdrawn").data == {"line": 2}


def test_end_has_no_other_terms(contract):
    proposal = ended(agreed(contract))
    with pytest.raises(NotReady, match="Accept that it ends, or decline it"):
        counter_proposal(proposal=proposal, terms=terms_for(contract), reason=REASON, by=officer_of(contract))


def test_end_of_a_contract_that_is_being_set_up():
    contract = being_set_up()
    commitment = agreed(contract)
    proposal = ended(commitment, by=officer_of(contract))
    accept_proposal(proposal=proposal, by=supplier_of(contract))
    assert (stored(commitment).status, stored(commitment).ends_on) == ("withdrawn", None)


def test_taken_back_end_leaves_the_promise(contract):
    commitment = agreed(contract)
    take_back_proposal(proposal=ended(commitment), by=supplier_of(contract))
    assert stored(commitment).status == "agreed"
