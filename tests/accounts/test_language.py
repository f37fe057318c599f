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
