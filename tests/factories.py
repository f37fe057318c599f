"""Builders of test objects: each makes a valid row with sensible defaults and everything it hangs on.

A return made here belongs to an active contract, is a draft, and has one open revision. Say only what the test is
about: `ReturnLineFactory(commitment__measure__photos="no")`.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Council, OfficerRole, User
from framework.models import Framework, FrameworkVersion, Measure, Objective, Outcome, Theme
from returns.models import (
    Answer,
    Confirmation,
    DisposalProposal,
    Evidence,
    EvidenceUse,
    Incident,
    LegalHold,
    ReturnLine,
    Revision,
    SupplierReturn,
)
from suppliers.models import (
    Area,
    AreaNeed,
    Commitment,
    Contract,
    ContractParty,
    Department,
    Indicator,
    Member,
    Organisation,
    ReportingPeriod,
    ServiceCategory,
)

PASSWORD = "four plain words here"
A_MOMENT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
MONTHS_IN_A_QUARTER = 3


def months_later(start: date, months: int) -> date:
    """The same day of the month, so many months on (days up to the 28th)."""
    month = start.month - 1 + months
    return start.replace(year=start.year + month // 12, month=month % 12 + 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    first_name = "Person"
    last_name = factory.Sequence(lambda n: f"Number{n}")
    password = factory.django.Password(PASSWORD)


class CouncilFactory(DjangoModelFactory):
    class Meta:
        model = Council

    name = factory.Sequence(lambda n: f"Council {n}")
    slug = factory.Sequence(lambda n: f"council-{n}")
    valid_from = date(2020, 4, 1)
    contact_name = "Social value team"
    contact_email = factory.LazyAttribute(lambda council: f"{council.slug}@example.com")


class OfficerRoleFactory(DjangoModelFactory):
    class Meta:
        model = OfficerRole

    user = factory.SubFactory(UserFactory)
    council = factory.SubFactory(CouncilFactory)
    role = OfficerRole.Role.CONTRACT_MANAGER


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Supplier {n} Ltd")


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    role = Member.Role.EDITOR


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    name = factory.Sequence(lambda n: f"Framework {n}")


class FrameworkVersionFactory(DjangoModelFactory):
    class Meta:
        model = FrameworkVersion

    class Params:
        frozen = factory.Trait(frozen_at=A_MOMENT, frozen_by=factory.SubFactory(UserFactory))

    framework = factory.SubFactory(FrameworkFactory)
    number = factory.LazyAttribute(lambda version: version.framework.versions.count() + 1)
    label = factory.LazyAttribute(lambda version: f"Version {version.number}")
    effective_from = date(2026, 4, 1)


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    version = factory.SubFactory(FrameworkVersionFactory)
    position = factory.LazyAttribute(lambda objective: objective.version.objectives.count() + 1)
    code = factory.LazyAttribute(lambda objective: f"O{objective.position}")
    title = factory.LazyAttribute(lambda objective: f"Objective {objective.position}")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    version = factory.SubFactory(FrameworkVersionFactory)
    objective = factory.SubFactory(ObjectiveFactory, version=factory.SelfAttribute("..version"))
    position = factory.LazyAttribute(lambda outcome: outcome.version.outcomes.count() + 1)
    code = factory.LazyAttribute(lambda outcome: f"OC{outcome.position}")
    title = factory.LazyAttribute(lambda outcome: f"Outcome {outcome.position}")


class MeasureFactory(DjangoModelFactory):
    """`value_type` decides what else is needed: a percentage gets its two parts and is averaged."""

    class Meta:
        model = Measure

    version = factory.SubFactory(FrameworkVersionFactory)
    outcome = factory.SubFactory(OutcomeFactory, version=factory.SelfAttribute("..version"))
    position = factory.LazyAttribute(lambda measure: measure.version.measures.count() + 1)
    code = factory.LazyAttribute(lambda measure: f"M{measure.position}")
    title = factory.LazyAttribute(lambda measure: f"Measure {measure.position}")
    value_type = Measure.ValueType.COUNT
    unit = factory.LazyAttribute(
        lambda measure: {"hours": "hours", "money": "pounds", "percent": "%", "milestone": "date"}.get(
            measure.value_type, "people"
        )
    )
    aggregation = factory.LazyAttribute(
        lambda measure: {"percent": "average", "milestone": "latest", "narrative": "latest"}.get(
            measure.value_type, "sum"
        )
    )
    numerator_label = factory.LazyAttribute(lambda measure: "Part" if measure.value_type == "percent" else "")
    denominator_label = factory.LazyAttribute(lambda measure: "Whole" if measure.value_type == "percent" else "")


def somebody_who_writes_for(organisation: Organisation | None) -> User | None:
    """The first admin or editor of an organisation; without one an editor is made."""
    if organisation is None:
        return None
    writing = organisation.members.filter(role__in=["admin", "editor"], is_restricted=False).order_by("pk").first()
    return (writing or MemberFactory(organisation=organisation)).user


class ContractFactory(DjangoModelFactory):
    """An active contract of three years with a supplier, a framework, and people who look after it on both sides."""

    class Meta:
        model = Contract

    council = factory.SubFactory(CouncilFactory)
    supplier = factory.SubFactory(OrganisationFactory)
    reference = factory.Sequence(lambda n: f"C-{n:04d}")
    title = factory.Sequence(lambda n: f"Contract {n}")
    status = Contract.Status.ACTIVE
    starts_on = date(2026, 4, 1)
    ends_on = date(2029, 3, 31)
    signed_on = date(2026, 3, 2)
    value_net = Decimal("18000000.00")  # so large that no number of promises and no quarterly return is unusual
    framework_version = factory.SubFactory(
        FrameworkVersionFactory, framework__council=factory.SelfAttribute("...council")
    )
    frequency = Contract.Frequency.QUARTERLY
    manager = factory.LazyAttribute(lambda contract: OfficerRoleFactory(council=contract.council).user)
    supplier_owner = factory.LazyAttribute(lambda contract: somebody_who_writes_for(contract.supplier))


class ServiceCategoryFactory(DjangoModelFactory):
    class Meta:
        model = ServiceCategory

    council = factory.SubFactory(CouncilFactory)
    code = factory.Sequence(lambda n: f"SERVICE{n}")
    label = factory.Sequence(lambda n: f"Service {n}")


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Name {n}")


class AreaFactory(DepartmentFactory):
    class Meta:
        model = Area


class IndicatorFactory(DjangoModelFactory):
    """What the need of areas is told by."""

    class Meta:
        model = Indicator

    council = factory.SubFactory(CouncilFactory)
    code = factory.Sequence(lambda n: f"indicator-{n}")


class AreaNeedFactory(DjangoModelFactory):
    """An area in the worst fifth by an indicator of its council."""

    class Meta:
        model = AreaNeed

    area = factory.SubFactory(AreaFactory)
    indicator = factory.SubFactory(IndicatorFactory, council=factory.SelfAttribute("..area.council"))
    year = 2024
    fifth = 1
    set_at = A_MOMENT
    set_by = factory.SubFactory(UserFactory)


class ThemeFactory(DepartmentFactory):
    class Meta:
        model = Theme


class ContractPartyFactory(DjangoModelFactory):
    """An organisation that takes part in a contract beside its supplier."""

    class Meta:
        model = ContractParty

    contract = factory.SubFactory(ContractFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = ContractParty.Role.SUBCONTRACTOR


class ReportingPeriodFactory(DjangoModelFactory):
    """The contract's next quarter."""

    class Meta:
        model = ReportingPeriod

    contract = factory.SubFactory(ContractFactory)
    number = factory.LazyAttribute(lambda period: period.contract.periods.count() + 1)
    starts_on = factory.LazyAttribute(
        lambda period: months_later(period.contract.starts_on, MONTHS_IN_A_QUARTER * (period.number - 1))
    )
    ends_before = factory.LazyAttribute(lambda period: months_later(period.starts_on, MONTHS_IN_A_QUARTER))
    due_on = factory.LazyAttribute(lambda period: period.ends_before + timedelta(days=30))


class CommitmentFactory(DjangoModelFactory):
    """An agreed promise. Words have no target; something to be done by a date has the date instead."""

    class Meta:
        model = Commitment

    contract = factory.SubFactory(ContractFactory)
    measure = factory.SubFactory(MeasureFactory, version=factory.SelfAttribute("..contract.framework_version"))
    position = factory.LazyAttribute(lambda commitment: commitment.contract.commitments.count() + 1)
    promise = factory.LazyAttribute(lambda commitment: f"Promise {commitment.position}")
    status = Commitment.Status.AGREED
    target = factory.LazyAttribute(
        lambda commitment: None if commitment.measure.value_type in ("milestone", "narrative") else Decimal(100)
    )
    done_by = factory.LazyAttribute(
        lambda commitment: commitment.contract.ends_on if commitment.measure.value_type == "milestone" else None
    )
    agreed_at = factory.LazyAttribute(lambda commitment: A_MOMENT if commitment.status == "agreed" else None)
    agreed_by = factory.LazyAttribute(
        lambda commitment: (commitment.contract.manager or UserFactory()) if commitment.agreed_at else None
    )


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = Revision

    supplier_return = factory.SubFactory("tests.factories.SupplierReturnFactory", revision=None)
    number = factory.LazyAttribute(lambda revision: revision.supplier_return.revisions.count() + 1)


class SupplierReturnFactory(DjangoModelFactory):
    """A draft with one open revision (`revision=None` makes none)."""

    class Meta:
        model = SupplierReturn
        skip_postgeneration_save = True

    contract = factory.SubFactory(ContractFactory)
    period = factory.SubFactory(ReportingPeriodFactory, contract=factory.SelfAttribute("..contract"))
    council = factory.SelfAttribute("contract.council")
    supplier = factory.SelfAttribute("contract.supplier")
    due_on = factory.SelfAttribute("period.due_on")
    opened_on = factory.SelfAttribute("period.ends_before")
    revision = factory.RelatedFactory(RevisionFactory, factory_related_name="supplier_return")


class ReturnLineFactory(DjangoModelFactory):
    class Meta:
        model = ReturnLine

    supplier_return = factory.SubFactory(SupplierReturnFactory)
    commitment = factory.SubFactory(CommitmentFactory, contract=factory.SelfAttribute("..supplier_return.contract"))
    number = factory.LazyAttribute(lambda line: line.supplier_return.lines.count() + 1)
    target = factory.LazyAttribute(lambda line: None if line.commitment.target is None else Decimal(25))


class AnswerFactory(DjangoModelFactory):
    """The answer to a line in its return's newest revision, with nothing filled in yet."""

    class Meta:
        model = Answer

    line = factory.SubFactory(ReturnLineFactory)
    revision = factory.LazyAttribute(lambda answer: answer.line.supplier_return.revisions.first())


class EvidenceFactory(DjangoModelFactory):
    """A file that was scanned and is ready. `content` is written to storage; size and hashes follow from it.

    With status "uploaded" or "scanning" the content waits, as received, to be examined.
    """

    class Meta:
        model = Evidence

    contract = factory.SubFactory(ContractFactory)
    organisation = factory.SelfAttribute("contract.supplier")
    status = Evidence.Status.AVAILABLE
    original_name = factory.Sequence(lambda n: f"letter {n}.pdf")
    media_type = "application/pdf"
    content = factory.Sequence(lambda n: f"%PDF-1.7 test evidence {n}".encode())
    size = factory.LazyAttribute(lambda evidence: len(evidence.content))
    sha256 = factory.LazyAttribute(lambda evidence: hashlib.sha256(evidence.content).hexdigest())
    uploaded_at = A_MOMENT
    uploaded_by = factory.LazyAttribute(lambda evidence: MemberFactory(organisation=evidence.organisation).user)
    is_examined = factory.LazyAttribute(lambda evidence: evidence.status not in ("uploaded", "scanning", "quarantined"))
    try_after = factory.LazyAttribute(lambda evidence: None if evidence.is_examined else A_MOMENT)
    scan = factory.LazyAttribute(lambda evidence: "clean" if evidence.is_examined else "waiting")
    stored_sha256 = factory.LazyAttribute(lambda evidence: evidence.sha256 if evidence.is_examined else "")
    stored_size = factory.LazyAttribute(lambda evidence: evidence.size if evidence.is_examined else None)
    fault = factory.LazyAttribute(lambda evidence: "damaged" if evidence.status == "quarantined" else "")

    @classmethod
    def _create(cls, model_class, *args, content: bytes, is_examined: bool, **kwargs):
        evidence = super()._create(model_class, *args, **kwargs)
        name = evidence.storage_name if is_examined else evidence.incoming_name
        if evidence.status != "quarantined" and not storages["evidence"].exists(name):
            storages["evidence"].save(name, ContentFile(content))
        return evidence


class EvidenceUseFactory(DjangoModelFactory):
    class Meta:
        model = EvidenceUse

    answer = factory.SubFactory(AnswerFactory)
    evidence = factory.SubFactory(
        EvidenceFactory, contract=factory.SelfAttribute("..answer.line.supplier_return.contract")
    )


class ConfirmationFactory(DjangoModelFactory):
    """An organisation that was asked about a line that was sent, and has not answered."""

    class Meta:
        model = Confirmation

    line = factory.SubFactory(ReturnLineFactory)
    side = Confirmation.Side.COUNCIL
    organisation_name = factory.Sequence(lambda n: f"Charity {n}")
    email = factory.Sequence(lambda n: f"office@charity{n}.example")
    token_hash = factory.Sequence(lambda n: hashlib.sha256(f"link {n}".encode()).hexdigest())
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    asked_at = A_MOMENT
    asked_by = factory.SubFactory(UserFactory)


class IncidentFactory(DjangoModelFactory):
    """A problem somebody reported, whose file is hidden."""

    class Meta:
        model = Incident

    evidence = factory.SubFactory(EvidenceFactory, status=Evidence.Status.HIDDEN)
    council = factory.SelfAttribute("evidence.contract.council")
    kind = Incident.Kind.PERSONAL_DATA
    aware_since = A_MOMENT
    reporter = factory.LazyAttribute(
        lambda incident: None if incident.kind == Incident.Kind.VIRUS else incident.evidence.uploaded_by
    )


class LegalHoldFactory(DjangoModelFactory):
    """A hold over a whole council, or over a `contract` or a piece of `evidence`."""

    class Meta:
        model = LegalHold

    council = factory.SubFactory(CouncilFactory)
    reason = "Information request 123"
    placed_at = A_MOMENT
    placed_by = factory.SubFactory(UserFactory)


class DisposalProposalFactory(DjangoModelFactory):
    """A file whose time is over, to be decided on."""

    class Meta:
        model = DisposalProposal

    evidence = factory.SubFactory(EvidenceFactory)
    council = factory.SelfAttribute("evidence.contract.council")
    rule = "72 months after the end of the contract"
    due_on = date(2026, 1, 31)
