"""Accounts that nobody confirmed go after a week; every other one stays."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import OutboundEmail, User
from accounts.tasks import sweep_accounts
from audit.models import AuditEvent
from suppliers.models import Registration
from tests.factories import (
    PASSWORD,
    ContractFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.signing_in import SIGN_IN, confirm_address

pytestmark = pytest.mark.django_db
SIGN_UP, CONFIRM = "/accounts/signup/", "/accounts/confirm-email/"
SOMEBODY = {"first_name": "Rosalind", "last_name": "Placeholder", "email": "ros@example.com", "password1": PASSWORD}
WEEK = timedelta(days=7)


def sign_up(*, ago: timedelta = WEEK + timedelta(hours=1), **fields) -> User:
    """An account that was made a while ago, and whose address nobody confirmed."""
    user = UserFactory(date_joined=timezone.now() - ago, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


def are_left() -> set[User]:
    return set(User.objects.all())


def test_account_that_was_never_confirmed_is_removed_after_a_week(client, time_machine):
    time_machine.move_to("2026-06-01T10:00:00+01:00")
    client.post(SIGN_UP, SOMEBODY)
    time_machine.move_to("2026-06-08T03:10:00+01:00")
    assert sweep_accounts() == 0 and User.objects.count() == 1
    time_machine.move_to("2026-06-09T03:10:00+01:00")
    assert sweep_accounts() == 1
    assert not User.objects.exists() and not EmailAddress.objects.exists()
    client.post(SIGN_UP, SOMEBODY)
    assert User.objects.get().email == SOMEBODY["email"]


def test_account_that_is_removed_leaves_its_number_in_the_history():
    user = sign_up()
    sweep_accounts()
    event = AuditEvent.objects.get(event="account.removed")
    assert (event.actor, event.subject_type, event.subject_id, event.data) == (None, "accounts.user", str(user.pk), {})


def with_another_address_confirmed() -> User:
    user = sign_up()
    EmailAddress.objects.create(user=user, email=f"other-{user.email}", verified=True)
    return user


def with_its_address_confirmed() -> User:
    user = UserFactory(date_joined=timezone.now() - 2 * WEEK)
    confirm_address(user)
    return user


def who_answered_for_a_contract() -> User:
    user = sign_up()
    ContractFactory(supplier_owner=user)
    return user


def who_may_edit_pages() -> User:
    user = sign_up()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def who_asked_for_an_organisation() -> User:
    user = sign_up()
    Registration.objects.create(organisation=OrganisationFactory(), asked_at=timezone.now(), asked_by=user)
    return user


@pytest.mark.parametrize(
    "make",
    [
        lambda: sign_up(ago=WEEK - timedelta(hours=1)),
        lambda: sign_up(last_login=timezone.now() - WEEK),
        lambda: sign_up(is_active=False),
        lambda: sign_up(is_staff=True),
        lambda: sign_up(is_superuser=True),
        lambda: UserFactory(date_joined=timezone.now() - 2 * WEEK),
        lambda: MemberFactory(user=sign_up()).user,
        lambda: OfficerRoleFactory(user=sign_up()).user,
        with_its_address_confirmed,
        with_another_address_confirmed,
        who_answered_for_a_contract,
        who_may_edit_pages,
        who_asked_for_an_organisation,
    ],
    ids=[
        "young",
        "signed in",
        "switched off",
        "of the support screens",
        "administrator",
        "made for somebody",
        "member",
        "officer",
        "confirmed",
        "another address confirmed",
        "looks after a contract",
        "editor",
        "registered an organisation",
    ],
)
def test_account_that_must_stay_stays(make):
    stays, goes = make(), sign_up()
    assert sweep_accounts() == 1
    assert stays in are_left() and goes not in are_left()


def test_account_that_is_confirmed_at_this_moment_stays(monkeypatch):
    user = sign_up()

    def confirm_meanwhile(user_ids):
        EmailAddress.objects.filter(user=user).update(verified=True)
        return set()

    monkeypatch.setattr(actions, "named_elsewhere", confirm_meanwhile)
    assert sweep_accounts() == 0
    assert user in are_left() and not AuditEvent.objects.filter(event="account.removed").exists()


def test_account_that_joins_a_team_at_this_moment_stays_and_stops_no_other(monkeypatch):
    joins, goes = sign_up(), sign_up()

    def join_meanwhile(user_ids):
        MemberFactory(user=joins)
        return set()

    monkeypatch.setattr(actions, "named_elsewhere", join_meanwhile)
    assert sweep_accounts() == 1
    assert joins in are_left() and goes not in are_left()
    assert AuditEvent.objects.filter(event="account.removed").count() == 1


def test_sweep_is_bounded_and_those_that_stay_block_nobody(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    monkeypatch.setattr(actions, "BATCHES", 2)
    stay = [MemberFactory(user=sign_up()).user for _number in range(2)]
    for _number in range(4):
        sign_up()
    assert sweep_accounts() == 2
    monkeypatch.setattr(actions, "BATCHES", 3)
    assert sweep_accounts() == 2
    assert set(stay) <= are_left() and sweep_accounts() == 0


def test_days_are_a_setting(settings):
    settings.UNCONFIRMED_ACCOUNT_DAYS = 30
    sign_up()
    assert sweep_accounts() == 0
    sign_up(ago=timedelta(days=31))
    assert sweep_accounts() == 1


def test_account_whose_owner_is_typing_the_code_stays(client, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    user = sign_up()
    assert client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})["Location"] == CONFIRM
    assert sweep_accounts() == 0
    code = re.search(r"^([A-Z]{4}-[A-Z]{4})$", OutboundEmail.objects.get().body, re.MULTILINE)[1]
    assert client.post(CONFIRM, {"code": code})["Location"] == reverse("home")
