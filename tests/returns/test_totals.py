"""Totals of contracts and councils: what shares one is all counted, at once or one after the other."""

import pytest

from returns import totals
from returns.actions.submitting import submit_return
from returns.figures import differing_figures
from returns.models import ContractTotal, CouncilTotal
from returns.overview import council_figures
from returns.totals import added_up, shard_of
from tests.factories import MemberFactory
from tests.returns.road import DECLARED, Road, answer_all, open_road
from tests.returns.together import failures, together


def alike(first: Road, how_many: int) -> list[Road]:
    """More contracts of the same council with the same measures, in the opposite order."""
    measures = [commitment.measure for commitment in reversed(first.commitments)]
    contract = {"council": first.contract.council, "framework_version": first.contract.framework_version}
    return [open_road(*measures, **contract) for _ in range(how_many)]


def claimed(council) -> list[int]:
    return [row["claimed"] for row in added_up(CouncilTotal.objects.filter(council=council, kind="all")).values()]


@pytest.mark.django_db(transaction=True)
def test_invariant_19_contracts_that_share_a_total_and_send_at_once_are_all_counted(monkeypatch):
    monkeypatch.setattr(totals, "SHARDS", 1)
    first = open_road("count", "money", "quantity")
    roads = [first, *alike(first, 5)]
    for road in roads:
        answer_all(road)
    people = [MemberFactory(organisation=road.contract.supplier).user for road in roads]
    results = together(
        [
            lambda road=road, by=by: submit_return(supplier_return=road.supplier_return, declarations=DECLARED, by=by)
            for road, by in zip(roads, people, strict=True)
        ]
    )
    assert failures(results) == []
    assert list(differing_figures()) == []
    one = ContractTotal.objects.filter(contract=first.contract).order_by("measure").values_list("claimed", flat=True)
    assert claimed(first.contract.council) == [6 * amount for amount in one]


@pytest.mark.django_db
def test_totals_of_a_council_are_the_sum_of_its_shards():
    first = open_road("count")
    roads = [first, *alike(first, 3)]
    for road in roads:
        answer_all(road)
        submit_return(supplier_return=road.supplier_return, declarations=DECLARED, by=road.editor)
    shards = {shard_of(road.contract.pk) for road in roads}
    assert set(CouncilTotal.objects.values_list("shard", flat=True)) == shards and len(shards) > 1
    [total] = council_figures(first.second)
    assert total.claimed == sum(ContractTotal.objects.values_list("claimed", flat=True))
    assert total.verified is None
