"""Suppliers out of registers: recognised by their official numbers, never by name, as those of notices are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from accounts.models import User
from audit.record import record_each
from suppliers.events import SupplierEvent
from suppliers.identifiers import MATCHING_ORDER, ONE_ONLY, Identifier, number_words
from suppliers.models import Organisation, OrganisationIdentifier
from suppliers.registers.saying import Sentence, in_each, say
from suppliers.registers.values import Party, names_in

Owners = dict[Identifier, int]
"""The ids of organisations by their numbers."""
_RANK = {scheme: place for place, scheme in enumerate(MATCHING_ORDER)}


@dataclass(frozen=True)
class Suppliers:
    """The suppliers that a row names by number, the first of them first, and what is worth knowing about the others."""

    parties: tuple[Party, ...]
    remarks: tuple[Sentence, ...] = ()
    problem: Sentence | None = None


def suppliers_in(values: dict[str, Any]) -> Suppliers:
    """Who a row names: the suppliers that Contracts Finder lists, or one with its numbers in columns of their own."""
    listed: Sequence[Party] = values.get("parties", ())
    if not any(party.numbers for party in listed):
        listed = [*_single(values), *listed]
    numbered = tuple(party for party in listed if party.numbers)
    for party in numbered:
        for scheme in ONE_ONLY:
            found = {number.value for number in party.numbers if number.scheme == scheme}
            if len(found) > 1:
                message = _("One supplier has two numbers of one kind: %(numbers)s. Find out which is right")
                return Suppliers((), problem=say(message, numbers=", ".join(sorted(found))))
    return Suppliers(numbered, tuple(_about_the_rest(listed, numbered)))


def _single(values: dict[str, Any]) -> list[Party]:
    """The supplier of columns of its own. Several names in one cell belong to no one number."""
    text = values.get("supplier", "")
    names = list(names_in(text))
    found = [*values.get("numbers", ()), *values.get("company", ()), *values.get("charity", ())]
    numbers = tuple(sorted(dict.fromkeys(found), key=lambda one: _RANK.get(one.scheme, len(_RANK))))
    flags = {"is_sme": values.get("is_sme"), "is_vcse": values.get("is_vcse")}
    if len(names) == 1 or numbers:
        name = text[:250] if len(names) <= 1 else ""
        return [Party(name, numbers, **flags), *(Party(other, ()) for other in names[1:])]
    return [Party(name, ()) for name in names]


def _about_the_rest(listed: Sequence[Party], numbered: Sequence[Party]) -> Iterable[Sentence]:
    """What a person must do because suppliers have no number."""
    if not numbered:
        yield say(_("There is no official number for a supplier. A person must choose the supplier"))
    elif left := len(listed) - len(numbered):
        yield in_each(lambda: _left_out(left))


def _left_out(count: int) -> str:
    words = ngettext(
        "%(count)d further supplier has no official number and was left out",
        "%(count)d further suppliers have no official number and were left out",
        count,
    )
    return words % {"count": count}


def owners_of(parties: Iterable[Party]) -> Owners:
    """Who has these numbers. One query."""
    numbers = {number for party in parties for number in party.numbers}
    if not numbers:
        return {}
    rows = OrganisationIdentifier.objects.filter(
        scheme__in={number.scheme for number in numbers}, value__in={number.value for number in numbers}
    )
    found = rows.values_list("scheme", "value", "organisation")
    return {Identifier(scheme, value): organisation for scheme, value, organisation in found}


def owner_of(party: Party, owners: Owners) -> int | None:
    """The id of the organisation that has the first of a party's numbers that anybody has."""
    return next((owners[number] for number in party.numbers if number in owners), None)


def words_of(party: Party) -> str:
    """A supplier as it is shown: the name of the row, and the number that decides."""
    number = party.numbers[0]
    return f"{party.name}, {number_words(number.scheme, number.value)}" if party.name else str(number)


def bring_in_organisations(
    *, parties: Sequence[Party], owners: Owners, by: User, kinds: Mapping[Identifier, str] | None = None
) -> None:
    """Create the organisations that nobody has here yet, and put them among the `owners`.

    What is known already stays: an organisation that is here learns nothing from a register. `kinds` says of a first
    number what kind of social enterprise has it. A part of taking in.
    """
    new: list[Organisation] = []
    numbers: list[tuple[Organisation, Identifier]] = []
    begun: set[Identifier] = set()
    for party in parties:
        if owner_of(party, owners) is not None or begun & set(party.numbers):
            continue
        begun.update(party.numbers)
        name = party.name or str(party.numbers[0])
        organisation = Organisation(name=name, is_sme=party.is_sme, is_vcse=party.is_vcse)
        if kind := (kinds or {}).get(party.numbers[0], ""):
            organisation.is_vcse, organisation.vcse_kind = True, kind
        new.append(organisation)
        numbers += [(organisation, number) for number in party.numbers]
    Organisation.objects.bulk_create(new)
    owners |= {number: organisation.pk for organisation, number in numbers}
    source = gettext("Register of %(day)s") % {"day": date_format(timezone.localdate(), "j F Y")}
    OrganisationIdentifier.objects.bulk_create(
        OrganisationIdentifier(organisation=one, scheme=number.scheme, value=number.value, source=source)
        for one, number in numbers
    )
    told: dict[int, list[str]] = {one.pk: [] for one in new}
    for one, number in numbers:
        told[one.pk].append(str(number))
    things = [(one, {"identifiers": told[one.pk], "source": source}) for one in new]
    record_each(SupplierEvent.ORGANISATION_CREATED, by=by, things=things)
