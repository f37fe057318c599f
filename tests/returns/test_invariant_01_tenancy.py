"""Invariant 1: nobody ever sees anything of another supplier or another council, by any query."""

from importlib import import_module

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import OfficerRole
from returns.models import Correction, CouncilTotal, DisposalCertificate, DisposalProposal, Incident, LegalHold
from returns.workflow import SHOWN
from suppliers.models import Member
from tests.factories import (
    AnswerFactory,
    CouncilFactory,
    DisposalProposalFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    IncidentFactory,
    LegalHoldFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    ReturnLineFactory,
    UserFactory,
)
from tests.returns.road import decided

pytestmark = pytest.mark.django_db
MODULES = ("framework.queries", "suppliers.queries", "returns.queries", "returns.evidence.queries")
QUERIES = {
    f"{module}.{name}": query
    for module in MODULES
    for name, query in vars(import_module(module)).items()
    if name.endswith(("_visible_to", "openable_evidence")) and query.__module__ == module
}


def contract_of(row):
    """The contract that a row hangs on, whichever way."""
    for path in (
        lambda: row.line.supplier_return.contract,
        lambda: row.supplier_return.contract,
        lambda: row.contract,
        lambda: row,
    ):
        try:
            found = path()
        except AttributeError:
            continue
        if found._meta.label == "suppliers.Contract":
            return found
    raise AssertionError(f"{row!r} hangs on no contract")


BOTH, AS_SUPPLIER, AS_COUNCIL = "both", "supplier", "council"
# By which of the two sides a query lets a person in; a query that is missing here fails the test below.
SIDES = {
    "suppliers.queries.contracts_visible_to": BOTH,
    "suppliers.queries.council_contracts_visible_to": AS_COUNCIL,
    "suppliers.queries.supplier_contracts_visible_to": AS_SUPPLIER,
    "suppliers.queries.commitments_visible_to": BOTH,
    "returns.queries.returns_visible_to": BOTH,
    "returns.queries.supplier_returns_visible_to": AS_SUPPLIER,
    "returns.queries.council_returns_visible_to": AS_COUNCIL,
    "returns.queries.lines_visible_to": BOTH,
    "returns.queries.corrections_visible_to": BOTH,
    "returns.queries.periods_visible_to": BOTH,
    "returns.queries.totals_visible_to": AS_COUNCIL,
    "returns.queries.incidents_visible_to": AS_COUNCIL,
    "returns.queries.proposals_visible_to": AS_COUNCIL,
    "returns.queries.certificates_visible_to": AS_COUNCIL,
    "returns.queries.holds_visible_to": AS_COUNCIL,
    "returns.queries.files_to_keep_visible_to": AS_COUNCIL,
    "returns.evidence.queries.evidence_visible_to": BOTH,
    "returns.evidence.queries.openable_evidence": BOTH,
}
OTHERS = {"framework.queries.versions_visible_to"}


@pytest.fixture
def places():
    """Three councils and three suppliers; every pair but one has a contract with one of everything."""
    councils = [CouncilFactory() for _ in range(3)]
    suppliers = [OrganisationFactory() for _ in range(3)]
    for council in councils:
        for supplier in suppliers:
            if (council, supplier) != (councils[0], suppliers[0]):
                fill(council, supplier)
    return councils, suppliers


def fill(council, supplier) -> None:
    """A decided return with a file and a correction, and a draft in which there is another file; and what is kept."""
    road = decided(council=council, supplier=supplier)
    line = road.supplier_return.lines.get()
    Correction.objects.create(
        line=line, difference=-1, reason="Twice", proposed_at=timezone.now(), proposed_by=road.officer
    )
    sent_file, draft_file = (EvidenceFactory(contract=road.contract) for _ in range(2))
    # Evidence of what was sent is attached to an answer of a revision that is sent.
    later = ReturnLineFactory(supplier_return__contract=road.contract, commitment=road.commitments[0])
    answer = AnswerFactory(line=later)
    EvidenceUseFactory(answer=answer, evidence=sent_file)
    revision = answer.revision
    revision.submitted_at, revision.submitted_by = timezone.now(), road.editor
    revision.save()
    assert draft_file.uses.count() == 0
    IncidentFactory(evidence=EvidenceFactory(contract=road.contract, status="hidden"))
    DisposalProposalFactory(evidence=EvidenceFactory(contract=road.contract))
    LegalHoldFactory(council=council)
    gone = EvidenceFactory(contract=road.contract, status="disposed")
    DisposalCertificate.objects.create(
        council=council, evidence=gone, sha256=gone.sha256, size=gone.size, rule="Its time was over",
        disposed_at=timezone.now(), disposed_by=road.officer,
    )  # fmt: skip


def was_sent(evidence) -> bool:
    """Whether a file came with a return."""
    return evidence.uses.filter(answer__revision__submitted_at__isnull=False).exists()


def expected(name: str, suppliers: set[int], councils: set[int], row) -> bool:
    """Whether a person of these suppliers and councils may see a row."""
    if isinstance(row, CouncilTotal | Incident | DisposalProposal | DisposalCertificate | LegalHold):
        return row.council_id in councils
    contract = contract_of(row)
    as_supplier = contract.supplier_id in suppliers
    as_council = contract.council_id in councils
    if name.startswith("returns.evidence"):
        as_council = as_council and was_sent(row)
    if name == "returns.queries.files_to_keep_visible_to":
        as_council = as_council and (was_sent(row) or row.incidents.exists() or row.disposal_proposals.exists())
    if name == "returns.evidence.queries.openable_evidence" and row.status not in SHOWN:
        return False
    return {BOTH: as_supplier or as_council, AS_SUPPLIER: as_supplier, AS_COUNCIL: as_council}[SIDES[name]]


def test_invariant_01_every_query_is_known_to_this_test():
    assert set(SIDES) | OTHERS == set(QUERIES)


def test_invariant_01_each_sees_exactly_what_is_theirs(places):
    councils, suppliers = places
    everything = {name: list(QUERIES[name](UserFactory()).model.objects.all()) for name in SIDES}
    assert all(everything.values())

    @settings(max_examples=40, deadline=None)
    @given(
        mine=st.dictionaries(st.integers(0, 2), st.sampled_from(Member.Role.values)),
        offices=st.dictionaries(st.integers(0, 2), st.sets(st.sampled_from(OfficerRole.Role.values), min_size=1)),
    )
    def try_somebody(mine, offices):
        user = UserFactory()
        for place, role in mine.items():
            MemberFactory(user=user, organisation=suppliers[place], role=role)
        for place, roles in offices.items():
            for role in roles:
                OfficerRoleFactory(user=user, council=councils[place], role=role)
        my_suppliers = {suppliers[place].pk for place in mine}
        my_councils = {councils[place].pk for place in offices}
        for name, rows in everything.items():
            seen = list(QUERIES[name](user).values_list("pk", flat=True))
            assert len(seen) == len(set(seen)), f"{name} shows a row twice"
            theirs = {row.pk for row in rows if expected(name, my_suppliers, my_councils, row)}
            assert set(seen) == theirs, name
        versions = QUERIES["framework.queries.versions_visible_to"](user)
        owners = set(versions.values_list("framework__council", flat=True))
        assert owners <= my_councils | {None}

    try_somebody()


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_invariant_01_strangers_and_nobody_see_nothing(name, places):
    MeasureFactory()
    for user in (UserFactory(), UserFactory(is_staff=True, is_superuser=True), AnonymousUser()):
        rows = QUERIES[name](user)
        if name == "framework.queries.versions_visible_to":
            rows = rows.exclude(framework__council=None)
        assert not rows.exists()


def test_invariant_01_totals_of_a_council_are_only_its_own(places):
    officer = OfficerRoleFactory(council=places[0][1]).user
    seen = QUERIES["returns.queries.totals_visible_to"](officer)
    assert seen.count() == CouncilTotal.objects.filter(council=places[0][1]).count() > 0
    assert not seen.exclude(council=places[0][1]).exists()
