"""What `migrate` and `check --database default` say about accounts of the demonstration among real people."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from accounts.second_factor import DEMONSTRATION_SECRET
from portal.data_checks import demonstration_accounts
from portal.demo.people import PEOPLE
from tests.factories import UserFactory
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def of_real_people(settings):
    settings.EMBEDDED = settings.DEBUG = False


def known_account(**fields):
    user = UserFactory(**fields)
    give_app(user, DEMONSTRATION_SECRET)
    return user


def found() -> list[str]:
    return [message.id for message in demonstration_accounts(None, databases=["default"])]


@pytest.mark.parametrize(
    ("command", "options"),
    [("check", {"databases": ["default"]}), ("migrate", {"plan": True, "skip_checks": False})],
)
def test_account_with_the_secret_everybody_knows_stops_the_command(command, options):
    known_account()
    with pytest.raises(SystemCheckError, match=r"portal\.E007.*everybody knows: 1\."):
        call_command(command, **options)


def test_account_with_an_address_of_the_demonstration_is_found_without_a_second_factor():
    UserFactory(email=PEOPLE[0].email)
    assert not Authenticator.objects.exists() and found() == ["portal.E007"]


def test_accounts_of_real_people_pass():
    give_app(UserFactory())
    UserFactory()
    call_command("check", "--database", "default")
    assert found() == []


def test_account_that_was_switched_off_passes():
    known_account(is_active=False)
    assert found() == []


def test_demonstration_on_somebodys_own_machine_passes(settings):
    known_account()
    settings.EMBEDDED = True
    assert found() == []


def test_training_portal_may_say_that_it_is_meant(settings):
    known_account()
    settings.SILENCED_SYSTEM_CHECKS = ["portal.E007"]
    call_command("check", "--database", "default")


def test_check_that_names_no_database_asks_none(django_assert_num_queries):
    known_account()
    with django_assert_num_queries(0):
        assert demonstration_accounts(None, databases=None) == []


def test_database_before_its_first_migration_passes(monkeypatch):
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self: [])
    known_account()
    assert found() == []
