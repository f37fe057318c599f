"""The counts on an officer's first page: kept questions, answers of this moment, and each person's own."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import OfficerRole, User
from accounts.queries import officer_roles
from returns import overview
from returns.overview import needs_you
from suppliers.counting import Counting
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.returns.road import open_road, send
from tests.suppliers.promising import officer_of, propose

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 10)


def count(user: User, *labels: str) -> str:
    """One figure of the first page, in a request of its own."""
    counts = needs_you(User.objects.get(pk=user.pk), today=timezone.localdate())
    return next(one.number for one in counts if one.label in labels)


def waiting(user: User) -> str:
    return count(user, "waiting to be read")


def promises(user: User) -> str:
    return count(user, "promise to answer", "promises to answer")


def test_question_is_made_of_the_roles_and_the_day_alone(django_assert_num_queries):
    """What it is kept by: were anything else read while it is made, one person could get another's question."""
    person = OfficerRoleFactory(role="social_value_lead").user
    OfficerRoleFactory(user=person, role="contract_manager")
    restricted = MemberFactory(user=person, is_restricted=True)
    restricted.contracts.add(ContractFactory(supplier=restricted.organisation))
    person = User.objects.get(pk=person.pk)
    assert len(officer_roles(person)) == 2
    with django_assert_num_queries(0):
        first = Counting.of(overview._quickly_asked(person, today=TODAY), most=100)
    assert first == Counting.of(overview._quickly_asked(person, today=TODAY), most=100)
    assert "_places" not in vars(person) and "_listed_contracts" not in vars(person)


def test_counts_are_of_this_moment():
    road = open_road()
    assert waiting(road.second) == "0"
    send(road)
    assert waiting(road.second) == "1"


def test_who_loses_a_role_counts_nothing_more_and_who_gains_one_counts_at_once():
    road = open_road()
    send(road)
    assert waiting(road.second) == "1"
    OfficerRole.objects.filter(user=road.second).delete()
    assert waiting(road.second) == "0"
    other = OfficerRoleFactory().user
    assert waiting(other) == "0"
    OfficerRoleFactory(user=other, council=road.contract.council, role="auditor")
    assert waiting(other) == "1"


def test_promise_is_counted_by_whoever_may_answer_it():
    contract = ContractFactory(status="active")
    lead, auditor = officer_of(contract, "social_value_lead"), officer_of(contract, "auditor")
    other_manager, elsewhere = officer_of(contract), OfficerRoleFactory(role="social_value_lead").user
    propose(contract)
    assert promises(contract.manager) == promises(lead) == "1"
    assert promises(auditor) == promises(other_manager) == promises(elsewhere) == "0"
