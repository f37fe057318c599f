"""Holds: who places and lifts them, over what, and that they stand in the history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from returns.actions.keeping import lift_hold, place_hold
from returns.events import ReturnEvent
from returns.keeping import holds_over, with_contract_holds, with_holds
from returns.models import Evidence, LegalHold
from suppliers.checks import NotReady
from suppliers.models import Contract
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, LegalHoldFactory, MemberFactory, OfficerRoleFactory
from tests.returns.files_kept import lead_of

pytestmark = pytest.mark.django_db
REASON = "Information request 123"


@pytest.fixture
def evidence():
    return EvidenceFactory()


@pytest.fixture
def council(evidence):
    return evidence.contract.council


@pytest.fixture
def lead(council):
    return lead_of(council)


def scopes(evidence) -> list[dict]:
    return [{}, {"contract": evidence.contract}, {"evidence": evidence}]


def is_held(evidence) -> bool:
    marked = with_holds(Evidence.objects.filter(pk=evidence.pk)).get().is_on_hold
    assert marked == holds_over(evidence).exists()
    return marked


@pytest.mark.parametrize("scope", [0, 1, 2])
def test_hold_covers_its_files_from_placing_to_lifting(evidence, council, lead, scope):
    other = EvidenceFactory()
    assert not is_held(evidence)
    hold = place_hold(council=council, reason=REASON, by=lead, **scopes(evidence)[scope])
    assert is_held(evidence) and not is_held(other)
    lift_hold(hold=hold, by=lead)
    assert not is_held(evidence)


def test_file_is_held_until_the_last_hold_is_lifted(evidence, council, lead):
    holds = [place_hold(council=council, reason=REASON, by=lead, **scope) for scope in scopes(evidence)]
    for hold in holds:
        assert is_held(evidence)
        lift_hold(hold=hold, by=lead)
    assert not is_held(evidence)


def test_contract_says_that_it_is_on_hold_and_not_for_one_file(evidence, council, lead):
    def marked():
        return with_contract_holds(Contract.objects.filter(pk=evidence.contract_id)).get().is_on_hold

    place_hold(council=council, evidence=evidence, reason=REASON, by=lead)
    assert not marked()
    hold = place_hold(council=council, contract=evidence.contract, reason=REASON, by=lead)
    assert marked()
    lift_hold(hold=hold, by=lead)
    place_hold(council=council, reason=REASON, by=lead)
    assert marked()


@pytest.mark.parametrize(("scope", "kind"), [(0, "legalhold"), (1, "contract"), (2, "evidence")])
def test_hold_stands_in_the_history_of_what_it_covers(evidence, council, lead, scope, kind):
    hold = place_hold(council=council, reason=REASON, by=lead, **scopes(evidence)[scope])
    lift_hold(hold=hold, by=lead)
    placed = AuditEvent.objects.get(event=ReturnEvent.HOLD_PLACED.code)
    lifted = AuditEvent.objects.get(event=ReturnEvent.HOLD_LIFTED.code)
    assert placed.subject_type.endswith(kind) and lifted.subject_id == placed.subject_id
    assert placed.data == {"hold": hold.pk, "reason": REASON}


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_only_the_lead_places_and_lifts(evidence, council, role):
    officer = OfficerRoleFactory(council=council, role=role).user
    with pytest.raises(PermissionDenied):
        place_hold(council=council, reason=REASON, by=officer)
    with pytest.raises(PermissionDenied):
        lift_hold(hold=LegalHoldFactory(council=council), by=officer)


def test_nothing_of_another_council_is_held(evidence, lead, council):
    other = EvidenceFactory()
    for scope in scopes(other)[1:]:
        with pytest.raises(PermissionDenied):
            place_hold(council=council, reason=REASON, by=lead, **scope)
    with pytest.raises(PermissionDenied):
        place_hold(council=other.contract.council, reason=REASON, by=lead)
    assert not LegalHold.objects.exists()


def test_lead_of_the_supplier_holds_its_files_and_does_not_let_go_of_them(evidence, council, lead):
    MemberFactory(organisation=evidence.organisation, user=lead)
    for scope in scopes(evidence)[1:]:
        hold = place_hold(council=council, reason=REASON, by=lead, **scope)
        with pytest.raises(PermissionDenied):
            lift_hold(hold=hold, by=lead)


def test_hold_is_lifted_once_and_stays_as_it_was(council, lead):
    hold = LegalHoldFactory(council=council)
    lift_hold(hold=LegalHold.objects.get(pk=hold.pk), by=lead)
    with pytest.raises(InvalidTransition):
        lift_hold(hold=hold, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalHold.objects.update(reason="Another")


@pytest.mark.parametrize("status", ["removed", "disposed"])
def test_file_that_is_gone_is_not_held(status):
    evidence = EvidenceFactory(status=status)
    council = evidence.contract.council
    with pytest.raises(NotReady):
        place_hold(council=council, evidence=evidence, reason=REASON, by=lead_of(council))
