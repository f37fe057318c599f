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
def test_switch_asks_for_the_same_page_and_keeps_the_choice_on_this_device(client):
    assert 'href="?next=%2Fhome%2F&amp;language=cy"' in client.get("/accounts/signup/?next=/home/").content.decode()
    page = client.get("/accounts/signup/", {"next": "/home/", "language": "cy"})
    assert '<html lang="cy"' in page.content.decode()
    assert page["Content-Language"] == "cy"
    assert '<html lang="cy"' in client.get("/accounts/signup/").content.decode()
    assert '<html lang="en-gb"' in client.get("/accounts/signup/", {"language": "en-gb"}).content.decode()
    assert '<html lang="en-gb"' in client.get("/accounts/signup/").content.decode()


def test_account_says_the_language_where_the_device_does_not(client, person):
    person.preferred_language = "cy"
    person.save()
    assert '<html lang="cy"' in client.get(reverse("account-home")).content.decode()
    client.get(reverse("account-home"), {"language": "en-gb"})
    assert '<html lang="en-gb"' in client.get(reverse("account-home")).content.decode()


def test_page_behind_a_secret_is_shown_in_the_language_and_its_address_stands_in_no_other(client):
    page = client.get("/confirm/a-secret-of-somebody/").content.decode()
    assert 'href="?language=cy"' in page
    assert "a-secret-of-somebody" not in page
    assert '<html lang="cy"' in client.get("/confirm/a-secret-of-somebody/", {"language": "cy"}).content.decode()
    assert client.cookies["django_language"].value == "cy"


@pytest.mark.parametrize("asked", ["xx", "", "en", "CY", "<script>", "cy\0", "x" * 5000])
def test_language_that_is_asked_for_is_one_of_the_portal(client, asked):
    page = client.get("/accounts/signup/", {"language": asked}).content.decode()
    assert '<html lang="en-gb"' in page and "<script>" not in page.partition("<body")[2].partition("<script src")[0]
    assert "django_language" not in client.cookies
