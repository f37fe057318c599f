"""The departments and areas that a council keeps, and the page on which its social value leads change them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from suppliers.actions.places import set_places
from suppliers.checks import NotReady
from suppliers.models import Area, Department
from tests.factories import AreaFactory, ContractFactory, DepartmentFactory, OfficerRoleFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return OfficerRoleFactory(role="social_value_lead")


def names(model) -> list[str]:
    return list(model.objects.order_by("name").values_list("name", flat=True))


def test_list_is_changed_as_a_whole(lead):
    first, second = DepartmentFactory.create_batch(2, council=lead.council)
    swapped = {first.pk: {"name": second.name}, second.pk: {"name": first.name}}
    set_places(council=lead.council, model=Department, kept=swapped, added=[{"name": "Parks"}], by=lead.user)
    assert {one.pk: one.name for one in Department.objects.filter(pk__in=swapped)} == {
        pk: said["name"] for pk, said in swapped.items()
    }
    set_places(council=lead.council, model=Department, kept={}, added=[], by=lead.user)
    assert names(Department) == []
    events = AuditEvent.objects.order_by("pk").values_list("event", "data")
    assert list(events) == [
        ("departments.set", {"kept": 2, "added": 1, "gone": 0}),
        ("departments.set", {"kept": 0, "added": 0, "gone": 3}),
    ]


def test_list_of_areas_is_changed_with_an_event_of_its_own(lead):
    riverside = {"name": "Riverside", "code": "E05009289"}
    set_places(council=lead.council, model=Area, kept={}, added=[riverside], by=lead.user)
    assert list(Area.objects.values("name", "code")) == [riverside]
    event = AuditEvent.objects.get()
    assert (event.event, event.data) == ("areas.set", {"kept": 0, "added": 1, "gone": 0})


def test_what_contracts_are_put_under_stays(lead):
    area = AreaFactory(council=lead.council)
    ContractFactory(council=lead.council, area=area)
    with pytest.raises(NotReady, match=f"Contracts are put under “{area.name}”"):
        set_places(council=lead.council, model=Area, kept={}, added=[], by=lead.user)


def test_two_cannot_have_one_name(lead):
    with pytest.raises(NotReady, match="the same name"):
        set_places(
            council=lead.council, model=Department, kept={}, added=[{"name": "Parks"}, {"name": "PARKS"}], by=lead.user
        )


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_lists_are_for_leads_of_the_council(lead, role):
    for person in (OfficerRoleFactory(council=lead.council, role=role).user, OfficerRoleFactory(role=lead.role).user):
        with pytest.raises(PermissionDenied):
            set_places(council=lead.council, model=Area, kept={}, added=[{"name": "North"}], by=person)


def test_page_adds_renames_and_takes_out(lead):
    north, south = AreaFactory(council=lead.council), AreaFactory(council=lead.council)
    client, page = browser(lead.user), reverse("area-edit", args=[lead.council.pk])
    typed = {
        f"name_{north.pk}": "Northside", f"code_{north.pk}": "E05009289", f"name_{south.pk}": "",
        "name_new1": "Riverside", "code_new1": "",
    }  # fmt: skip
    assert "The list was saved." in shown(client.post(page, typed, follow=True))
    assert names(Area) == ["Northside", "Riverside"]
    assert AuditEvent.objects.get(event="areas.set").data == {"kept": 1, "added": 1, "gone": 1}
    north.refresh_from_db()
    assert north.code == "E05009289"


def test_page_says_what_is_wrong_and_keeps_what_was_typed(lead):
    client, page = browser(lead.user), reverse("area-edit", args=[lead.council.pk])
    said = shown(client.post(page, {"name_new1": "Riverside", "code_new1": "Riverside"}))
    assert "Enter a code like E05009289, or leave it empty" in said
    said = client.post(page, {"name_new1": "", "code_new1": "E05009289"})
    assert "Enter the name that goes with this code" in shown(said) and b"E05009289" in said.content
    assert names(Area) == []


def test_contract_is_put_under_them_on_its_own_page(lead):
    department, area = DepartmentFactory(council=lead.council), AreaFactory(council=lead.council)
    contract = ContractFactory(council=lead.council, manager=lead.user)
    client = browser(lead.user)
    edit = reverse("contract-edit", args=[contract.pk])
    assert department.name in shown(client.get(edit)) and "Not said" in shown(client.get(edit))
    typed = {"title": contract.title, "description": "", "department": department.pk, "area": area.pk}
    assert client.post(edit, typed).status_code == 302
    page = shown(client.get(reverse("contract-detail", args=[contract.pk])))
    assert department.name in page and area.name in page
