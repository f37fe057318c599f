"""Which passwords are taken, and how they are kept."""

import pytest
from django.conf import settings as portal_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.passwords import LEAST_OF_ITS_OWN, PRODUCT
from tests.factories import PASSWORD, CouncilFactory, UserFactory
from tests.signing_in import give_password

pytestmark = pytest.mark.django_db
# Hashes as people have them, and not the quick ones of the suite.
REAL = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.fixture
def person():
    CouncilFactory(name="Northvale Borough Council")
    return UserFactory.build(first_name="Rosalind", last_name="Specimen", email="ros.specimen@weaverford.example")


@pytest.mark.parametrize(
    "password",
    [
        "four plain words here",
        "x" * 11 + "7",
        "correct horse battery staple " * 4,
        "no-capitals-no-figures",
        "🐎🔋🐎🔋🐎🔋🐎🔋🐎🔋🐎🔋",
        "<script>alert(1)</script>",
        "' OR 1=1 -- '; DROP TABLE",
        "ﷺ العربية للجميع",
        "%s %d {0} ${HOME} `ls`",
        " spaces at both ends ",
    ],
)
def test_password_of_any_characters_is_taken(person, password):
    validate_password(password, person)
    person.set_password(password)
    assert person.check_password(password) and not person.check_password(password.swapcase() + "x")


@pytest.mark.parametrize(
    "password",
    [
        "short words",
        "x" * 129,
        "passwordpassword",
        "social value 2026",
        "S0cial-Va1ue-2026!",
        "Northvale2026",
        "northvale council 1",
        "northvaleboroughcouncil",
        "Rosalind-Specimen-1",
        "weaverford12345",
        "reportsocialvalue",
    ],
)
def test_password_that_is_short_common_or_made_of_known_words_is_refused(person, password):
    with pytest.raises(ValidationError):
        validate_password(password, person)


def test_password_of_64_and_of_128_characters_is_taken(person):
    for length in (64, 128):
        validate_password(("plain words of my own " * 6)[:length], person)


def test_known_word_beside_enough_of_ones_own_is_taken(person):
    validate_password("Northvale cats chase violet trains", person)


@given(st.lists(st.sampled_from(sorted(PRODUCT)), min_size=1, max_size=6), st.text("0123456789", max_size=3))
def test_words_of_the_product_alone_are_never_enough(words, figures):
    """However many of them, with capitals, signs between and some figures at the end."""
    assert LEAST_OF_ITS_OWN > 3
    with pytest.raises(ValidationError):
        validate_password("-".join(words).title() + figures)


def test_password_is_hashed_with_argon2id(settings):
    settings.PASSWORD_HASHERS = REAL
    assert portal_settings.PASSWORD_HASHERS == REAL
    assert User(email="a@example.com").password == ""
    user = User.objects.create_user("a@example.com", "four plain words here")
    assert user.password.startswith("argon2$argon2id$")


def test_portal_hashes_with_argon2id_first_and_knows_the_hashes_of_before():
    source = (portal_settings.BASE_DIR / "portal" / "settings.py").read_text()
    assert source.index("Argon2PasswordHasher") < source.index("PBKDF2PasswordHasher")


def test_hash_of_before_becomes_argon2id_when_its_owner_signs_in(client, settings):
    settings.PASSWORD_HASHERS = REAL
    user = UserFactory()
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)
    user.save()
    assert give_password(client, user).status_code == 302
    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm == "argon2"


def test_field_for_a_new_password_takes_what_password_managers_fill_in(client):
    page = client.get("/accounts/signup/").content.decode()
    assert 'autocomplete="new-password"' in page and "maxlength" not in page and "onpaste" not in page
