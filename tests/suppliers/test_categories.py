"""The service categories a council starts with."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import OfficerRole
from audit.models import AuditEvent
from suppliers.actions.categories import create_default_categories
from suppliers.models import ServiceCategory
from tests.factories import CouncilFactory, OfficerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_council_starts_with_the_four_kinds_of_placement():
    officer = OfficerRoleFactory().user
    council = officer.officer_roles.get().council
    categories = create_default_categories(council=council, by=officer)
    assert [(category.council, category.code) for category in categories] == [
        (council, "IFA"), (council, "RES_PC"), (council, "SEMI16"), (council, "UASC"),
    ]  # fmt: skip
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.actor, event.council_id) == ("categories.added", officer, council.pk)
    assert event.data == {"codes": "IFA, RES_PC, SEMI16, UASC"}


def test_categories_that_are_there_stay_as_the_council_has_them():
    council = CouncilFactory()
    ServiceCategory.objects.create(council=council, code="IFA", label="Fostering, in our own words")
    for _ in range(2):
        create_default_categories(council=council, by=None)
    assert council.service_categories.count() == 4
    assert council.service_categories.get(code="IFA").label == "Fostering, in our own words"
    (event,) = AuditEvent.objects.all()
    assert (event.actor, event.data) == (None, {"codes": "RES_PC, SEMI16, UASC"})


def test_each_council_has_its_own():
    first, second = CouncilFactory(), CouncilFactory()
    create_default_categories(council=first, by=None)
    assert not second.service_categories.exists()


def test_people_without_the_right_add_none():
    council = CouncilFactory()
    auditor = OfficerRoleFactory(council=council, role=OfficerRole.Role.AUDITOR).user
    for person in (auditor, OfficerRoleFactory().user, UserFactory()):
        with pytest.raises(PermissionDenied):
            create_default_categories(council=council, by=person)
    assert not ServiceCategory.objects.exists()
