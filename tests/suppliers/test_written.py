"""Queries that are written once: they answer as any other does, whatever they are asked with."""

import pytest
from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import RawSQL

from accounts.models import OfficerRole
from suppliers.models import Contract, Member, Organisation
from suppliers.queries import council_contracts_visible_to
from suppliers.written import Written, blank
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.returns.together import together

pytestmark = pytest.mark.django_db
TRICKY = ["50 %s off", "%(name)s", "O’Brien' OR '1'='1", '"; DROP TABLE suppliers_contract; --', "100%", "%%s"]


def by_name() -> Written[Organisation]:
    return Written(Organisation.objects.filter(name=blank("name")))


def test_rows_are_those_of_today_and_not_of_when_it_was_written(django_assert_num_queries):
    named = by_name()
    assert named.rows_for(name="Northside") == []
    made = OrganisationFactory(name="Northside")
    assert named.rows_for(name="Northside") == [made]
    made.name = "Southside"
    made.save()
    with django_assert_num_queries(2):
        assert named.rows_for(name="Northside") == []
        assert named.rows_for(name="Southside") == [made]


@pytest.mark.parametrize("name", TRICKY)
def test_value_is_only_ever_a_value(name):
    OrganisationFactory(name="Northside")
    made = OrganisationFactory(name=name)
    assert by_name().rows_for(name=name) == [made]
    among = Written(Organisation.objects.filter(name__in=blank("names")))
    assert among.rows_for(names=[name]) == [made]
    assert among.rows_for(names=Organisation.objects.filter(name=name).values("name")) == [made]


def test_rows_come_with_what_is_read_beside_them(django_assert_num_queries):
    contract, _other = ContractFactory(), ContractFactory()
    member = MemberFactory(organisation=contract.supplier)
    has_people = Exists(Member.objects.filter(organisation=OuterRef("supplier"), user=blank("user")))
    rows = Contract.objects.select_related("supplier", "department").only("title", "supplier__name", "department__name")
    written = Written(rows.annotate(has_people=has_people).filter(pk=blank("pk")))
    for user, is_theirs in ((member.user_id, True), (0, False)):
        with django_assert_num_queries(1):
            (found,) = written.rows_for(pk=contract.pk, user=user)
            assert (found.title, found.supplier.name, found.department) == (
                contract.title, contract.supplier.name, None,
            )  # fmt: skip
            assert found.has_people is is_theirs
    with django_assert_num_queries(1):
        assert found.reference == contract.reference  # what was left out is read when it is asked for


def test_fields_and_order_and_limit_are_those_of_the_query():
    for name in ("C", "A", "B"):
        OrganisationFactory(name=name)
    names = Written(Organisation.objects.filter(name__gte=blank("first")).order_by("-name").values_list("name")[:2])
    assert names.rows_for(first="A") == [("C",), ("B",)]
    assert names.rows_for(first="C") == [("C",)]


def test_nothing_is_asked_where_no_row_can_be_found(django_assert_num_queries):
    OrganisationFactory(name="Northside")
    among = Written(Organisation.objects.filter(pk__in=blank("keys")))
    with django_assert_num_queries(0):
        assert (
            among.rows_for(keys=[])
            == among.rows_for(keys=set())
            == among.rows_for(keys=Organisation.objects.none())
            == []
        )


def test_value_that_is_not_known_finds_no_row():
    contract = ContractFactory(status="preparing", supplier=None, supplier_owner=None)
    written = Written(Contract.objects.filter(supplier=blank("supplier")))
    assert written.rows_for(supplier=None) == []
    assert contract.supplier_id is None


def test_what_a_person_sees_is_asked_within_it_each_time(django_assert_num_queries):
    contract, other = ContractFactory(), ContractFactory()
    role = OfficerRoleFactory(council=contract.council)
    written = Written(Contract.objects.filter(pk=blank("pk")))

    def seen(pk: int) -> list[Contract]:
        person = type(role.user).objects.get(pk=role.user_id)
        return written.rows_for(pk=council_contracts_visible_to(person).filter(pk=pk).values("pk"))

    assert (seen(contract.pk), seen(other.pk), seen(10**30)) == ([contract], [], [])
    OfficerRole.objects.filter(pk=role.pk).update(council=other.council)
    assert (seen(contract.pk), seen(other.pk)) == ([], [other])


@pytest.mark.django_db(transaction=True)
def test_people_who_ask_at_once_get_each_their_own_answer():
    made = [OrganisationFactory(name=f"Supplier {number}") for number in range(4)]
    named = by_name()

    def asked(organisation: Organisation) -> set[int]:
        return {found.pk for _turn in range(50) for found in named.rows_for(name=organisation.name)}

    assert together([lambda one=one: asked(one) for one in made]) == [{one.pk} for one in made]


def test_blank_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="name"):
        by_name().rows_for(title="Northside")


def test_query_whose_places_cannot_be_told_apart_is_refused():
    rows = Organisation.objects.annotate(sign=RawSQL("'%%s'", [])).filter(name=F("sign"), pk=blank("pk"))
    with pytest.raises(ValueError, match="cannot be told apart"):
        Written(rows)
