"""What a council knows: how much waits, and promised, claimed and verified of every measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure
from framework.values import percentage
from returns.figures import exact
from returns.models import Correction, SupplierReturn
from returns.queries import corrections_visible_to, council_returns_visible_to, figures_visible_to
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
    """Five counts for the officer's first page, each at most "100+": nothing counts a million rows."""
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
    ]


def _upto(rows) -> str:
    """How many there are, or "100+"."""
    found = rows.order_by()[: MOST + 1].count()
    return _("%(most)d+") % {"most": MOST} if found > MOST else str(found)


@dataclass(frozen=True)
class MeasureTotal:
    """One measure over all contracts: promised for the periods opened so far, claimed, verified; None: not known."""

    measure: Measure
    promised: object
    claimed: object
    verified: object


def council_figures(user: User) -> list[MeasureTotal]:
    """Totals of each measure over all the contracts a person sees as an officer, one row a measure.

    Percentages are the sum of the top figures over the sum of the bottom ones, never an average (invariant 4), and
    have no total promise. Each measure stands alone: parts are never added to their whole (invariant 5). Measures that
    say where things stand (the latest figure, or people employed) are not added over periods here either.
    """
    rows = (
        figures_visible_to(user)
        .values("measure")
        .annotate(
            **{name: Sum(name) for name in ("promised", "claimed", "verified")},
            **{
                f"{kind}_{part}_sum": Sum(F(f"{kind}_{part}"))
                for kind in ("claimed", "verified")
                for part in ("numerator", "denominator")
            },
        )
        .order_by()
    )
    sums = {
        row["measure"]: {name: exact(total) if isinstance(total, Decimal) else total for name, total in row.items()}
        for row in rows
    }
    measures = Measure.objects.filter(pk__in=sums, aggregation=Measure.Aggregation.SUM) | Measure.objects.filter(
        pk__in=sums, value_type=Measure.ValueType.PERCENT, aggregation=Measure.Aggregation.AVERAGE
    )
    return [_total(measure, sums[measure.pk]) for measure in measures.order_by("version", "position")]


def _total(measure: Measure, row: Mapping[str, Any]) -> MeasureTotal:
    """One row of the table."""
    if measure.value_type == Measure.ValueType.PERCENT:
        return MeasureTotal(
            measure,
            None,
            percentage(row["claimed_numerator_sum"], row["claimed_denominator_sum"]),
            percentage(row["verified_numerator_sum"], row["verified_denominator_sum"]),
        )
    return MeasureTotal(measure, row["promised"], row["claimed"], row["verified"])
