import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.letters import link_to, send_letter
from accounts.models import OutboundEmail
from accounts.outbox import send_waiting
from tests.accounts.words import Words
from tests.catalogues import write_catalogue
from tests.factories import CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db

SUBJECT, SENTENCE = "Return sent", "Your return has been sent to the council. You can read it and save a copy here:"
ENDING = "This email holds no details on purpose. Sign in to see them."
AUTOMATIC = "This is an automatic email. Nobody reads replies to it."
WELSH = {
    SUBJECT: "Ffurflen wedi’i hanfon",
    SENTENCE: "Mae’r ffurflen wedi’i hanfon i’r cyngor. Darllenwch hi yma:",
    ENDING: "Nid oes manylion yn yr e-bost hwn. Mewngofnodwch i’w gweld.",
    AUTOMATIC: "E-bost awtomatig yw hwn. Nid oes neb yn darllen atebion.",
}


@pytest.fixture
def welsh(settings, tmp_path):
    """The portal has these texts in Welsh."""
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, WELSH)]


def write(**changes) -> list[OutboundEmail]:
    """A letter as a room writes it."""
    send_letter(
        **{"subject": _("Return sent"), "sentence": _(SENTENCE), "link": link_to("return-detail", 42), **changes}
    )
    return list(OutboundEmail.objects.order_by("id"))


# --- A pair of bodies -------------------------------------------------------------------------------------------------
def test_letter_is_a_sentence_and_a_link_in_text_and_html(settings):
    settings.PORTAL_URL = "https://socialvalue.council.example/"
    (email,) = write(to=[UserFactory(email="one@example.com")])
    link = "https://socialvalue.council.example/returns/42/"
    assert (email.to, email.subject, email.status) == ("one@example.com", "Return sent", "waiting")
    assert email.body == f"{SENTENCE}\n\n{link}\n\n{ENDING}\n\nReport social value\n{AUTOMATIC}\n"
    page = Words(email.html)
    assert page.shown.split() == email.body.split(), "both say the same"
    assert (page.links, page.language) == ([link], "en-gb")


def test_letter_arrives_with_both_bodies():
    write(to=[UserFactory()])
    assert send_waiting() == 1
    (message,) = mail.outbox
    assert SENTENCE in message.body
    assert [alternative.mimetype for alternative in message.alternatives] == ["text/html"]


def test_what_is_put_in_a_link_is_no_markup():
    (email,) = write(to=[UserFactory()], link='https://example.com/"><script>')
    assert "<script>" not in email.html


def test_letter_is_part_of_what_it_tells_of():
    with transaction.atomic():
        assert len(write(to=[UserFactory()])) == 1
        transaction.set_rollback(True)
    assert not OutboundEmail.objects.exists()


# --- To whom ----------------------------------------------------------------------------------------------------------
def test_everybody_is_written_to_once_and_nobody_who_is_switched_off():
    person, off = UserFactory(), UserFactory(is_active=False)
    assert [email.to for email in write(to=[person, None, off, person])] == [person.email]


def test_address_without_an_account_is_written_to_with_words_of_its_own():
    (email,) = write(to_address="new@example.com", ending=_("You will be asked to make an account."))
    assert email.to == "new@example.com"
    assert "You will be asked to make an account." in email.body and ENDING not in email.body


def test_nobody_to_write_to_is_no_letter():
    assert write() == []


# --- In whose language ------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("welsh")
def test_each_reads_the_letter_in_the_language_they_chose():
    english, welsh = write(to=[UserFactory(), UserFactory(preferred_language="cy")])
    assert english.subject == SUBJECT and Words(english.html).language == "en-gb"
    assert welsh.subject == WELSH[SUBJECT]
    assert all(text in welsh.body for text in (WELSH[SENTENCE], WELSH[ENDING], WELSH[AUTOMATIC]))
    page = Words(welsh.html)
    assert page.shown.split() == welsh.body.split()
    assert page.language == "cy"


@pytest.mark.usefixtures("welsh")
def test_language_of_who_writes_is_not_the_language_of_who_reads():
    with override("cy"):
        (email,) = write(to=[UserFactory()])
    assert (email.subject, Words(email.html).language) == (SUBJECT, "en-gb")


@pytest.mark.usefixtures("welsh")
def test_address_without_an_account_is_written_to_in_the_council_s_language():
    council = CouncilFactory(default_language="cy")
    (email,) = write(to_address=council.contact_email, language=council.default_language)
    assert email.subject == WELSH[SUBJECT]


@pytest.mark.parametrize("missing", WELSH)
def test_letter_with_a_text_that_has_no_welsh_yet_stays_english_as_a_whole(settings, tmp_path, missing):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {text: said for text, said in WELSH.items() if text != missing})]
    (email,) = write(to=[UserFactory(preferred_language="cy")])
    assert (email.subject, Words(email.html).language) == (SUBJECT, "en-gb")
    assert not [said for said in WELSH.values() if said in email.body + email.html]


# --- The e-mails of the sign-in ---------------------------------------------------------------------------------------
def ask_for_a_new_password(client, address: str) -> OutboundEmail:
    client.post(reverse("account_reset_password"), {"email": address})
    return OutboundEmail.objects.get()


@pytest.fixture
def _outbox(settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"


@pytest.mark.usefixtures("_outbox")
def test_email_of_the_sign_in_is_a_pair_that_says_the_same(client):
    person = UserFactory()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    email = ask_for_a_new_password(client, person.email)
    page = Words(email.html)
    assert page.shown.split() == email.body.split()
    assert any("/accounts/password/reset/key/" in link for link in page.links)
    assert page.language == "en-gb"


@pytest.mark.usefixtures("_outbox")
@pytest.mark.parametrize(("translated", "language"), [(True, "cy"), (False, "en-gb")])
def test_email_of_the_sign_in_is_in_the_reader_s_language_if_it_is_translated(
    client, settings, tmp_path, monkeypatch, translated, language
):
    place = tmp_path / "templates" / "account" / "email"
    place.mkdir(parents=True)
    (place / "password_reset_key_message.txt").write_text(
        "{% translate 'Set a new password here:' %} {{ password_reset_url }}"
    )
    settings.TEMPLATES[0]["DIRS"].insert(0, tmp_path / "templates")
    settings.TEMPLATES = list(settings.TEMPLATES)
    catalogue = {"Set a new password here:": "Gosodwch gyfrinair newydd yma:"} if translated else {}
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, catalogue)]
    person = UserFactory(preferred_language="cy")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    email = ask_for_a_new_password(client, person.email)
    settings.TEMPLATES[0]["DIRS"].pop(0)
    assert email.body.startswith("Gosodwch" if translated else "Set a new")
    assert Words(email.html).language == language


# --- What others write ------------------------------------------------------------------------------------------------
def test_plain_text_of_anybody_gets_our_html(settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    text = "Your code:\n\nABC-234\n\nIt works for 15 minutes & once.\nhttps://example.com/?a=1&b=2"
    send_mail("Your code", text, None, ["one@example.com"])
    email = OutboundEmail.objects.get()
    page = Words(email.html)
    assert email.body == text
    assert page.shown.split() == text.split()
    assert page.links == ["https://example.com/?a=1&b=2"]
    assert 'font-weight: bold; letter-spacing: 0.1em;">ABC-234</p>' in email.html


def test_html_that_somebody_wrote_is_kept(settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    message = EmailMultiAlternatives("Hello", "A link", None, ["one@example.com"])
    message.attach_alternative("<p>A <b>link</b></p>", "text/html")
    message.send()
    email = OutboundEmail.objects.get()
    assert (email.body, email.html) == ("A link", "<p>A <b>link</b></p>")
