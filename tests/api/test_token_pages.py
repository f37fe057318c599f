"""The pages where people keep the tokens of their programs, and the guide for whoever writes these."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import OfficerRole
from api.models import ApiToken
from api.problems import WORDS
from returns.declarations import DECLARATIONS
from suppliers.models import Member
from tests.api.programs import Program, a_token
from tests.cms.sites import welsh_home
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.signing_in import with_password_only

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin():
    return MemberFactory(role=Member.Role.ADMIN)


@pytest.fixture
def lead():
    return OfficerRoleFactory(role=OfficerRole.Role.SOCIAL_VALUE_LEAD)


def secret_on(page: str) -> str:
    (found,) = re.findall(r"rsv_[\w-]{43}", page)
    return found


def test_admin_makes_a_token_that_is_shown_once_and_works_until_it_is_revoked(admin):
    client, listed = signed_in(admin.user), reverse("organisation-token-list", args=[admin.organisation_id])
    assert listed in client.get(reverse("organisation-detail", args=[admin.organisation_id])).content.decode()
    add = reverse("organisation-token-add", args=[admin.organisation_id])
    sent = {"name": "Finance system", "scope": "write", "days": "90"}
    response = client.post(add, sent)
    assert response["Cache-Control"] == "private, no-store"
    secret = secret_on(response.content.decode())
    assert Program(secret).get("token/").json()["scope"] == "write"
    page = client.get(listed).content.decode()
    assert "Finance system" in page and secret[:10] in page and secret not in page
    again = client.post(add, sent).content.decode()  # the page was loaded again, which sends the form once more
    assert "There is a token of this name already" in again and ApiToken.objects.count() == 1
    revoke = reverse("token-revoke", args=[ApiToken.objects.get().pk])
    assert "stops working at once" in client.get(revoke).content.decode()
    assert "The token was revoked." in client.post(revoke, follow=True).content.decode()
    assert Program(secret).get("token/").status_code == 401
    assert "was revoked before" in client.post(revoke, follow=True).content.decode()


def test_lead_makes_a_token_that_only_reads_and_nobody_is_asked_what_it_may(lead):
    client = signed_in(lead.user)
    assert (
        reverse("council-token-list", args=[lead.council_id]) in client.get(reverse("contract-list")).content.decode()
    )
    add = reverse("council-token-add", args=[lead.council_id])
    assert 'name="scope"' not in client.get(add).content.decode()
    response = client.post(add, {"name": "Data warehouse", "days": "30", "scope": "write"})
    told = Program(secret_on(response.content.decode())).get("token/").json()
    assert (told["scope"], told["council"]["id"], told["organisation"]) == ("read", str(lead.council_id), None)


def test_form_says_what_is_missing(admin):
    add = reverse("organisation-token-add", args=[admin.organisation_id])
    page = signed_in(admin.user).post(add, {"name": ""}).content.decode()
    for words in ("Enter what the token is for", "Choose what the token may do", "Choose how long the token works"):
        assert words in page


def test_lead_is_asked_for_a_second_factor_before_any_token(lead):
    half_way = with_password_only(Client(), lead.user)
    for name in ("council-token-list", "council-token-add"):
        response = half_way.post(reverse(name, args=[lead.council_id]), {"name": "x", "days": "30"})
        assert response.status_code == 302 and "2fa" in response["Location"]
    assert not ApiToken.objects.exists()


def test_list_says_which_tokens_work_and_which_do_not(admin):
    work, ended = (a_token(admin.organisation, admin.user, name=name).token for name in ("Works", "Is over"))
    ApiToken.objects.filter(pk=ended.pk).update(expires_on="2026-01-01", last_used_on="2025-12-24")
    page = signed_in(admin.user).get(reverse("organisation-token-list", args=[admin.organisation_id])).content.decode()
    assert reverse("token-revoke", args=[work.pk]) in page and reverse("token-revoke", args=[ended.pk]) not in page
    assert "Ended" in page and "24 December 2025" in page and "Not yet" in page


# --- The guide --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/api/", "/cy/api/"])
def test_guide_explains_each_error_each_declaration_and_where_the_description_is(path):
    welsh_home()
    response = Client().get(path)
    page = response.content.decode()
    assert reverse("api-schema") in page
    assert all(f'id="{code}"' in page for code, _title, _detail in WORDS.values())
    assert all(f"<code>{code}</code>" in page for code in DECLARATIONS)
    assert not response.cookies


def test_guide_of_a_site_without_welsh_pages_is_in_english():
    assert Client().get("/cy/api/")["Location"] == "/api/"
