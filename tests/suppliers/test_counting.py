"""Counts that stop at a hundred, many in one question."""

import pytest

from accounts.models import User
from suppliers.counting import counts_up_to, words_for
from suppliers.models import Organisation
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_counts_are_made_in_one_query_and_stop_after_the_most(django_assert_num_queries):
    OrganisationFactory.create_batch(5)
    rows = {
        "all": Organisation.objects.order_by("name"),
        "some": Organisation.objects.filter(name__endswith="no such name"),
        "none": Organisation.objects.none(),
    }
    with django_assert_num_queries(1):
        counts = counts_up_to(rows, most=3)
    assert counts == {"all": 4, "some": 0, "none": 0}


def test_rows_met_twice_by_a_join_are_counted_as_the_query_gives_them():
    """As `len()` of the query would."""
    person = UserFactory()
    assert counts_up_to({"people": User.objects.filter(pk=person.pk)}) == {"people": 1}


def test_query_that_says_its_order_is_asked_in_it_and_no_other(django_assert_num_queries):
    OrganisationFactory.create_batch(2)
    rows = {"said": Organisation.objects.order_by("name"), "usual": Organisation.objects.all()}
    assert Organisation._meta.ordering
    with django_assert_num_queries(1) as captured:
        assert counts_up_to(rows) == {"said": 2, "usual": 2}
    assert captured.captured_queries[0]["sql"].count("ORDER BY") == 1


def test_count_beyond_the_most_is_said_with_a_plus():
    assert [words_for(number) for number in (0, 7, 100, 101)] == ["0", "7", "100", "100+"]
