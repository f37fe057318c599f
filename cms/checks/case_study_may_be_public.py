"""What a case study needs before the public may see it."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from cms.case_figures import figures_of
from cms.checks import no_supplier_is_typed
from cms.consenting import holds, name_agreed
from cms.models.consents import Consent
from suppliers.models import Contract


class Story(no_supplier_is_typed.Words, Protocol):
    """What is asked of a case study, as its fields stand."""

    names_supplier: bool
    no_measures_reason: str
    quote_who: str
    quote_consent: Consent | None
    picture_id: int | None
    picture_alt: str
    picture_consent: Consent | None


def problems(story: Story, codes: Collection[str], *, today: date) -> Iterator[tuple[str, str]]:
    """The field, and what is wrong with it. `today` is the day on which it would become public."""
    contract = story.contract
    if contract is None:
        yield "contract", _("Choose the contract that this is about")
        return
    if contract.status == Contract.Status.PREPARING:
        yield "contract", _("Nothing is reported on this contract yet. Choose another one")
    if story.names_supplier and not name_agreed(contract.council_id, contract.supplier_id, today=today):
        yield "names_supplier", _("The supplier has not agreed to be named. Ask it under “Consents”, or do not name it")
    yield from no_supplier_is_typed.problems(story)
    yield from _figures(story, contract, codes)
    yield from _quote(story, today)
    yield from _picture(story, today)


def _figures(story: Story, contract: Contract, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if not codes and not story.no_measures_reason.strip():
        yield "codes", _("Choose a measure, or say why this shows no figures")
    for figure in figures_of(contract, codes):
        if figure.is_hidden:
            yield (
                "codes",
                _("The figure of %(code)s is too small to be public: people could be recognised. Take it out")
                % {"code": figure.code},
            )


def _quote(story: Story, today: date) -> Iterator[tuple[str, str]]:
    if not story.quote_words.strip():
        return
    if not story.quote_who.strip():
        yield "quote_who", _("Say in words of a role who said it")
    if not holds(story.quote_consent, Consent.Covers.QUOTE, today):
        yield "quote_consent", _("Choose the consent to publish this quote. It must hold on the day of publishing")


def _picture(story: Story, today: date) -> Iterator[tuple[str, str]]:
    if not story.picture_id:
        return
    if not story.picture_alt.strip():
        yield "picture_alt", _("Say what the picture shows")
    if not holds(story.picture_consent, Consent.Covers.PICTURE, today):
        yield "picture_consent", _("Choose the consent to publish this picture. It must hold on the day of publishing")
