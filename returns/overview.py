"""What a council knows: how much waits, and promised, claimed and verified of every measure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure
from framework.values import Figure, combine_contracts, percentage
from returns.figures import exact
from returns.models import ContractFigure, Correction, SupplierReturn
from returns.queries import corrections_visible_to, council_returns_visible_to, figures_visible_to
from returns.workflow import WITH_SUPPLIER

Status = SupplierReturn.Status
MOST = 100
KINDS = ("promised", "claimed", "verified")


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
    """One measure over all contracts: promised for the periods opened so far, claimed, verified; None: not known.

    With `is_now` each contract gives only its latest figure, because the measure says where things stand.
    """

    measure: Measure
    promised: Decimal | None
    claimed: Decimal | None
    verified: Decimal | None
    is_now: bool = False


def council_figures(user: User) -> list[MeasureTotal]:
    """Totals of each measure over all the contracts a person sees as an officer, one row a measure. Three queries.

    Percentages are the sum of the top figures over the sum of the bottom ones, never an average (invariant 4), and
    have no total promise. Each measure stands alone: parts are never added to their whole (invariant 5). Measures that
    say where things stand (the latest figure, or people employed) are not added over periods: each contract counts with
    its latest known figure (domain rules, section 2.4).
    """
    figures = figures_visible_to(user)
    sums = _sums(figures)
    standing = _where_things_stand(figures)
    measures = Measure.objects.filter(pk__in=sums).exclude(value_type=Measure.ValueType.NARRATIVE)
    return [
        _total_now(measure, standing[measure.pk]) if measure.pk in standing else _total(measure, sums[measure.pk])
        for measure in measures.order_by("version", "position")
    ]


def _sums(figures: QuerySet[ContractFigure]) -> dict[int, Mapping[str, Any]]:
    """The sums over contracts and periods by measure, also of measures where they mean nothing. One query."""
    rows = (
        figures.values("measure")
        .annotate(
            **{name: Sum(name) for name in KINDS},
            **{
                f"{kind}_{part}_sum": Sum(F(f"{kind}_{part}"))
                for kind in ("claimed", "verified")
                for part in ("numerator", "denominator")
            },
        )
        .order_by()
    )
    return {
        row["measure"]: {name: exact(total) if isinstance(total, Decimal) else total for name, total in row.items()}
        for row in rows
    }


def _where_things_stand(figures: QuerySet[ContractFigure]) -> dict[int, dict[str, list[Figure]]]:
    """By measure and kind, each contract's latest known figure, of measures that say where things stand. One query.

    The latest is that of the period which starts last. At most three rows come for a contract and measure, however many
    periods there are: the newest one, for the promise, and the newest with a claimed and with a verified figure.
    """
    is_level = Q(measure__aggregation=Measure.Aggregation.LATEST) | Q(
        ~Q(measure__value_type=Measure.ValueType.PERCENT), measure__aggregation=Measure.Aggregation.AVERAGE
    )
    newest = (
        figures.filter(is_level)
        .annotate(**{f"{kind}_place": _place(kind) for kind in KINDS})
        .filter(Q(promised_place=1) | Q(claimed_place=1) | Q(verified_place=1))
        .order_by()
    )
    rows: Iterable[Mapping[str, Any]] = newest.values()
    found: dict[int, dict[str, list[Figure]]] = defaultdict(lambda: {kind: [] for kind in KINDS})
    for row in rows:
        for kind, latest in found[row["measure_id"]].items():
            if row[f"{kind}_place"] == 1:
                latest.append(Figure(row[kind], row.get(f"{kind}_numerator"), row.get(f"{kind}_denominator")))
    return found


def _place(kind: str) -> Window:
    """The place of a row among those of its contract and measure: 1 for the newest that has a figure of this kind."""
    unknown = Q(**{f"{kind}__isnull": True})
    if kind != "promised":
        unknown &= Q(**{f"{kind}_numerator__isnull": True})
    return Window(
        RowNumber(),
        partition_by=[F("contract"), F("measure")],
        order_by=[Case(When(unknown, then=1), default=0).asc(), F("period__starts_on").desc()],
    )


def _total_now(measure: Measure, latest: Mapping[str, list[Figure]]) -> MeasureTotal:
    """One row of the table, for a measure that says where things stand. Days and percentages have no total promise."""
    has_promise = measure.value_type not in (Measure.ValueType.PERCENT, Measure.ValueType.MILESTONE)
    return MeasureTotal(
        measure,
        combine_contracts(measure, latest["promised"]).value if has_promise else None,
        combine_contracts(measure, latest["claimed"]).value,
        combine_contracts(measure, latest["verified"]).value,
        is_now=True,
    )


def _total(measure: Measure, row: Mapping[str, Any]) -> MeasureTotal:
    """One row of the table, for a measure whose periods add up."""
    if measure.value_type == Measure.ValueType.PERCENT:
        return MeasureTotal(
            measure,
            None,
            percentage(row["claimed_numerator_sum"], row["claimed_denominator_sum"]),
            percentage(row["verified_numerator_sum"], row["verified_denominator_sum"]),
        )
    return MeasureTotal(measure, row["promised"], row["claimed"], row["verified"])
