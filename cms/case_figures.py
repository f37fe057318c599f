"""Figures of case studies: those that `reports.published` gives of a contract, and never any other.

They are kept for some minutes beside the contract, because adding them up asks the database more than a page may.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cms.models.case_figures import CaseFigures
from framework.hidden_counts import Hidden
from framework.models import Measure
from framework.small_numbers import format_public
from reports.published import PublishedFigure
from reports.published_places import published_for_contract
from suppliers.models import Contract

OF_MEASURE = (
    "code",
    "title",
    "unit",
    "value_type",
    "aggregation",
    "sensitivity",
    "numerator_label",
    "denominator_label",
)
OF_FIGURE = ("whole_council", "is_now", "leaves_out")


@dataclass(frozen=True)
class CaseFigure:
    """One public figure as a page shows it. `is_hidden`: it is too small to be shown, or gives one away that is."""

    code: str
    title: str
    words: str
    whole_council: bool
    is_now: bool
    leaves_out: bool
    is_hidden: bool


def figures_of(contract: Contract, codes: Collection[str]) -> list[CaseFigure]:
    """The public figures of a contract in these measures: as kept a moment ago, else asked for now.

    No query where the contract was read with what is kept and that is fresh.
    """
    if not codes or contract.status == Contract.Status.PREPARING:
        return []
    kept = getattr(contract, "case_figures", None)
    rows = kept.figures if kept is not None and kept.is_fresh else figures_now(contract.pk)
    return [_shown(row) for row in rows if row["code"] in codes]


def figures_now(contract_id: int) -> list[dict]:
    """The public figures of a contract as they are kept."""
    figures = published_for_contract(contract_id, today=timezone.localdate())
    return [_kept(figure) for figure in figures if figure.verified is not None]


def keep_figures(contract_id: int) -> None:
    """Keep the figures of a contract as they are now."""
    now = {"made": timezone.now(), "figures": figures_now(contract_id)}
    CaseFigures.objects.update_or_create(contract_id=contract_id, defaults=now)


def _kept(figure: PublishedFigure) -> dict:
    hidden = isinstance(figure.verified, Hidden)
    return {
        **{name: getattr(figure.measure, name) for name in OF_MEASURE},
        **{name: getattr(figure, name) for name in OF_FIGURE},
        "hidden": figure.verified.value if isinstance(figure.verified, Hidden) else "",
        "amount": None if hidden else str(figure.verified),
    }


def _shown(row: dict) -> CaseFigure:
    measure = Measure(**{name: row[name] for name in OF_MEASURE})
    amount = Hidden(row["hidden"]) if row["hidden"] else Decimal(row["amount"])
    more = {name: row[name] for name in OF_FIGURE}
    words = format_public(measure, amount)
    return CaseFigure(row["code"], row["title"], words, **more, is_hidden=bool(row["hidden"]))
