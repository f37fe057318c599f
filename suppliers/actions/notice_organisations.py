"""Organisations out of notices: recognised by their official numbers, never by name (domain rules, section 9.1)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from suppliers.events import SupplierEvent
from suppliers.identifiers import ONE_ONLY, Identifier
from suppliers.models import Organisation, OrganisationIdentifier
from suppliers.ocds.facts import PartyFacts, Where

_LONGEST_SOURCE = 120


def find_organisation(party: PartyFacts, where: Where, *, by_operator: bool) -> Organisation | None:
    """The organisation that has one of the party's numbers. Raises Refused when the numbers do not belong together.

    Unless the portal's own operator asks, the first of them that anybody has decides, in the order in which
    organisations are recognised: an answer that told the others apart would show an officer whose they are.
    """
    if not party.identifiers:
        return None
    wanted = Q()
    for number in party.identifiers:
        wanted |= Q(scheme=number.scheme, value=number.value)
    found = OrganisationIdentifier.objects.filter(wanted).select_related("organisation")
    if not by_operator:
        owners = {Identifier(row.scheme, row.value): row.organisation for row in found}
        return next((owners[number] for number in party.identifiers if number in owners), None)
    organisations = {row.organisation_id: row.organisation for row in found}
    if len(organisations) > 1:
        message = _(
            "The numbers %(numbers)s belong to %(count)s different organisations here. "
            "Find out which is right before you import this."
        ) % {"numbers": _listed(party.identifiers), "count": len(organisations)}
        raise where.refuse(party.field, message)
    return next(iter(organisations.values()), None)


def bring_in_organisation(
    party: PartyFacts, *, by: User | None, by_operator: bool, release_id: str, where: Where
) -> Organisation | None:
    """Find or create the organisation and keep what the notice adds; None for a party without numbers.

    What is known already stays: a number is added only where the organisation has none of its kind, and only by the
    operator at the command line, since what organisations are called by belongs to all councils. Raises Refused when
    the party's numbers contradict each other or, at the command line, what we know.
    """
    if not party.identifiers:
        return None
    organisation = find_organisation(party, where, by_operator=by_operator)
    known = list(organisation.identifiers.all()) if organisation and by_operator else []
    _refuse_two_of_a_kind(party, known, where)
    source = (_("Notice %(release)s") % {"release": release_id})[:_LONGEST_SOURCE]
    if organisation is None:
        return _create(party, by=by, source=source)
    if by_operator:
        _add(organisation, party, known, source=source)
    return organisation


def _create(party: PartyFacts, *, by: User | None, source: str) -> Organisation:
    organisation = Organisation.objects.create(
        name=party.name or str(party.identifiers[0]), is_sme=party.is_sme, is_vcse=party.is_vcse
    )
    _store(organisation, party.identifiers, source)
    data = {"identifiers": [str(number) for number in party.identifiers], "source": source}
    record(SupplierEvent.ORGANISATION_CREATED, by=by, on=organisation, data=data)
    return organisation


def _add(organisation: Organisation, party: PartyFacts, known: list[OrganisationIdentifier], *, source: str) -> None:
    """Numbers of a kind it has none of, and its size and kind where nobody has said."""
    schemes = {row.scheme for row in known}
    new = tuple(number for number in party.identifiers if number.scheme not in schemes)
    flags = {
        name: value
        for name, value in (("is_sme", party.is_sme), ("is_vcse", party.is_vcse))
        if value is not None and getattr(organisation, name) is None
    }
    if not new and not flags:
        return
    _store(organisation, new, source)
    for name, value in flags.items():
        setattr(organisation, name, value)
    if flags:
        organisation.save(update_fields=list(flags))
    data = {"identifiers": [str(number) for number in new], "source": source, **flags}
    record(SupplierEvent.ORGANISATION_IDENTIFIED, by=None, on=organisation, data=data)


def _store(organisation: Organisation, numbers: tuple[Identifier, ...], source: str) -> None:
    OrganisationIdentifier.objects.bulk_create(
        OrganisationIdentifier(organisation=organisation, scheme=number.scheme, value=number.value, source=source)
        for number in numbers
    )


def _refuse_two_of_a_kind(party: PartyFacts, known: list[OrganisationIdentifier], where: Where) -> None:
    """Raises Refused for a second PPON or company number: adding it would make two organisations one."""
    for scheme in ONE_ONLY:
        have = {row.value for row in known if row.scheme == scheme}
        said = {number.value for number in party.identifiers if number.scheme == scheme}
        if len(said) > 1 or (have and not said <= have):
            message = _(
                "The notice and our own record give one organisation different numbers of one kind: %(numbers)s. "
                "Find out which is right before you import this."
            ) % {"numbers": ", ".join(f"{scheme}-{value}" for value in sorted(have | said))}
            raise where.refuse(party.field, message)


def _listed(numbers: tuple[Identifier, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
