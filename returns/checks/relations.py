"""What the figures of a return mean for measures that stand in relation to one another (domain rules, section 2.5).

Not a check itself: the checks that use it are figures_in_step, pairs_confirmed and verified_in_step.
"""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Sum

from framework.queries import relations_of
from framework.relations import Breach, Claims, breaches
from returns.figures import exact
from returns.models import ContractFigure
from returns.sheet import Row, Sheet


def claim_breaches(sheet: Sheet) -> list[Breach]:
    """Relations that the claimed figures break, counting what was claimed in the contract's other periods."""
    return _breaches(sheet, "claimed", lambda row: row.answer.claimed)


def decided_figure(row: Row) -> Decimal | None:
    """The verified figure of the decision in force on a row."""
    return row.verification.verified if row.verification else None


def verified_breaches(sheet: Sheet, figure_of: Callable[[Row], Decimal | None] = decided_figure) -> list[Breach]:
    """Relations that the verified figures break, counting what was verified in the contract's other periods."""
    return _breaches(sheet, "verified", figure_of)


def _breaches(sheet: Sheet, name: str, figure_of: Callable[[Row], Decimal | None]) -> list[Breach]:
    """Two queries for a sheet, whoever asks first: the relations of its framework version, and the other periods."""
    version_id = sheet.supplier_return.contract.framework_version_id
    if version_id is None or sheet.is_nil:
        return []
    if "relations" not in sheet.looked_up:
        sheet.looked_up.update(relations=relations_of(version_id), other_periods=_other_periods(sheet))
    period: dict[str, Decimal] = {}
    explained = set()
    for row in sheet.rows:
        figure = figure_of(row)
        if figure is not None:
            period[row.measure.code] = period.get(row.measure.code, Decimal(0)) + figure
        if row.answer.unusual_reason:
            explained.add(row.measure.code)
    to_date = dict(sheet.looked_up["other_periods"][name])
    for code, figure in period.items():
        to_date[code] = to_date.get(code, Decimal(0)) + figure
    claims = Claims(period=period, to_date=to_date, explained=frozenset(explained))
    return breaches(sheet.looked_up["relations"], claims)


def _other_periods(sheet: Sheet) -> dict[str, dict[str, Decimal]]:
    """The sums over the contract's other periods, claimed and verified, by measure code; percentages have none."""
    figures = ContractFigure.objects.filter(contract=sheet.supplier_return.contract_id).exclude(
        period=sheet.supplier_return.period_id
    )
    sums = figures.values_list("measure__code").annotate(total_claimed=Sum("claimed"), total_verified=Sum("verified"))
    found = list(sums.order_by())
    return {
        "claimed": {code: exact(claimed) for code, claimed, _verified in found if claimed is not None},
        "verified": {code: exact(verified) for code, _claimed, verified in found if verified is not None},
    }
