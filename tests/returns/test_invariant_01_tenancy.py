"""Invariant 1: nobody ever sees anything of another supplier or another council, by any query."""

from dataclasses import dataclass
from importlib import import_module

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import OfficerRole
from framework.models import Theme
from returns.models import (
    Confirmation,
    Correction,
    CouncilTotal,
    DisposalCertificate,
    DisposalProposal,
    Dispute,
    Escalation,
    Evidence,
    Incident,
    KpiAssessment,
    LegalHold,
    LineQuestion,
    Remedy,
    ReturnLine,
    SupplierReturn,
    Tally,
)
from returns.workflow import SHOWN
from suppliers.models import (
    Area,
    AreaNeed,
    ArrivedNotice,
    Commitment,
    Contract,
    ContractClaim,
    Endorsement,
    Host,
    Member,
    NoticeSource,
    Opportunity,
    Proposal,
    RegisterFile,
    ReportingPeriod,
    StatutoryKpi,
)
from tests.factories import (
    AnswerFactory,
    AreaNeedFactory,
    ContractPartyFactory,
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
    ThemeFactory,
    UserFactory,
)
from tests.returns.road import decided

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
        lambda: row.escalation.contract,
        lambda: row.supplier_return.contract,
        lambda: row.commitment.contract,
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
    "suppliers.queries.claims_visible_to": AS_SUPPLIER,
    "suppliers.queries.council_claims_visible_to": AS_COUNCIL,
    "suppliers.queries.proposals_visible_to": BOTH,
    "suppliers.queries.arrived_notices_visible_to": AS_COUNCIL,
    "suppliers.queries.registers_visible_to": AS_COUNCIL,
    "suppliers.queries.areas_visible_to": AS_COUNCIL,
    "suppliers.queries.needs_visible_to": AS_COUNCIL,
    "suppliers.queries.hosts_visible_to": BOTH,
    "suppliers.queries.opportunities_visible_to": BOTH,
    "suppliers.queries.council_opportunities_visible_to": AS_COUNCIL,
    "suppliers.queries.contracts_with_log_visible_to": BOTH,
    "suppliers.queries.endorsements_visible_to": BOTH,
    "suppliers.queries.council_kpis_visible_to": AS_COUNCIL,
    "returns.queries.returns_visible_to": BOTH,
    "returns.queries.supplier_returns_visible_to": AS_SUPPLIER,
    "returns.queries.supplier_lines_visible_to": AS_SUPPLIER,
    "returns.queries.supplier_periods_visible_to": AS_SUPPLIER,
    "returns.queries.council_returns_visible_to": AS_COUNCIL,
    "returns.queries.lines_visible_to": BOTH,
    "returns.queries.sent_lines_visible_to": BOTH,
    "returns.queries.corrections_visible_to": BOTH,
    "returns.queries.council_corrections_visible_to": AS_COUNCIL,
    "returns.queries.periods_visible_to": BOTH,
    "returns.queries.totals_visible_to": AS_COUNCIL,
    "returns.queries.tallies_visible_to": AS_COUNCIL,
    "returns.queries.contract_totals_visible_to": AS_COUNCIL,
    "returns.queries.council_lines_visible_to": AS_COUNCIL,
    "returns.queries.council_questions_visible_to": AS_COUNCIL,
    "framework.queries.themes_visible_to": AS_COUNCIL,
    "returns.queries.council_disputes_visible_to": AS_COUNCIL,
    "returns.queries.confirmations_visible_to": BOTH,
    "returns.queries.assessments_visible_to": AS_COUNCIL,
    "returns.queries.escalations_visible_to": BOTH,
    "returns.queries.council_escalations_visible_to": AS_COUNCIL,
    "returns.queries.supplier_escalations_visible_to": AS_SUPPLIER,
    "returns.queries.remedies_visible_to": AS_COUNCIL,
    "returns.queries.incidents_visible_to": AS_COUNCIL,
    "returns.queries.proposals_visible_to": AS_COUNCIL,
    "returns.queries.certificates_visible_to": AS_COUNCIL,
    "returns.queries.holds_visible_to": AS_COUNCIL,
    "returns.queries.files_to_keep_visible_to": AS_COUNCIL,
    "returns.evidence.queries.evidence_visible_to": BOTH,
    "returns.evidence.queries.openable_evidence": BOTH,
}
# Not of a contract: who is in a team, who is invited and who asks to join. tests/suppliers/test_joining_tenancy.py.
OF_TEAMS = {
    "suppliers.queries.council_organisations_visible_to",
    "suppliers.queries.organisations_visible_to",
    "suppliers.queries.members_visible_to",
    "suppliers.queries.invitations_visible_to",
    "suppliers.queries.sent_invitations_visible_to",
    "suppliers.queries.own_registrations_visible_to",
    "suppliers.queries.join_requests_visible_to",
    "suppliers.queries.registrations_visible_to",
}
OTHERS = {"framework.queries.versions_visible_to"} | OF_TEAMS


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    """Three councils, three suppliers and a partner; every pair but one has a contract with one of everything.

    The partner takes part in the contracts of the second supplier, and the third supplier in those of the first.
    Made once, in a transaction that is rolled back after the module: no test here may have a `django_db` mark.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_places()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def taken_back(places):
    """Whatever a test adds is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_places():
    councils = [CouncilFactory() for _ in range(3)]
    suppliers = [OrganisationFactory() for _ in range(4)]
    partners = {suppliers[1]: suppliers[3], suppliers[0]: suppliers[2]}
    for council in councils:
        for supplier in suppliers[:3]:
            if (council, supplier) != (councils[0], suppliers[0]):
                fill(council, supplier, partners.get(supplier))
    return councils, suppliers


def fill(council, supplier, partner) -> None:
    """A decided return with a file and a correction, and a draft in which there is another file; and what is kept.

    With a partner, the second commitment is the partner's, with a file of its own, and so is a return of it alone.
    """
    road = decided("count", "count", council=council, supplier=supplier)
    if partner:
        ContractPartyFactory(contract=road.contract, organisation=partner)
        Commitment.objects.filter(pk=road.commitments[1].pk).update(deliverer=partner)
    for line in road.supplier_return.lines.all():
        Correction.objects.create(
            line=line, difference=-1, reason="Twice", proposed_at=timezone.now(), proposed_by=road.officer
        )
    line = road.supplier_return.lines.get(number=1)
    LineQuestion.objects.create(
        line=line, revision=line.verification.revision, text="Which?", asked_at=timezone.now(), asked_by=road.officer
    )
    Dispute.objects.create(
        line=line, verification=line.verification, reason="More", raised_at=timezone.now(), raised_by=road.editor
    )
    # Evidence of what was sent is attached to an answer of a revision that is sent.
    for number, organisation in enumerate([supplier, partner] if partner else [supplier]):
        sent_file, draft_file = (EvidenceFactory(contract=road.contract, organisation=organisation) for _ in range(2))
        later = ReturnLineFactory(supplier_return__contract=road.contract, commitment=road.commitments[number])
        answer = AnswerFactory(line=later)
        EvidenceUseFactory(answer=answer, evidence=sent_file)
        revision = answer.revision
        revision.submitted_at, revision.submitted_by = timezone.now(), road.editor
        revision.save()
        assert draft_file.uses.count() == 0
    IncidentFactory(evidence=EvidenceFactory(contract=road.contract, status="hidden"))
    DisposalProposalFactory(evidence=EvidenceFactory(contract=road.contract))
    LegalHoldFactory(council=council)
    ThemeFactory(council=council)
    AreaNeedFactory(area__council=council)
    source = NoticeSource.objects.get_or_create(
        address="https://notices.example/api", defaults={"ask_after": timezone.now()}
    )[0]
    ArrivedNotice.objects.create(
        council=council, source=source, release_id=f"N{council.arrived_notices.count()}", arrived=timezone.now(),
        release="{}",
    )  # fmt: skip
    RegisterFile.objects.create(
        council=council, kind="contracts", file_name="a.csv", language="en-gb", sent_at=timezone.now(),
        sent_by=road.officer,
    )  # fmt: skip
    ContractClaim.objects.create(
        council=council, organisation=supplier, contract=road.contract, reference=road.contract.reference,
        status="accepted", asked_at=timezone.now(), asked_by=road.editor,
        decided_at=timezone.now(), decided_by=road.officer,
    )  # fmt: skip
    fill_later(road)
    gone = EvidenceFactory(contract=road.contract, status="disposed")
    DisposalCertificate.objects.create(
        council=council, evidence=gone, sha256=gone.sha256, size=gone.size, rule="Its time was over",
        disposed_at=timezone.now(), disposed_by=road.officer,
    )  # fmt: skip


def fill_later(road) -> None:
    """Who was asked about each line, an opportunity, two endorsements, an assessment and a case with a remedy."""
    contract, officer, now = road.contract, road.officer, timezone.now()
    for line in road.supplier_return.lines.all():
        Confirmation.objects.create(
            line=line, side="council", organisation_name="Harbour Food Bank", email="office@foodbank.example",
            token_hash=f"hash of {line.pk}", expires_on=now.date(), asked_at=now, asked_by=officer,
        )  # fmt: skip
    host = Host.objects.create(
        contract=contract, name="Library", kind="public", outward_postcode="PN1", dbs_level="none", insurance="public",
        insurance_ends_on=now.date(), added_at=now, added_by=road.editor,
    )  # fmt: skip
    Opportunity.objects.create(
        contract=contract, host=host, title="Story time", kind="regular", places=2,
        sought_on=now.date(), starts_on=now.date(), ends_on=now.date(),
    )  # fmt: skip
    endorsed = {"council": contract.council, "supplier": contract.supplier, "proposed_at": now, "proposed_by": officer}
    Endorsement.objects.create(contract=contract, reason="Does well", **endorsed)
    Endorsement.objects.create(
        contract=contract, reason="Did well", status="withdrawn", valid_to=now.date(), decided_at=now,
        decided_by=UserFactory(), withdrawn_at=now, withdrawn_by=officer, withdrawn_reason="Not now", **endorsed,
    )  # fmt: skip
    KpiAssessment.objects.create(
        contract=contract, covers_from=now.date(), covers_until=now.date(), met=100, slightly_below=85, below=60,
        assessed_at=now, assessed_by=officer,
    )  # fmt: skip
    for commitment in road.commitments:
        StatutoryKpi.objects.create(commitment=commitment, marked_at=now, marked_by=officer)
    case = Escalation.objects.create(contract=contract, opened_at=now, opened_by=officer)
    Remedy.objects.create(
        escalation=case, kind="substitution", amount=5, reason="Falls short", proposed_at=now, proposed_by=officer
    )


def was_sent(evidence) -> bool:
    """Whether a file came with a return."""
    return evidence.uses.filter(answer__revision__submitted_at__isnull=False).exists()


def partners_of(row) -> set[int]:
    """The organisations that may see a row because of what they deliver or added, without holding the contract."""
    if isinstance(row, Contract):
        return set(row.parties.values_list("organisation", flat=True))
    if isinstance(row, Evidence):
        return {row.organisation_id} - {row.contract.supplier_id}
    if isinstance(row, Commitment):
        return {row.deliverer_id} - {None}
    if isinstance(row, Proposal):
        return partners_of(row.commitment)
    if isinstance(row, ContractClaim):
        return set()
    if isinstance(row, Host | Opportunity | Endorsement | Escalation):  # between the council and the supplier alone
        return set()
    if isinstance(row, ReturnLine | Correction | Confirmation):
        return partners_of(row.commitment if isinstance(row, ReturnLine) else row.line.commitment)
    if isinstance(row, SupplierReturn):
        return set().union(*(partners_of(line) for line in row.lines.all()))
    assert isinstance(row, ReportingPeriod)
    promised = row.contract.commitments.filter(status="agreed") if row.opened_on is None else ()
    lines = ReturnLine.objects.filter(supplier_return__period=row)
    return set().union(*(partners_of(thing) for thing in (*promised, *lines)))


@dataclass(frozen=True)
class Known:
    """What this test knows of a row: its council, contract and supplier, its partners, and whether officers see it."""

    pk: object
    council: int
    contract: int | None = None
    supplier: int | None = None
    partners: frozenset[int] = frozenset()
    for_officers: bool = True
    for_suppliers: bool = True
    is_open: bool = True


# Of a council alone: no supplier has a part in it.
OF_COUNCILS = (
    Theme, CouncilTotal, Tally, Incident, DisposalProposal, DisposalCertificate, LegalHold, ArrivedNotice,
    RegisterFile, Area,
)  # fmt: skip


def known(name: str, row) -> Known:
    """One row that a query may show."""
    if isinstance(row, OF_COUNCILS):
        return Known(row.pk, row.council_id)
    if isinstance(row, AreaNeed):
        return Known(row.pk, row.area.council_id)
    contract = contract_of(row)
    for_officers = True
    if name.startswith("returns.evidence"):
        for_officers = was_sent(row)
    if name == "returns.queries.files_to_keep_visible_to":
        for_officers = was_sent(row) or row.incidents.exists() or row.disposal_proposals.exists()
    is_open = name != "returns.evidence.queries.openable_evidence" or row.status in SHOWN
    if name == "returns.queries.sent_lines_visible_to":
        is_open = row.supplier_return.sent_revision_id is not None
    partners = frozenset(partners_of(row)) if SIDES[name] != AS_COUNCIL else frozenset()
    if isinstance(row, ContractClaim):  # asks for a contract that is on nobody's list yet
        return Known(row.pk, contract.council_id, None, row.organisation_id)
    if name == "suppliers.queries.contracts_with_log_visible_to":
        partners = frozenset()
    for_suppliers = not isinstance(row, Endorsement) or row.decided_at is not None
    whose = (contract.council_id, contract.pk, contract.supplier_id, partners)
    return Known(row.pk, *whose, for_officers, for_suppliers, is_open)


def expected(side: str, reach: dict[int, set[int] | None], councils: set[int], row: Known) -> bool:
    """Whether a person may see a row: `reach` says of each organisation which contracts (None: all) they see there."""

    def reaches(organisation: int | None) -> bool:
        listed = reach.get(organisation, set())
        return listed is None or row.contract in listed

    as_supplier = row.for_suppliers and (reaches(row.supplier) or any(reaches(partner) for partner in row.partners))
    as_council = row.council in councils and row.for_officers
    return row.is_open and {BOTH: as_supplier or as_council, AS_SUPPLIER: as_supplier, AS_COUNCIL: as_council}[side]


def test_invariant_01_every_query_is_known_to_this_test():
    assert set(SIDES) | OTHERS == set(QUERIES)


def test_invariant_01_each_sees_exactly_what_is_theirs(places):
    councils, suppliers = places
    contracts = list(Contract.objects.order_by("pk"))
    everything = {
        name: [known(name, row) for row in QUERIES[name](UserFactory()).model.objects.all()] for name in SIDES
    }
    assert all(everything.values())
    assert any(row.partners for rows in everything.values() for row in rows)

    @settings(max_examples=60, deadline=None)
    @given(
        # The role in each organisation, and the contracts a restricted member sees there (None: not restricted).
        mine=st.dictionaries(
            st.integers(0, 3),
            st.tuples(
                st.sampled_from(Member.Role.values), st.none() | st.sets(st.integers(0, len(contracts) - 1), max_size=4)
            ),
        ),
        offices=st.dictionaries(st.integers(0, 2), st.sets(st.sampled_from(OfficerRole.Role.values), min_size=1)),
    )
    def try_somebody(mine, offices):
        user = UserFactory()
        reach = {}
        for place, (role, listed) in mine.items():
            restricted = listed is not None and role != "admin"
            member = MemberFactory(user=user, organisation=suppliers[place], role=role, is_restricted=restricted)
            member.contracts.set([contracts[number] for number in listed or ()])
            reach[suppliers[place].pk] = {contracts[number].pk for number in listed} if restricted else None
        for place, roles in offices.items():
            for role in roles:
                OfficerRoleFactory(user=user, council=councils[place], role=role)
        my_councils = {councils[place].pk for place in offices}
        for name, rows in everything.items():
            seen = list(QUERIES[name](user).values_list("pk", flat=True))
            assert len(seen) == len(set(seen)), f"{name} shows a row twice"
            theirs = {row.pk for row in rows if expected(SIDES[name], reach, my_councils, row)}
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
