"""What a council knows: how much waits, and promised, claimed and verified of every measure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure
from framework.values import percentage
from returns.models import Correction, DisposalProposal, Incident, SupplierReturn
from returns.queries import (
    corrections_visible_to,
    council_returns_visible_to,
    holds_visible_to,
    incidents_visible_to,
    proposals_visible_to,
    totals_visible_to,
)
from returns.totals import Amounts, added_up, says_where_things_stand
from returns.workflow import WITH_SUPPLIER

Status = SupplierReturn.Status
MOST = 100


@dataclass(frozen=True)
class Count:
    """One big figure that is a link to what makes it up."""

    number: str
    label: str
    href: str


def needs_you(user: User, *, today: date) -> list[Count]:
    """Six counts for the officer's first page, each at most "100+": nothing counts a million rows."""
    mine = council_returns_visible_to(user)
    queue = reverse("return-queue")
    overdue = mine.filter(status__in=WITH_SUPPLIER, due_on__lt=today)
    corrections = corrections_visible_to(user).filter(
        line__supplier_return__council_id__in=officer_roles(user), status=Correction.Status.PROPOSED
    )
    return [
        Count(_upto(mine.filter(status=Status.SUBMITTED)), _("waiting to be read"), f"{queue}?show=waiting"),
        Count(_upto(mine.filter(taken_by=user)), _("open with you"), f"{queue}?show=mine"),
        Count(_upto(mine.filter(status=Status.RETURNED)), _("sent back"), f"{queue}?show=sent_back"),
        Count(_upto(overdue), _("overdue"), f"{queue}?show=overdue"),
        Count(_upto(corrections), _("corrections to decide"), reverse("correction-list")),
        Count(_upto(_open_incidents(user)), _("problems with files"), reverse("incident-list")),
    ]


def files_need_you(user: User) -> list[Count]:
    """Counts for the officer's page about files, each at most "100+": problems, files to decide on, and holds."""
    proposals = proposals_visible_to(user).filter(status=DisposalProposal.Status.PROPOSED)
    holds = holds_visible_to(user).filter(lifted_at__isnull=True)
    return [
        Count(_upto(_open_incidents(user)), _("problems to look into"), reverse("incident-list")),
        Count(_upto(proposals), _("files whose time is over"), reverse("disposal-list")),
        Count(_upto(holds), _("holds in force"), reverse("hold-list")),
    ]


def _open_incidents(user: User) -> QuerySet[Incident]:
    return incidents_visible_to(user).filter(closed_at__isnull=True)


def _upto(rows) -> str:
    """How many there are, or "100+"."""
    found = rows.order_by()[: MOST + 1].count()
    return _("%(most)d+") % {"most": MOST} if found > MOST else str(found)


@dataclass(frozen=True)
class MeasureTotal:
    """One measure over all contracts: promised for the periods opened so far, claimed, verified; None: not known.

    With `is_now` each contract gives only its latest figure, because the measure says where things stand.
    """

    measure: Measure
    promised: Decimal | None
    claimed: Decimal | None
    verified: Decimal | None
    is_now: bool = False


def council_figures(user: User) -> list[MeasureTotal]:
    """Totals of each measure over all the contracts a person sees as an officer, one row a measure. Two queries.

    Percentages are the sum of the top figures over the sum of the bottom ones, never an average (invariant 4), and
    have no total promise. Each measure stands alone: parts are never added to their whole (invariant 5). Measures that
    say where things stand (the latest figure, or people employed) are not added over periods: each contract counts with
    its latest known figure (domain rules, section 2.4).
    """
    sums = added_up(totals_visible_to(user))
    measures = Measure.objects.filter(pk__in=sums).exclude(value_type=Measure.ValueType.NARRATIVE)
    return [_total(measure, sums[measure.pk]) for measure in measures.order_by("version", "position")]


def _total(measure: Measure, row: Amounts) -> MeasureTotal:
    """One row of the table. Percentages have no total promise, nor has the day by which something is to be done."""
    is_now = says_where_things_stand(measure)
    if measure.value_type == Measure.ValueType.PERCENT:
        return MeasureTotal(
            measure,
            None,
            percentage(row["claimed_numerator"], row["claimed_denominator"]),
            percentage(row["verified_numerator"], row["verified_denominator"]),
            is_now,
        )
    promised = None if measure.value_type == Measure.ValueType.MILESTONE else row["promised"]
    return MeasureTotal(measure, promised, row["claimed"], row["verified"], is_now)
