"""Parts stay within their wholes after a decision too, whichever of the two a correction changes."""

from decimal import Decimal

import pytest

from framework.models import MeasureRelation
from returns.actions.answering import Figure
from suppliers.checks import NotReady
from tests.factories import CouncilFactory, FrameworkVersionFactory, MeasureFactory
from tests.returns.road import correct, decide_all, finish, open_road, send, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    """Line 1 counts a part of what line 2 counts: 10 of 20, verified and decided."""
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    part, whole = (MeasureFactory(version=version) for _each in range(2))
    MeasureRelation.objects.create(
        version=version, measure_a=part, kind="subset_of", measure_b=whole, effect="block", span="period", rule="Words"
    )
    road = open_road(part, whole, council=version.framework.council, framework_version=version)
    send(road, line_1=Figure(claimed=Decimal(10)), line_2=Figure(claimed=Decimal(20)))
    take(road)
    decide_all(road)
    finish(road)
    return road


@pytest.mark.parametrize(("line", "difference"), [(1, 15), (2, -15)])
def test_invariant_05_correction_never_makes_a_part_more_than_its_whole(road, line, difference):
    with pytest.raises(NotReady, match="Measure"):
        correct(road, line, value=difference)


@pytest.mark.parametrize(("line", "difference"), [(1, 10), (2, -10)])
def test_invariant_05_correction_up_to_the_whole_is_possible(road, line, difference):
    assert correct(road, line, value=difference).status == "approved"


def test_invariant_05_second_correction_counts_the_first(road):
    correct(road, 1, value=8)
    with pytest.raises(NotReady):
        correct(road, 2, value=-5)
