"""Rows for every list, as many as a test asks for, around the contract of a road."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Absence
from returns.figures import refresh_figures
from returns.models import (
    Correction,
    DisposalCertificate,
    Dispute,
    Escalation,
    Incident,
    LegalHold,
    ReturnLine,
)
from suppliers.models import (
    Commitment,
    ContractClaim,
    Host,
    Opportunity,
    Proposal,
    Registration,
    StatutoryKpi,
)
from tests.factories import (
    AreaNeedFactory,
    CommitmentFactory,
    ContractFactory,
    DisposalProposalFactory,
    EvidenceFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    ReturnLineFactory,
    ServiceCategoryFactory,
    SupplierReturnFactory,
    UserFactory,
)


def make_rows(road, count: int, *, is_over: bool = False) -> None:
    """So many contracts with an open return each, whose line was corrected and is disputed, and all that goes with it.

    `is_over`: what is asked was answered, what is open was closed.
    """
    council, supplier, version = road.contract.council, road.contract.supplier, road.contract.framework_version
    first = ReturnLine.objects.filter(commitment__measure__value_type="count").earliest("pk")
    now, by = timezone.now(), road.officer
    for _row in range(count):
        contract = ContractFactory(council=council, supplier=supplier, framework_version=version, manager=by)
        contract.categories.add(ServiceCategoryFactory(council=council))
        draft = SupplierReturnFactory(contract=contract)
        commitment = CommitmentFactory(contract=contract, measure=first.commitment.measure)
        line = ReturnLineFactory(supplier_return=draft, commitment=commitment)
        refresh_figures(draft)
        about = {"line": line, "verification": first.verification, "reason": "Counted twice."}
        Dispute.objects.create(**about, raised_at=now, raised_by=by)
        Correction.objects.create(
            line=line, difference=Decimal(-1), reason="Counted twice.", proposed_at=now, proposed_by=by
        )
        make_more_rows(contract, commitment, by, is_over=is_over)
        make_rows_about_people(road, contract, is_over=is_over)
        make_rows_of_contract(road)


def make_rows_of_contract(road) -> None:
    """A promise that waits for the council, an opportunity and a member: of the road's own contract and supplier."""
    contract, now, measure = road.contract, timezone.now(), road.commitments[0].measure
    MemberFactory(organisation=contract.supplier)
    offer(contract, road.officer)
    position = contract.commitments.count() + 1
    asked = Commitment.objects.create(contract=contract, measure=measure, position=position, promise="More of it")
    Proposal.objects.create(
        commitment=asked, number=1, kind="new", side="supplier", status="with_council", proposed_at=now,
        proposed_by=road.editor,
    )  # fmt: skip


def make_rows_about_people(road, contract, *, is_over: bool) -> None:
    """Who asks to be confirmed, who is away, what a supplier asks for; a contract to assess, and one of nobody."""
    now, today, by, supplier = timezone.now(), timezone.localdate(), road.officer, road.contract.supplier
    decided = {"decided_at": now, "decided_by": by}
    of_nobody = ContractFactory(council=contract.council, manager=UserFactory(), supplier=OrganisationFactory())
    Registration.objects.create(
        organisation=of_nobody.supplier, scheme="GB-COH", value=f"{contract.pk:08d}",
        asked_at=now, asked_by=road.editor, **(decided | {"status": "declined", "reason": "No."} if is_over else {}),
    )  # fmt: skip
    days = {"starts_on": today - timedelta(days=9), "ends_on": today + timedelta(days=-1 if is_over else 9)}
    away = OfficerRoleFactory(council=contract.council).user
    Absence.objects.create(user=away, council=contract.council, cover=by, recorded_at=now, recorded_by=by, **days)
    ContractClaim.objects.create(
        organisation=supplier, council=contract.council, reference=f"A{contract.pk}", asked_at=now, asked_by=road.editor
    )
    if not is_over:
        DisposalProposalFactory(evidence=EvidenceFactory(contract=contract))
    assessed = ContractFactory(
        council=contract.council, legal_basis="PA2023", value_gross=6_000_000, starts_on=today - timedelta(days=400),
        ends_on=today + timedelta(days=400),
    )  # fmt: skip
    AreaNeedFactory(area__council=contract.council)
    kpi = CommitmentFactory(contract=assessed, status="agreed", agreed_at=now, agreed_by=by)
    StatutoryKpi.objects.create(commitment=kpi, marked_at=now, marked_by=by)


def make_more_rows(contract, commitment, by, *, is_over: bool) -> None:
    """A case, a claim, an opportunity, a problem with a file, a certificate and a hold."""
    now, council = timezone.now(), contract.council
    closed = {"closed_at": now, "closed_by": by} if is_over else {}
    case = Escalation.objects.create(
        contract=contract,
        opened_at=now,
        opened_by=by,
        **(closed | {"status": "improved", "closing_reason": "Done."} if is_over else {}),
    )
    case.commitments.add(commitment)
    decided = {"status": "declined", "decided_at": now, "decided_by": by, "reason": "No."} if is_over else {}
    ContractClaim.objects.create(
        organisation=OrganisationFactory(), council=council, reference="7", asked_at=now, asked_by=by, **decided
    )
    offer(contract, by)
    file = EvidenceFactory(contract=contract)
    outcome = {"outcome": "shown_again", "findings": "Nothing."} if is_over else {}
    Incident.objects.create(
        council=council, evidence=file, kind="other", aware_since=now, reporter=by, **closed, **outcome
    )
    DisposalCertificate.objects.create(
        council=council, evidence=file, sha256="0" * 64, size=1, rule="Old", disposed_at=now, disposed_by=by
    )
    lifted = {"lifted_at": now, "lifted_by": by} if is_over else {}
    LegalHold.objects.create(
        council=council, contract=contract, reason="A claim.", placed_at=now, placed_by=by, **lifted
    )


def offer(contract, by) -> Opportunity:
    """An opportunity at a host."""
    now, day = timezone.now(), timezone.localdate()
    host = Host.objects.create(
        contract=contract, name=f"Library {contract.hosts.count()}", kind="public", outward_postcode="ZE1",
        dbs_level="none", insurance="public", insurance_ends_on=day, added_at=now, added_by=by,
    )  # fmt: skip
    return Opportunity.objects.create(
        contract=contract, host=host, title="Helping with stories", kind="one_off", places=2, sought_on=day,
        starts_on=day, ends_on=day,
    )  # fmt: skip
