"""Tokens: who makes them, what they open, and when they stop to."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OfficerRole, OutboundEmail
from api.actions import MOST_TOKENS, make_token, revoke_token
from api.models import ApiToken
from audit.models import AuditEvent
from suppliers.checks import NotReady
from suppliers.models import Member
from suppliers.workflow import InvalidTransition
from tests.api.programs import Program, a_token, assert_problem
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.signing_in import with_password_only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_asked_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def admin():
    return MemberFactory(role=Member.Role.ADMIN)


@pytest.fixture
def lead():
    return OfficerRoleFactory(role=OfficerRole.Role.SOCIAL_VALUE_LEAD)


def status(secret, path="token/", **headers) -> int:
    return Program(secret, **headers).get(path).status_code


# --- Making and revoking ----------------------------------------------------------------------------------------------
def test_token_is_kept_as_a_hash_alone_and_says_what_it_is(admin):
    made = a_token(admin.organisation, admin.user, scope="write")
    row = ApiToken.objects.filter(pk=made.token.pk).values().get()
    assert made.secret.startswith("rsv_") and len(made.secret) > 40
    assert made.secret not in map(str, row.values())
    assert row["beginning"] == made.secret[:10]
    told = Program(made).get("token/").json()
    assert told["organisation"] == {"id": str(admin.organisation_id), "name": admin.organisation.name}
    assert (told["council"], told["scope"], told["name"]) == (None, "write", "Finance system")


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_admins_of_an_organisation_make_and_revoke(admin, role):
    other = MemberFactory(organisation=admin.organisation, role=role).user
    stranger = MemberFactory(role=Member.Role.ADMIN).user
    made = a_token(admin.organisation, admin.user)
    for person in (other, stranger):
        with pytest.raises(PermissionDenied):
            a_token(admin.organisation, person)
        with pytest.raises(PermissionDenied):
            revoke_token(token=made.token, by=person)


def test_only_leads_of_a_council_make_tokens_and_these_only_read(lead):
    for role in (OfficerRole.Role.CONTRACT_MANAGER, OfficerRole.Role.AUDITOR):
        with pytest.raises(PermissionDenied):
            a_token(lead.council, OfficerRoleFactory(council=lead.council, role=role).user)
    with pytest.raises(NotReady):
        a_token(lead.council, lead.user, scope="write")
    assert a_token(lead.council, lead.user).token.council == lead.council


def test_name_stands_once_there_are_twenty_at_most_and_a_year_is_the_longest(admin):
    today, owner = timezone.localdate(), admin.organisation
    a_token(owner, admin.user)
    for name, last_day in (("Finance system", today), ("Old", today - timedelta(days=1)), ("L", today.replace(2099))):
        with pytest.raises(NotReady):
            make_token(owner=owner, name=name, scope="read", expires_on=last_day, by=admin.user)
    for number in range(1, MOST_TOKENS):
        a_token(owner, admin.user, name=f"Number {number}")
    with pytest.raises(NotReady):
        a_token(owner, admin.user, name="One more")


def test_making_and_revoking_stand_in_the_history_and_all_who_may_revoke_hear_of_it(admin):
    second = MemberFactory(organisation=admin.organisation, role=Member.Role.ADMIN).user
    made = a_token(admin.organisation, admin.user)
    revoke_token(token=made.token, by=second)
    with pytest.raises(InvalidTransition):
        revoke_token(token=made.token, by=second)
    events = list(AuditEvent.objects.order_by("id"))
    assert [event.event for event in events] == ["api_token.made", "api_token.revoked"]
    assert made.secret not in str([event.data for event in events])
    told = OutboundEmail.objects.values_list("to", "subject")
    assert sorted(told) == sorted(
        (person.email, f"A token for programs was {what}")
        for person in (admin.user, second)
        for what in ("made", "revoked")
    )


# --- What lets nobody in ----------------------------------------------------------------------------------------------
def test_revoked_token_opens_nothing(admin):
    made = a_token(admin.organisation, admin.user)
    assert status(made) == 200
    revoke_token(token=made.token, by=admin.user)
    problem = assert_problem(Program(made).get("token/"), 401)
    assert problem == assert_problem(Program("rsv_" + "x" * 43).get("token/"), 401)


def test_token_works_on_its_last_day_and_not_the_day_after(admin):
    with time_machine.travel("2026-07-01T09:00:00Z", tick=False):
        made = make_token(
            owner=admin.organisation, name="One day", scope="read", expires_on=date(2026, 7, 2), by=admin.user
        )
    with time_machine.travel("2026-07-02T22:59:00Z", tick=False):  # a minute before midnight in summer
        assert status(made) == 200
    with time_machine.travel("2026-07-02T23:01:00Z", tick=False):
        assert status(made) == 401


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer x", "Bearer a b", "Token {}", "Basic {}", "bearer{}", "Bearer {} {}", "Bearer é", "{}"],
)
def test_anything_but_a_bearer_token_that_works_is_refused(admin, header):
    made = a_token(admin.organisation, admin.user)
    response = Client().get("/api/v1/token/", headers={"Authorization": header.replace("{}", made.secret)})
    assert_problem(response, 401)
    assert response["WWW-Authenticate"] == "Bearer"


def test_token_in_the_address_is_no_token(admin):
    made = a_token(admin.organisation, admin.user)
    assert_problem(Client().get("/api/v1/token/", {"token": made.secret, "access_token": made.secret}), 401)


def test_token_loses_its_power_with_the_role_and_gets_it_back_with_it(admin):
    made = a_token(admin.organisation, admin.user)
    Member.objects.filter(pk=admin.pk).update(role=Member.Role.EDITOR)
    assert status(made) == 401
    Member.objects.filter(pk=admin.pk).update(role=Member.Role.ADMIN)
    assert status(made) == 200
    admin.delete()
    assert status(made) == 401


def test_who_sees_some_contracts_only_has_no_token_that_works(admin):
    """Admins see every contract (a constraint says so): whoever is narrowed to a few is none any more."""
    made = a_token(admin.organisation, admin.user)
    Member.objects.filter(pk=admin.pk).update(role=Member.Role.EDITOR, is_restricted=True)
    assert status(made, "contracts/") == 401


def test_token_of_a_council_loses_its_power_with_the_lead(lead):
    made = a_token(lead.council, lead.user)
    assert status(made) == 200
    OfficerRole.objects.filter(pk=lead.pk).update(role=OfficerRole.Role.AUDITOR)
    assert status(made) == 401


def test_token_of_somebody_who_is_switched_off_opens_nothing(admin):
    made = a_token(admin.organisation, admin.user)
    admin.user.is_active = False
    admin.user.save()
    assert status(made) == 401


def test_token_reaches_no_other_organisation_and_no_council_of_the_same_person(admin):
    person = admin.user
    MemberFactory(user=person, role=Member.Role.ADMIN)
    contract = ContractFactory(supplier=OrganisationFactory())
    for role in OfficerRole.Role.values:
        OfficerRoleFactory(user=person, council=contract.council, role=role)
    own = ContractFactory(supplier=admin.organisation)
    other = ContractFactory(supplier=person.memberships.last().organisation)
    program = Program(a_token(admin.organisation, person))
    assert [row["id"] for row in program.rows("contracts/")] == [str(own.pk)]
    assert [row["id"] for row in program.rows("organisations/")] == [str(admin.organisation_id)]
    for hidden in (contract, other):
        assert_problem(program.get(f"contracts/{hidden.pk}/"), 404)
    council = Program(a_token(contract.council, person))
    assert [row["id"] for row in council.rows("contracts/")] == [str(contract.pk)]
    assert_problem(council.get(f"contracts/{own.pk}/"), 404)


# --- Sessions have nothing to do with it ------------------------------------------------------------------------------
def test_session_opens_nothing_and_stands_in_nobodys_way(admin, lead):
    made = a_token(admin.organisation, admin.user)
    signed_in = Client()
    signed_in.force_login(admin.user)
    assert_problem(signed_in.get("/api/v1/token/"), 401)
    half_way = with_password_only(Client(), lead.user)  # is led to a second factor on every page
    assert half_way.get(reverse("council-home")).status_code == 302
    for browser in (signed_in, half_way):
        response = browser.get("/api/v1/token/", headers={"Authorization": f"Bearer {made.secret}"})
        assert response.status_code == 200
        assert not response.cookies and response["Cache-Control"] == "private, no-store"


def test_language_is_that_of_the_request_and_is_kept_nowhere(admin):
    welsh = Program("nothing", **{"Accept-Language": "cy"}).ask("GET", "token/?language=cy")
    assert welsh["Content-Language"] == "cy" and not welsh.cookies
    assert Program("nothing", **{"Accept-Language": "fr"}).get("token/")["Content-Language"] == "en-gb"


# --- Limits -----------------------------------------------------------------------------------------------------------
def test_each_token_has_its_own_limit_and_is_told_how_long_to_wait(admin, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    one = Program(a_token(admin.organisation, admin.user))
    other = Program(a_token(admin.organisation, admin.user, name="Another"))
    assert [one.get("token/").status_code for _each in range(3)] == [200] * 3
    response = one.get("token/")
    assert_problem(response, 429)
    assert response["Retry-After"] == "60"
    assert other.get("token/").status_code == 200


def test_who_tries_tokens_is_stopped_and_who_has_one_at_the_same_address_is_not(admin, settings):
    settings.API_WRONG_TOKEN_RATE = "2/m/ip"
    made = a_token(admin.organisation, admin.user)
    assert [status(f"rsv_guess{number}") for number in range(3)] == [401, 401, 429]
    assert status(made) == 200


def test_day_of_use_is_written_once_a_day(admin, django_assert_num_queries):
    made = a_token(admin.organisation, admin.user)
    program = Program(made)
    assert program.get("token/").status_code == 200
    assert ApiToken.objects.get(pk=made.token.pk).last_used_on == timezone.localdate()
    with django_assert_num_queries(3):  # the token with its person, and what the person may do
        program.get("token/")
