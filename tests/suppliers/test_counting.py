"""Counts that stop at a hundred, many in one question."""

import pytest

from accounts.models import User
from suppliers.counting import KeptCountings, counts_up_to, words_for
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


# --- Kept -------------------------------------------------------------------------------------------------------------
def test_kept_question_is_written_once_and_answered_anew(django_assert_num_queries):
    kept, written = KeptCountings(), []

    def rows():
        written.append("once")
        return {"all": Organisation.objects.all(), "none": Organisation.objects.none()}

    for number in range(3):
        OrganisationFactory()
        with django_assert_num_queries(1):
            assert kept.counts_up_to("anything", rows) == {"all": number + 1, "none": 0}
    assert written == ["once"]


def test_kept_question_that_depends_on_something_else_is_another():
    kept = KeptCountings()
    first, second = OrganisationFactory.create_batch(2)
    for name in (first.name, second.name, "no such name"):
        found = kept.counts_up_to(name, lambda name=name: {"named": Organisation.objects.filter(name=name)})
        assert found == {"named": int(name != "no such name")}
    everybody = {"all": Organisation.objects.all()}
    assert kept.counts_up_to("all", lambda: everybody, most=0) == {"all": 1}
    assert kept.counts_up_to("all", lambda: everybody) == {"all": 2}


def test_only_so_many_questions_are_kept():
    kept, written = KeptCountings(most_kept=2), []
    for person in (1, 2, 1, 3, 1):
        kept.counts_up_to(person, lambda person=person: written.append(person) or {"all": Organisation.objects.all()})
    assert written == [1, 2, 3, 1]
