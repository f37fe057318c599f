import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import grant_role, revoke_role, save_council, save_council_identifier
from accounts.models import Council, CouncilIdentifier, OfficerRole
from audit.models import AuditEvent
from tests.factories import CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True, is_staff=True)


def test_council_saved_by_administrator_is_in_the_history(administrator):
    council = CouncilFactory.build(name="Testford Council")
    save_council(council=council, changed=["name"], by=administrator)
    assert Council.objects.get().name == "Testford Council"
    assert events() == ["council.saved"]


def test_council_number_is_stored_and_in_the_history(administrator):
    identifier = CouncilIdentifier(council=CouncilFactory(), scheme="GB-LAE", value="TST")
    save_council_identifier(identifier=identifier, by=administrator)
    assert CouncilIdentifier.objects.get().value == "TST"
    assert events() == ["council_identifier.saved"]


def test_role_granted_twice_is_one_role_and_one_event(administrator):
    person, council = UserFactory(), CouncilFactory()
    for _again in range(2):
        grant_role(user=person, council=council, role=OfficerRole.Role.AUDITOR, by=administrator)
    assert OfficerRole.objects.filter(user=person).count() == 1
    assert events() == ["role.granted"]


def test_role_revoked_is_gone_and_in_the_history(administrator):
    role = grant_role(user=UserFactory(), council=CouncilFactory(), role=OfficerRole.Role.AUDITOR, by=administrator)
    revoke_role(officer_role=role, by=administrator)
    assert not OfficerRole.objects.exists()
    assert events() == ["role.granted", "role.revoked"]


@pytest.mark.parametrize("person", [{"is_staff": True}, {"is_superuser": True, "is_active": False}])
def test_nobody_else_sets_up_councils(person):
    somebody, council = UserFactory(**person), CouncilFactory()
    role = OfficerRole.objects.create(user=UserFactory(), council=council, role=OfficerRole.Role.AUDITOR)
    identifier = CouncilIdentifier(council=council, scheme="GB-LAE", value="TST")
    for act in (
        lambda: save_council(council=council, changed=[], by=somebody),
        lambda: save_council_identifier(identifier=identifier, by=somebody),
        lambda: grant_role(user=somebody, council=council, role=OfficerRole.Role.AUDITOR, by=somebody),
        lambda: revoke_role(officer_role=role, by=somebody),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert OfficerRole.objects.count() == 1
    assert not CouncilIdentifier.objects.exists()
    assert events() == []


@pytest.mark.parametrize(
    ("address", "fields", "event"),
    [
        (
            "/admin/accounts/council/add/",
            {"name": "Testford", "slug": "testford", "nation": "ENG", "valid_from": "2026-04-01"}
            | {"review_working_days": 10, "change_working_days": 10, "brand_colour": "#224466"}
            | {"default_language": "en-gb"},
            "council.saved",
        ),
    ],
)
def test_support_screens_write_through_the_actions(client, administrator, address, fields, event):
    client.force_login(administrator)
    answer = client.post(address, fields)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert events() == [event]
