"""Invariant 12 of the contracts that everybody can take away: no figure in them that is not public already."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.editions import publish_figures_of
from reports.models import PublishedEdition
from reports.open_data import HEADER, open_data_rows
from reports.published_ocds import NoContractsError, published_package
from returns.models import Escalation, EscalationStep, KpiAssessment, KpiRating, Remedy
from suppliers.models import Commitment, Contract, StatutoryKpi
from tests.factories import AreaFactory, FrameworkVersionFactory, OfficerRoleFactory
from tests.reports import ocds_shape
from tests.reports.town import TODAY, Town
from tests.returns.test_invariant_03_sums import undone

pytestmark = pytest.mark.django_db
URI = "https://council.example/open-data/contracts.ocds.json"
A_MOMENT = datetime(2026, 9, 4, 9, tzinfo=UTC)


def published(town, *, works_out: bool = True) -> dict[str, dict]:
    """What everybody reads of each contract, by its title."""
    if works_out:
        publish_figures_of(town.council.pk, today=TODAY)
    try:
        releases = ocds_shape.read(published_package(town.council, uri=URI, today=TODAY))["releases"]
    except NoContractsError:
        return {}
    return {release["contracts"][0]["title"]: release["contracts"][0] for release in releases}


def told(contract: dict) -> dict[str, object]:
    """Every figure of a contract by the id of its observation."""
    metrics = [*contract.get("agreedMetrics", []), *contract.get("implementation", {}).get("metrics", [])]
    observed = [one for metric in metrics for one in metric.get("observations", [])]
    return {one["id"]: one.get("measure", one.get("value", {}).get("amount")) for one in observed}


def kpi(contract: Contract, measure) -> Commitment:
    """A promise of a contract, marked as a statutory KPI."""
    promise = contract.commitments.get(measure=measure)
    StatutoryKpi.objects.create(commitment=promise, marked_at=timezone.now(), marked_by=contract.manager)
    return promise


def rate(promise: Commitment, rating: str = "below") -> None:
    contract = promise.contract
    day = date(2026, 9, 30)
    assessment = KpiAssessment.objects.filter(contract=contract).first() or KpiAssessment.objects.create(
        contract=contract, covers_from=date(2026, 4, 1), covers_until=day, met=100, slightly_below=85, below=60,
        assessed_at=A_MOMENT, assessed_by=contract.manager,
    )  # fmt: skip
    KpiRating.objects.create(
        assessment=assessment, commitment=promise, position=promise.position, title=promise.promise, description="",
        profile=1234, verified=567, lower_is_better=False, suggested=rating, rating=rating,
    )  # fmt: skip


def fail(contract: Contract, *promises: Commitment, amount: int = 90) -> None:
    """A case about these promises in which a remedy was approved."""
    by, second = contract.manager, OfficerRoleFactory(council=contract.council).user
    case = Escalation.objects.create(contract=contract, opened_at=A_MOMENT, opened_by=by)
    case.commitments.set(promises)
    step = {"escalation": case, "words": "Anwen was turned away.", "taken_at": A_MOMENT, "taken_by": by}
    EscalationStep.objects.create(number=1, level=3, requirement="Anwen’s clause", due_on=TODAY, **step)
    taken = EscalationStep.objects.create(number=2, level=4, **step)
    Remedy.objects.create(
        escalation=case, kind="shortfall_payment", status="approved", amount=amount, reason="About Anwen", step=taken,
        proposed_at=A_MOMENT, proposed_by=by, decided_at=A_MOMENT, decided_by=second,
    )  # fmt: skip


# --- What is told -----------------------------------------------------------------------------------------------------
def test_contract_is_told_with_its_published_figures_over_its_whole_length():
    town = Town()
    trees, spent = town.measure("T", title="Trees"), town.measure("S", value_type="money", title="Spent nearby")
    contract = town.contract(title="Parks", area=AreaFactory(council=town.council, code="E05009289"))
    town.report(contract, trees, 30, promised=50)
    town.report(contract, spent, "1250.50", promised=9000)
    told_of = published(town)["Parks"]
    assert [metric["title"] for metric in told_of["agreedMetrics"]] == ["Trees", "Spent nearby"]
    assert told(told_of) == {
        f"{trees.pk}-promised": 50,
        f"{trees.pk}-verified": 30,
        f"{spent.pk}-promised": 9000,
        f"{spent.pk}-verified": 1250.5,
    }
    [promised] = told_of["agreedMetrics"][0]["observations"]
    assert promised["period"] == told_of["period"] and promised["dimensions"] == {"geography": "E05009289"}
    assert "987654" not in str(told_of), "what suppliers claim"
    assert "Promise" not in str(told_of), "promises in words may be about people"


def test_result_stands_as_of_the_day_on_which_the_figures_last_changed():
    town = Town()
    trees = town.measure("T")
    town.report(town.contract(title="Parks"), trees, 30, promised=50)
    publish_figures_of(town.council.pk, today=TODAY)
    PublishedEdition.objects.update(as_of=datetime(2026, 10, 12, 8, tzinfo=UTC))
    [verified] = published(town, works_out=False)["Parks"]["implementation"]["metrics"][0]["observations"]
    assert verified["period"] == {"startDate": "2026-04-01T00:00:00+01:00", "endDate": "2026-10-12T23:59:59+01:00"}


def test_figures_are_those_of_the_open_data_file():
    """Whatever stands here stands there: a file more tells nobody more."""
    town = Town()
    measures = {code: town.measure(code, protects=code == "L") for code in "TUL"}
    measures["P"] = town.measure("P", value_type="percent")
    town.tie(measures["U"], "subset_of", measures["L"])
    for number in range(4):
        contract = town.contract(title=f"Contract {number}")
        for code in "TUL":
            town.report(contract, measures[code], number + 2, promised=number + 3)
        town.report(contract, measures["P"], 3 + number, base=8 + number)
    town.report(town.contract(title="Quiet"), measures["T"], 100, is_publishable=False, unpublishable="commercial")
    found = published(town)
    by_pk = {str(measure.pk): code for code, measure in measures.items()}
    here = {
        (title, by_pk[name.partition("-")[0]], name.partition("-")[2], amount)
        for title, contract in found.items()
        for name, amount in told(contract).items()
    }
    rows = [dict(zip(HEADER, row, strict=True)) for row in open_data_rows(town.council.pk, today=TODAY)]
    there = {
        (row["contract"], row["measure_code"], kind, float(row[kind]))
        for row in rows
        if row["level"] == "contract"
        for kind in ("promised", "verified")
        if row[kind] not in ("", "not shown")
    }
    assert here == there and len(here) == 4 * 2 + 2
    assert told(found["Quiet"]) == {}


def test_percentage_on_a_small_base_is_left_out_and_that_is_said():
    town = Town()
    share = town.measure("P", value_type="percent", title="Glad")
    town.report(town.contract(title="Small"), share, 3, base=9)
    town.report(town.contract(title="Large"), share, 9, base=12)
    found = published(town)
    assert told(found["Large"]) == {f"{share.pk}-verified": 75}
    assert found["Small"]["implementation"]["metrics"] == [
        {"id": str(share.pk), "title": "Glad", "description": "P. The figure is not shown: it rests on few cases."}
    ]


# --- What is not ------------------------------------------------------------------------------------------------------
def test_invariant_12_nothing_tells_that_a_contract_has_a_measure_about_a_protected_group():
    town = Town()
    leavers, tied = town.measure("L", protects=True), town.measure("U")
    town.tie(tied, "subset_of", leavers)
    one, other = town.contract(title="One"), town.contract(title="Other")
    for measure in (leavers, tied):
        town.report(one, measure, 40, promised=50)
    for measure in (leavers, tied):
        rate(kpi(one, measure))
    fail(one, *one.commitments.all())
    found = published(town)
    own = {"id", "awardID", "title"}
    assert {name: told for name, told in found["One"].items() if name not in own} == {
        name: told for name, told in found["Other"].items() if name not in own
    }
    assert "whole council" in found["One"]["noAgreedMetricsRationale"]
    assert other.title == found["Other"]["title"]


def test_invariant_12_case_that_is_about_a_protected_measure_too_is_not_told():
    town = Town()
    leavers, trees = town.measure("L", protects=True), town.measure("T")
    contract = town.contract(title="Parks")
    for measure in (leavers, trees):
        town.report(contract, measure, 30, promised=50)
    fail(contract, kpi(contract, leavers), kpi(contract, trees))
    assert "performanceFailures" not in published(town)["Parks"]["implementation"]


def test_rating_and_failure_of_a_published_measure_are_told_without_what_officers_wrote():
    town = Town()
    trees = town.measure("T", title="Trees")
    contract = town.contract(title="Parks")
    town.report(contract, trees, 30, promised=50)
    promise = kpi(contract, trees)
    rate(promise)
    fail(contract, promise)
    found = published(town)["Parks"]
    verified, rated = found["implementation"]["metrics"][0]["observations"]
    assert verified["measure"] == 30
    assert rated["measureClassification"] == {"id": "below", "description": "Requires improvement"}
    assert "measure" not in rated and "567" not in str(found), "the figure of that day is no published one"
    [failure] = found["implementation"]["performanceFailures"]
    assert (failure["requirement"], failure["penaltyValue"]) == ("Trees", {"amount": 90, "currency": "GBP"})
    assert "Anwen" not in str(found)


def test_rating_of_a_percentage_is_not_told():
    """On a small base the percentage is hidden, and its rating says how high it is."""
    town = Town()
    share = town.measure("P", value_type="percent")
    for title, base in (("Small", 9), ("Large", 90)):
        contract = town.contract(title=title)
        town.report(contract, share, 8, base=base)
        promise = kpi(contract, share)
        rate(promise)
        fail(contract, promise)
    found = published(town)
    assert "measureClassification" not in str(found) and "performanceFailures" not in str(found)


def test_promise_that_may_not_be_published_is_in_nothing():
    town = Town()
    trees = town.measure("T")
    contract = town.contract(title="Quiet")
    town.report(contract, trees, 30, promised=50, is_publishable=False, unpublishable="commercial")
    promise = kpi(contract, trees)
    rate(promise)
    fail(contract, promise)
    assert "agreedMetrics" not in published(town)["Quiet"] and "implementation" not in published(town)["Quiet"]


def test_licensed_measure_and_one_agreed_for_one_contract_about_a_protected_group_are_not_told():
    town = Town()
    licensed = FrameworkVersionFactory(framework__council=town.council, framework__is_licensed=True)
    single = FrameworkVersionFactory(framework__council=town.council, framework__is_for_single_contracts=True)
    contract = town.contract(title="Parks")
    town.report(contract, town.measure("X", version=licensed, title="Somebody’s words"), 30, promised=50)
    town.report(contract, town.measure("C", version=single, protects=True), 30, promised=50)
    assert told(published(town)["Parks"]) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "preparing"},
        {"value_net": 5000},
        {"value_net": None, "value_gross": 5000},
    ],
)
def test_contract_that_is_not_on_the_register_is_not_told(fields):
    town = Town()
    town.report(town.contract(title="Small", **fields), town.measure("T"), 30, promised=50)
    assert published(town) == {}


def test_contracts_of_another_council_and_of_one_that_there_is_not_are_not_told():
    town, other = Town(), Town()
    town.contract(title="Ours")
    other.contract(title="Theirs")
    assert published(town).keys() == {"Ours"}
    type(town.council).objects.filter(pk=town.council.pk).update(valid_to=TODAY)
    assert published(town) == {}


def test_contract_is_told_before_any_figure_was_worked_out():
    town = Town()
    town.report(town.contract(title="Parks"), town.measure("T"), 30, promised=50)
    assert told(published(town, works_out=False)["Parks"]) == {}


COUNTS = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 12]), min_size=3, max_size=3)


@settings(deadline=None, max_examples=12)
@given(COUNTS, COUNTS, st.sampled_from(["subset_of", "funnel_next", "same_fact_other_unit", "overlaps"]))
def test_invariant_12_file_is_the_same_whatever_is_true_of_protected_groups(drawn, others, kind):
    """Two towns that differ in what protected groups did, and in nothing else, publish the same contracts."""

    def written(amounts: list[int]) -> dict[str, dict]:
        with undone():
            town = Town()
            leavers, tied, trees = town.measure("L", protects=True), town.measure("U"), town.measure("T")
            town.tie(leavers, kind, tied)
            for number, amount in enumerate(amounts):
                contract = town.contract(title=f"Contract {number}")
                town.report(contract, leavers, amount, promised=amount)
                town.report(contract, tied, amount, promised=amount)
                town.report(contract, trees, 7, promised=9)
                rate(kpi(contract, leavers), "met" if amount > 2 else "below")
                if amount < 2:
                    fail(contract, *contract.commitments.filter(measure=leavers), amount=10 * (9 - amount))
            found = published(town)
            figures = {title: sorted(told(contract).values(), key=str) for title, contract in found.items()}
            shape = {title: sorted(contract) for title, contract in found.items()}
            return {"figures": figures, "shape": shape, "failed": "performanceFailures" in str(found)}

    assert written(drawn) == written(others)


# --- What it costs ----------------------------------------------------------------------------------------------------
def test_file_asks_as_much_for_many_contracts_as_for_one():
    town = Town()
    trees = town.measure("T")

    def fill() -> None:
        contract = town.contract()
        town.report(contract, trees, 30, promised=50)
        promise = kpi(contract, trees)
        rate(promise)
        fail(contract, promise)

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            published(town, works_out=False)
        return len(queries)

    fill()
    publish_figures_of(town.council.pk, today=TODAY)
    few = counted()
    for _number in range(12):
        fill()
    assert counted() == few == 10


def test_file_is_the_same_until_something_changes_or_the_day():
    town = Town()
    town.report(town.contract(), town.measure("T"), 30, promised=50)
    publish_figures_of(town.council.pk, today=TODAY)
    first, second = ("".join(published_package(town.council, uri=URI, today=TODAY)) for _time in range(2))
    assert first == second
