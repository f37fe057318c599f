"""`manage.py check_figures`: stored figures that the lines do not bear out are found, and put right when asked."""

from io import StringIO

import pytest
from django.core.management import call_command

from returns import figures
from returns.figures import differing_figures, differing_returns, refresh_figures
from returns.models import ContractFigure, ContractTotal, CouncilTotal, Tally
from tests.factories import ServiceCategoryFactory
from tests.returns.road import correct, decided, open_road, sent

pytestmark = pytest.mark.django_db


def check(*arguments) -> tuple[int, str, str]:
    """The command's exit code, what it said, and what it complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_figures", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_check_figures_of_an_empty_portal_is_content():
    assert check() == (0, "Every figure agrees with its lines.\n", "")


def test_check_figures_that_agree_is_content():
    open_road("count", "narrative")
    sent("percent", "milestone")
    correct(decided("count", "hours"), value=-1)
    assert check() == (0, "Every figure agrees with its lines.\n", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.update(verified=5), "verified 5, lines 1, lines sent 1, lines verified 1, the lines say"),
        (
            lambda rows: rows.update(verified=None),
            "stored promised 24, claimed 20, lines 1, lines sent 1, lines verified 1, the lines say",
        ),
        (
            lambda rows: rows.update(promised=0),
            "stored promised 0, claimed 20, verified 20, lines 1, lines sent 1, lines verified 1, the lines say",
        ),
        (
            lambda rows: rows.update(lines_verified=0, lines_part=1),
            "lines 1, lines sent 1, lines part 1, the lines say",
        ),
        (lambda rows: rows.update(due_on="2026-01-01"), "stored as due 2026-01-01, the return says 2026-07-31"),
        (lambda rows: rows.delete(), "stored nothing, the lines say promised 24, claimed 20, verified 20"),
    ],
    ids=["other", "lost", "promise", "piece", "day", "gone"],
)
def test_check_figures_says_each_difference_and_exits_1(change, said):
    road, other = decided(), decided()
    change(ContractFigure.objects.filter(contract=road.contract))
    code, out, err = check()
    assert code == 1
    assert out.startswith("Returns whose figures differ: 1\n")
    assert said in err and road.supplier_return.reference in err
    assert other.supplier_return.reference not in err


def test_check_figures_finds_a_figure_that_no_line_stands_for():
    road, other = decided(), decided()
    ContractFigure.objects.filter(contract=road.contract).update(measure=other.commitments[0].measure)
    code, _out, err = check()
    of_the_return = [line for line in err.splitlines() if line.startswith(road.supplier_return.reference)]
    assert code == 1 and len(of_the_return) == 2
    assert "the lines say nothing" in err


def test_check_figures_changes_nothing_unless_asked():
    road = decided()
    ContractFigure.objects.filter(contract=road.contract).update(verified=5)
    check()
    assert ContractFigure.objects.get(contract=road.contract).verified == 5


def test_check_figures_repairs_what_differs():
    road, other = decided("count", "percent"), sent()
    ContractFigure.objects.filter(contract=road.contract).update(verified=5, verified_numerator=3)
    ContractFigure.objects.filter(contract=other.contract).delete()
    code, out, err = check("--repair")
    assert code == 0
    assert out.splitlines() == [
        "Returns whose figures were computed again: 2",
        "Contracts whose totals were computed again: 0",
        "Groups of contracts whose counts by day were made again: 0",
    ]
    assert len(err.splitlines()) == 3
    assert check()[0] == 0
    assert ContractFigure.objects.get(contract=road.contract, measure=road.commitments[0].measure).verified == 20


def test_differing_returns_are_read_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(figures, "BATCH", 2)
    roads = [sent() for _ in range(5)]
    ContractFigure.objects.update(claimed=1)
    found = [supplier_return.pk for supplier_return, _differences in differing_returns()]
    assert found == [road.supplier_return.pk for road in roads]


def test_refresh_figures_again_changes_nothing():
    road = correct(decided("count", "percent", "narrative"), value=-1).line.supplier_return
    before = list(ContractFigure.objects.order_by("pk").values())
    refresh_figures(road)
    assert list(ContractFigure.objects.order_by("pk").values()) == before
    assert list(differing_figures()) == []


@pytest.mark.parametrize("model", [ContractTotal, CouncilTotal])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda rows: rows.update(verified=5),
            "verified 5, lines 1, lines sent 1, lines verified 1, the lines say in_all 100, promised 24",
        ),
        (lambda rows: rows.update(in_all=99), "stored in_all 99, promised 24"),
        (lambda rows: rows.delete(), "stored nothing, the lines say in_all 100, promised 24, claimed 20, verified 20"),
    ],
    ids=["other", "in_all", "gone"],
)
def test_check_figures_finds_and_repairs_a_total_that_differs(model, change, said):
    road, _other = decided(), decided()
    change(model.objects.filter(council=road.contract.council))
    code, out, err = check()
    assert (code, out.splitlines()[:2]) == (1, ["Returns whose figures differ: 0", "Contracts whose totals differ: 1"])
    assert said in err
    assert check("--repair")[0] == 0
    assert check() == (0, "Every figure agrees with its lines.\n", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.update(lines_failed=1), "lines failed 1, the lines say lines 1, lines sent 1"),
        (lambda rows: rows.filter(kind="supplier").delete(), "stored no row, the lines say lines 1"),
        (lambda rows: rows.filter(kind="all").update(due_on="2020-01-01"), "due 2020-01-01"),
        (lambda rows: rows.filter(kind="measure").update(key=0), "measure 0"),
    ],
    ids=["other", "gone", "day", "measure"],
)
def test_check_figures_finds_and_repairs_a_count_by_day_that_differs(change, said):
    road, _other = decided(), decided()
    change(Tally.objects.filter(council=road.contract.council))
    code, out, err = check()
    assert (code, out.splitlines()[-1]) == (1, "Groups of contracts whose counts by day differ: 1")
    assert said in err
    assert check("--repair")[0] == 0
    assert check() == (0, "Every figure agrees with its lines.\n", "")


def test_check_figures_finds_and_repairs_a_contract_that_moved_without_its_figures():
    road = decided()
    road.contract.categories.add(ServiceCategoryFactory(council=road.contract.council))
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert check() == (0, "Every figure agrees with its lines.\n", "")
