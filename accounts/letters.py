"""Telling people by e-mail: one sentence and one link, each in the reader's language (decision record 0008)."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import letterhead
from accounts.models import User
from accounts.outbox import queue_email

Words = str | Promise

NO_DETAILS = _("This email holds no details on purpose. Sign in to see them.")
AUTOMATIC = _("This is an automatic email. Nobody reads replies to it.")


def link_to(name: str, *args) -> str:
    """The full address of one of the portal's pages, for a letter: `link_to("return-detail", 42)`."""
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse(name, args=args)}"


def send_letter(
    *,
    subject: Words,
    sentence: Words,
    link: str,
    to: Iterable[User | None] = (),
    to_address: str = "",
    language: str = "",
    ending: Words = NO_DETAILS,
) -> None:
    """Queue one e-mail for each person, in the language each has chosen; part of the transaction around it.

    `subject` and `sentence` are lazy texts (`gettext_lazy`) that hold no data: no name, title, reference or figure.
    `link` is a full address, from `link_to`. Nobody is written to twice, and people who are None or switched off are
    left out. `to_address` is for an address without an account, in `language` (a council's `default_language`; empty:
    that of the portal). `ending` is the last sentence, for those who cannot sign in yet.

        send_letter(
            to=people_writing_for(supplier_id),
            subject=_("Your return needs changes"),
            sentence=_("The council has read your return and asks for changes. See what is asked here:"),
            link=link_to("return-detail", supplier_return.pk),
        )
    """
    readers = {person.email: person.preferred_language for person in to if person is not None and person.is_active}
    if to_address:
        readers.setdefault(to_address, language or settings.LANGUAGE_CODE)
    for address, wanted in readers.items():
        spoken, (title, news, farewell, automatic) = _said(wanted, subject, sentence, ending, AUTOMATIC)
        text, html = letterhead.write(
            subject=title,
            paragraphs=[news, link, farewell],
            signature=f"{settings.WAGTAIL_SITE_NAME}\n{automatic}",
            language=spoken,
        )
        queue_email(to=address, subject=title, body=text, html=html)


def _said(language: str, *texts: Words) -> tuple[str, list[str]]:
    """The texts in a language, and which one it is: the portal's own as long as any of them has no translation.

    A letter half in each language would be worse than either, and its `lang` would tell screen readers wrong.
    """
    with translation.override(settings.LANGUAGE_CODE):
        own = [str(text) for text in texts]
    with translation.override(language):
        theirs = [str(text) for text in texts]
    if any(one == other for one, other in zip(own, theirs, strict=True)):
        return settings.LANGUAGE_CODE, own
    return language, theirs
