"""Choosing the language of one's e-mails."""

import pytest
from django.urls import reverse

from accounts.actions import choose_language
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("account-language")


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def chosen(person: User) -> str:
    person.refresh_from_db()
    return person.preferred_language


def test_person_chooses_and_is_told(client, person):
    page = client.get(PAGE).content.decode()
    assert 'value="en-gb" checked' in page
    assert "Cymraeg" in page and "English" in page, "each under the name it has for itself"
    response = client.post(PAGE, {"language": "cy"}, follow=True)
    assert chosen(person) == "cy"
    assert response.redirect_chain == [(reverse("account-home"), 302)]
    account = response.content.decode()
    assert '<html lang="cy"' in account
    assert client.cookies["django_language"].value == "cy"
    assert PAGE in account and "Cymraeg" in account
    assert 'value="cy" checked' in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"), [({}, "Choose a language"), ({"language": "fr"}, "Choose a language from the list")]
)
def test_what_is_no_language_is_said_in_words(client, person, sent, said):
    response = client.post(PAGE, sent)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert chosen(person) == "en-gb"


def test_only_the_language_of_who_asks_is_changed(client, person):
    other = UserFactory()
    client.post(PAGE, {"language": "cy", "user": other.pk, "email": "x@example.com", "is_staff": "1"})
    assert (chosen(person), chosen(other)) == ("cy", "en-gb")
    assert not person.is_staff and person.email != "x@example.com"


def test_action_knows_only_the_portal_s_languages(person):
    with pytest.raises(ValueError, match="no language 'fr'"):
        choose_language(language="fr", by=person)


# --- The switch on every page -----------------------------------------------------------------------------------------
def test_switch_keeps_the_choice_on_this_device_and_comes_back(client):
    response = client.get(reverse("language-choose", args=["cy"]), {"next": "/accounts/login/"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    page = client.get("/accounts/login/")
    assert '<html lang="cy"' in page.content.decode()
    assert page["Content-Language"] == "cy"
    assert "/accounts/language/en-gb/?next=%2Faccounts%2Flogin%2F" in page.content.decode()


@pytest.mark.parametrize("going", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_switch_leads_to_no_other_site(client, going):
    assert client.get(reverse("language-choose", args=["cy"]), {"next": going})["Location"] == reverse("home")


def test_there_is_no_switch_to_a_language_that_the_portal_does_not_have(client):
    assert client.get("/accounts/language/fr/").status_code == 404


def test_account_says_the_language_where_the_device_does_not(client, person):
    person.preferred_language = "cy"
    person.save()
    assert '<html lang="cy"' in client.get(reverse("account-home")).content.decode()
    client.get(reverse("language-choose", args=["en-gb"]))
    assert '<html lang="en-gb"' in client.get(reverse("account-home")).content.decode()


def test_secret_address_is_asked_for_again_in_the_language_and_stands_in_no_other_address(client):
    page = client.get("/confirm/a-secret-of-somebody/").content.decode()
    assert 'href="?language=cy"' in page
    assert "a-secret-of-somebody" not in page
    welsh = client.get("/confirm/a-secret-of-somebody/", {"language": "cy"})
    assert '<html lang="cy"' in welsh.content.decode()
    assert client.cookies["django_language"].value == "cy"


def test_language_that_is_asked_for_is_one_of_the_portal(client):
    assert '<html lang="en-gb"' in client.get("/accounts/login/", {"language": "xx"}).content.decode()
    assert "django_language" not in client.cookies
