"""How long files are kept, what holds them, and the clocks that run after a problem (domain rules, sections 7.5, 7.6).

A file's record class follows from the measures it supports: one that is not "standard" makes it sensitive. Its time
runs from the end of its contract or from the decision on the return, as the council's rule for the class says:

- Standard evidence: 72 months after the end of the contract; a council may choose less.
- Evidence about children and others who need protection: 12 months after the decision.

The decision is that of the last return that uses the file. While such a return is with the council, or its contract
still runs and the supplier has it, the file is never due. A draft whose contract has ended will not be decided any
more: there the end of the contract stands for the decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.models import Measure
from returns.models import DisposalProposal, Evidence, EvidenceUse, Incident, LegalHold, RetentionRule, SupplierReturn
from returns.workflow import SHOWN
from suppliers.calendar import add_months
from suppliers.models import Contract

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    Marked = WithAnnotations[Evidence, "Marks"]

RecordClass, Start = RetentionRule.RecordClass, RetentionRule.Start
Status = SupplierReturn.Status
RETURN = "answer__line__supplier_return"
# Within which a council that must tell the Information Commissioner tells it (UK GDPR, Article 33).
TELL_WITHIN = timedelta(hours=72)
# The longest that a file with a child's data is left while its problem is looked at (domain rules, section 7.5).
CHILD_WITHIN = timedelta(days=30)
# After how many days the leads are told that these 30 draw near; from the first on it is proposed for disposal.
CHILD_TOLD_AFTER = (21, 28)
# Twelve years, as for a contract executed as a deed; and six years for what is sensitive.
MOST_MONTHS = {RecordClass.STANDARD: 144, RecordClass.SENSITIVE: 72}
# A month that is shorter than another ends up to three days earlier in the count.
SHORTER = timedelta(days=3)


@dataclass(frozen=True)
class Rule:
    """Files of one record class are kept for so many months from a starting point."""

    record_class: str
    months: int
    start: str

    def __str__(self) -> str:
        """In words, as it stands on certificates: "72 months after the end of the contract"."""
        months = ngettext("%(months)d month", "%(months)d months", self.months) % {"months": self.months}
        start = Start(self.start).label
        return _("%(months)s after %(start)s") % {"months": months, "start": start}


DEFAULTS = {
    RecordClass.STANDARD.value: Rule(RecordClass.STANDARD.value, 72, Start.CONTRACT_END.value),
    RecordClass.SENSITIVE.value: Rule(RecordClass.SENSITIVE.value, 12, Start.APPROVAL.value),
}


def rules_of(council_ids: Iterable[int]) -> dict[int, dict[str, Rule]]:
    """The rules of some councils by record class: their own, else the defaults. One query."""
    found = {council_id: dict(DEFAULTS) for council_id in council_ids}
    rows = RetentionRule.objects.filter(council_id__in=found).order_by()
    for council_id, record_class, months, start in rows.values_list("council_id", "record_class", "months", "start"):
        found[council_id][record_class] = Rule(record_class, months, start)
    return found


class Marks(TypedDict):
    """What the functions below add to a file, each its own."""

    is_sensitive: bool
    is_with_council: bool
    is_with_supplier: bool
    decided_last: datetime | None
    kept_last: date | None
    is_on_hold: bool
    problem: str | None
    problem_since: datetime | None


# --- When a file is due -----------------------------------------------------------------------------------------------
def with_times(files: QuerySet) -> "QuerySet[Marked]":
    """Files with what `due_on` asks: `is_sensitive`, `is_with_council`, `is_with_supplier` and `decided_last`."""
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk")).order_by()
    decided = uses.values("evidence").annotate(last=Max(f"{RETURN}__decided_at")).values("last")
    return files.select_related("contract").annotate(
        is_sensitive=Exists(uses.exclude(answer__line__commitment__measure__sensitivity=Measure.Sensitivity.STANDARD)),
        is_with_council=Exists(uses.filter(**{f"{RETURN}__status__in": [Status.SUBMITTED, Status.UNDER_REVIEW]})),
        is_with_supplier=Exists(uses.filter(**{f"{RETURN}__status__in": [Status.DRAFT, Status.RETURNED]})),
        decided_last=Subquery(decided),
    )


def rule_for(evidence: "Marked", rules: dict[str, Rule]) -> Rule:
    """The rule of a file that comes from `with_times`, among those of its council."""
    return rules[(RecordClass.SENSITIVE if evidence.is_sensitive else RecordClass.STANDARD).value]


def due_on(evidence: "Marked", rules: dict[str, Rule], *, today: date) -> date | None:
    """The first day on which a file that comes from `with_times` may be disposed of; None while nobody can say."""
    rule, end = rule_for(evidence, rules), evidence.contract.ends_on
    has_ended = end is not None and end < today
    if evidence.is_with_council or (evidence.is_with_supplier and not has_ended):
        return None
    start = end
    if rule.start == Start.APPROVAL and evidence.decided_last:
        decided = timezone.localdate(evidence.decided_last)
        start = max(decided, end) if evidence.is_with_supplier and end else decided
    return add_months(start, rule.months) if start else None


def perhaps_due(files: QuerySet, rules: dict[str, Rule], *, today: date) -> "QuerySet[Marked]":
    """The files among which those are that are due: a bound the database can work out, a few days too wide.

    A file is decided on after it came, so one that came too late for its rule cannot be due by a decision.
    """
    wanted = Q()
    for record_class, rule in rules.items():
        latest = add_months(today, -rule.months) + SHORTER
        is_old = Q(contract__ends_on__lte=latest)
        if rule.start == Start.APPROVAL:
            is_old |= Q(uploaded_at__lt=timezone.make_aware(datetime.combine(latest, datetime.min.time())))
        wanted |= Q(is_sensitive=record_class == RecordClass.SENSITIVE) & is_old
    return with_times(files.filter(status__in=SHOWN)).filter(wanted)


def not_proposed(files: QuerySet, *, today: date) -> "QuerySet[Marked]":
    """Files without a proposal that waits, and without a decision to keep them longer than today."""
    proposals = DisposalProposal.objects.filter(evidence=OuterRef("pk")).order_by()
    kept = proposals.filter(status=DisposalProposal.Status.KEPT).values("evidence").annotate(last=Max("kept_until"))
    files = files.annotate(kept_last=Subquery(kept.values("last")))
    return files.filter(
        ~Exists(proposals.filter(status=DisposalProposal.Status.PROPOSED)),
        Q(kept_last__isnull=True) | Q(kept_last__lte=today),
    )


# --- Holds ------------------------------------------------------------------------------------------------------------
def standing_holds() -> QuerySet[LegalHold]:
    """Holds that nobody has lifted."""
    return LegalHold.objects.filter(lifted_at__isnull=True).order_by()


def holds_over(evidence: Evidence) -> QuerySet[LegalHold]:
    """The standing holds over one file: its own, its contract's and its council's. Oldest first."""
    scope = Q(evidence=evidence) | Q(contract=evidence.contract_id) | Q(contract__isnull=True, evidence__isnull=True)
    holds = standing_holds().filter(scope, council_id=evidence.contract.council_id)
    return holds.select_related("placed_by").order_by("pk")


def with_holds(files: QuerySet) -> "QuerySet[Marked]":
    """Files with `is_on_hold`: whether any standing hold covers them."""
    scope = (
        Q(evidence=OuterRef("pk")) | Q(contract=OuterRef("contract")) | Q(contract__isnull=True, evidence__isnull=True)
    )
    holds = standing_holds().filter(scope, council=OuterRef("contract__council"))
    return files.annotate(is_on_hold=Exists(holds))


def with_contract_holds(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with `is_on_hold`: whether a standing hold covers all their files."""
    scope = Q(contract=OuterRef("pk")) | Q(contract__isnull=True, evidence__isnull=True)
    return contracts.annotate(is_on_hold=Exists(standing_holds().filter(scope, council=OuterRef("council"))))


# --- What speaks against disposing of a file --------------------------------------------------------------------------
def with_problems(files: QuerySet) -> "QuerySet[Marked]":
    """Files with the kind of the `problem` that is being looked at, and since when it is known."""
    incidents = Incident.objects.filter(evidence=OuterRef("pk"), closed_at__isnull=True).order_by()
    return files.annotate(
        problem=Subquery(incidents.values("kind")[:1]), problem_since=Subquery(incidents.values("aware_since")[:1])
    )


def about_children(*, today: date) -> QuerySet[Incident]:
    """Problems with hidden files that name or show a child, known for so long that their 30 days draw near."""
    latest = today - timedelta(days=CHILD_TOLD_AFTER[0] - 1)
    return Incident.objects.filter(
        closed_at__isnull=True,
        kind=Incident.Kind.CHILD,
        evidence__status=Evidence.Status.HIDDEN,
        aware_since__lt=timezone.make_aware(datetime.combine(latest, datetime.min.time())),
    )


def days_known(incident: Incident, *, today: date) -> int:
    """For how many days a problem is known."""
    return (today - timezone.localdate(incident.aware_since)).days


def obstacles(files: QuerySet, *, today: date) -> dict[UUID, str]:
    """Why some files may not be disposed of now, in a sentence each; those that may are left out. Two queries."""
    rows = list(with_problems(with_holds(with_times(files))))
    rules = rules_of({evidence.contract.council_id for evidence in rows})
    found = {row.pk: _obstacle(row, due_on(row, rules[row.contract.council_id], today=today), today) for row in rows}
    return {pk: said for pk, said in found.items() if said}


def _obstacle(evidence: "Marked", day: date | None, today: date) -> str:
    """What speaks against it; nothing if it may go, as a file with a child's data may while its problem is open."""
    if evidence.is_on_hold:
        return _("It is on hold")
    if evidence.problem == Incident.Kind.CHILD and evidence.problem_since:
        days = (today - timezone.localdate(evidence.problem_since)).days
        if days >= CHILD_TOLD_AFTER[0]:
            return ""
    if evidence.status == Evidence.Status.HIDDEN or evidence.problem:
        return _("A problem with it is being looked at: close that first")
    if day is None:
        return _("A return that is not decided yet uses it")
    if day > today:
        return _("By the rule of now it is kept until %(day)s") % {"day": date_format(day, "j F Y")}
    return ""


# --- Clocks after a problem -------------------------------------------------------------------------------------------
def tell_by(incident: Incident) -> datetime:
    """The moment by which the Information Commissioner must be told, where it must be: 72 hours by the clock."""
    return incident.aware_since + TELL_WITHIN


def destroy_by(incident: Incident) -> datetime | None:
    """The moment by which a file with a child's data is to be destroyed; None for other problems."""
    return incident.aware_since + CHILD_WITHIN if incident.kind == Incident.Kind.CHILD else None


def open_incident(evidence: Evidence) -> Incident | None:
    """The problem with a file that is being looked at, if there is one."""
    return evidence.incidents.filter(closed_at__isnull=True).first()
