"""What a council knows: how much waits, and promised, claimed and verified of every measure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure
from framework.values import percentage
from returns.assessing import contracts_to_assess
from returns.escalating import waiting_for_council
from returns.models import Correction, DisposalProposal, Dispute, Escalation, Incident, SupplierReturn
from returns.queries import (
    council_corrections_visible_to,
    council_disputes_visible_to,
    council_escalations_visible_to,
    council_returns_visible_to,
    holds_visible_to,
    incidents_visible_to,
    proposals_visible_to,
    totals_visible_to,
)
from returns.rungs import Reached
from returns.totals import Amounts, amounts_by_measure, says_where_things_stand, summed_by_measure
from returns.workflow import WITH_SUPPLIER
from suppliers.counting import KeptCountings, counts_up_to, words_for
from suppliers.models import ContractClaim
from suppliers.places import Kind
from suppliers.promises import promises_at_council, promises_for_council
from suppliers.queries import council_claims_visible_to, council_kpis_visible_to
from suppliers.registrations import registrations_to_decide, registrations_waiting

Status = SupplierReturn.Status
# Words for one and for several: made once, because making them costs as much as asking.
CORRECTIONS = ngettext_lazy("correction to decide", "corrections to decide")
DISPUTES = ngettext_lazy("dispute to answer", "disputes to answer")
CASES = ngettext_lazy("case to go on with", "cases to go on with")
ASSESSMENTS = ngettext_lazy("contract to assess", "contracts to assess")
PROBLEMS = ngettext_lazy("problem with files", "problems with files")
PROMISES = ngettext_lazy("promise to answer", "promises to answer")
CLAIMS = ngettext_lazy("contract asked for", "contracts asked for")
ORGANISATIONS = ngettext_lazy("organisation to confirm", "organisations to confirm")
# What people read of a measure beside its totals; the rest of the row is long.
SHOWN = ("version_id", "position", "code", "title", "unit", "value_type", "aggregation")


@dataclass(frozen=True)
class Count:
    """One big figure that is a link to what makes it up."""

    number: str
    label: str
    href: str


def needs_you(user: User, *, today: date) -> list[Count]:
    """Twelve counts for the officer's first page, each at most "100+": nothing counts a million rows.

    One query; two more where any case is open, anything can be assessed, or any promise or organisation waits, for
    whether it is this person's turn. What can only come of something short is asked for when that is there.
    """
    roles = frozenset((council, frozenset(held)) for council, held in officer_roles(user).items())
    kept = _COUNTINGS.counts_up_to((user.pk, roles, today), lambda: _quickly_asked(user, today=today))
    queue, waiting_cases = reverse("return-queue"), f"{reverse('escalation-list')}?show=waiting"
    places: dict[str, tuple[str | Promise, str]] = {
        "submitted": (_("waiting to be read"), f"{queue}?show=waiting"),
        "taken": (_("open with you"), f"{queue}?show=mine"),
        "returned": (_("sent back"), f"{queue}?show=sent_back"),
        "overdue": (_("overdue"), f"{queue}?show=overdue"),
        "corrections": (CORRECTIONS, reverse("correction-list")),
        "disputes": (DISPUTES, reverse("dispute-list")),
        "cases": (CASES, waiting_cases),
        "assessments": (ASSESSMENTS, reverse("performance-list")),
        "problems": (PROBLEMS, reverse("incident-list")),
        "promises": (PROMISES, reverse("promise-waiting")),
        "claims": (CLAIMS, reverse("council-claim-list")),
        "organisations": (ORGANISATIONS, reverse("registration-list")),
    }
    closer = {name: rows for name, rows in _asked_closer(user, today=today).items() if kept[name]}
    counts = kept | counts_up_to({name: rows() for name, rows in closer.items()})
    return [_count(counts[name], label, href) for name, (label, href) in places.items()]


_COUNTINGS = KeptCountings()


def _quickly_asked(user: User, *, today: date) -> dict[str, QuerySet]:
    """What is counted, or what must be there for a longer question to find anything.

    It depends on the person, their roles at councils and the day: nothing else may be read here.
    """
    mine = council_returns_visible_to(user)
    return {
        "submitted": mine.filter(status=Status.SUBMITTED),
        "taken": mine.filter(taken_by=user),
        "returned": mine.filter(status=Status.RETURNED),
        # In the order of an index, so that few of these are found as fast as many.
        "overdue": mine.filter(status__in=WITH_SUPPLIER, due_on__lt=today).order_by("status", "due_on", "pk"),
        "corrections": council_corrections_visible_to(user).filter(status=Correction.Status.PROPOSED),
        "disputes": council_disputes_visible_to(user).filter(status=Dispute.Status.OPEN),
        "cases": _open_cases(user),
        "assessments": council_kpis_visible_to(user),
        "problems": _open_incidents(user),
        "promises": promises_at_council(user),
        "claims": council_claims_visible_to(user).filter(status=ContractClaim.Status.WAITING),
        "organisations": registrations_waiting(),
    }


def _asked_closer(user: User, *, today: date) -> dict[str, Callable[[], QuerySet]]:
    """The longer questions, each for where the quick one of its name found anything."""
    return {
        "cases": lambda: waiting_for_council(_open_cases(user), today=today),
        "assessments": lambda: contracts_to_assess(user, today=today),
        "promises": lambda: promises_for_council(user),
        "organisations": lambda: registrations_to_decide(user, today=today),
    }


def _open_cases(user: User) -> QuerySet[Escalation]:
    return council_escalations_visible_to(user).filter(status=Escalation.Status.OPEN)


def files_need_you(user: User) -> list[Count]:
    """Counts for the officer's page about files: problems, files to decide on, and holds. One query."""
    proposals = proposals_visible_to(user).filter(status=DisposalProposal.Status.PROPOSED)
    holds = holds_visible_to(user).filter(lifted_at__isnull=True)
    counts = counts_up_to({"problems": _open_incidents(user), "proposals": proposals, "holds": holds})
    return [
        _count(counts["problems"], _("problems to look into"), reverse("incident-list")),
        _count(
            counts["proposals"],
            ngettext_lazy("file whose time is over", "files whose time is over"),
            reverse("disposal-list"),
        ),
        _count(counts["holds"], ngettext_lazy("hold in force", "holds in force"), reverse("hold-list")),
    ]


def _count(number: int, label: str | Promise, href: str) -> Count:
    """A figure with its label, in the singular where it is one, and where it leads."""
    return Count(words_for(number), label if isinstance(label, str) else str(label % number), href)


def _open_incidents(user: User) -> QuerySet[Incident]:
    return incidents_visible_to(user).filter(closed_at__isnull=True)


@dataclass(frozen=True)
class MeasureTotal:
    """One measure over all contracts: promised in all and for the periods opened so far, claimed, verified.

    None: not known. With `is_now` each contract gives only its latest figure, because the measure says where things
    stand; in all, the last level that it promises. `reached` says how sure the pieces are that were claimed.
    """

    measure: Measure
    in_all: Decimal | None
    promised: Decimal | None
    claimed: Decimal | None
    verified: Decimal | None
    reached: Reached
    is_now: bool = False


def council_figures(user: User) -> list[MeasureTotal]:
    """Totals of each measure over all the contracts a person sees as an officer, one row a measure. Two queries.

    Percentages are the sum of the top figures over the sum of the bottom ones, never an average (invariant 4), and
    have no total promise. Each measure stands alone: parts are never added to their whole (invariant 5). Measures that
    say where things stand (the latest figure, or people employed) are not added over periods: each contract counts with
    its latest known figure (domain rules, section 2.4).
    """
    return totals_of(totals_visible_to(user, among=summed_by_measure()).filter(kind=Kind.ALL))


def totals_of(summed: QuerySet) -> list[MeasureTotal]:
    """The sums of some totals, as `summed_by_measure` reads them, in the order of the framework; words have none.

    Two queries.
    """
    sums = amounts_by_measure(summed)
    measures = Measure.objects.filter(pk__in=sums).exclude(value_type=Measure.ValueType.NARRATIVE).only(*SHOWN)
    return [total_of(measure, sums[measure.pk]) for measure in measures.order_by("version", "position")]


def total_of(measure: Measure, row: Amounts) -> MeasureTotal:
    """One row of the table. Percentages have no total promise, nor has the day by which something is to be done."""
    is_now = says_where_things_stand(measure)
    reached = Reached(
        claimed=row["lines_sent"],
        evidenced=row["lines_evidenced"],
        upheld=row["lines_verified"] + row["lines_part"],
        confirmed=row["lines_confirmed"],
        audited=row["lines_audited"],
    )
    if measure.value_type == Measure.ValueType.PERCENT:
        return MeasureTotal(
            measure,
            None,
            None,
            percentage(row["claimed_numerator"], row["claimed_denominator"]),
            percentage(row["verified_numerator"], row["verified_denominator"]),
            reached,
            is_now,
        )
    is_day = measure.value_type == Measure.ValueType.MILESTONE
    in_all, promised = (None, None) if is_day else (row["in_all"], row["promised"])
    return MeasureTotal(measure, in_all, promised, row["claimed"], row["verified"], reached, is_now)
