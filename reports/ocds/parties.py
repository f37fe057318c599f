"""Councils and organisations as parties of a release, by their official numbers (domain rules, section 9.3)."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.conf import settings

from accounts.models import Council
from reports.ocds.amounts import known
from suppliers.identifiers import MATCHING_ORDER
from suppliers.models import Organisation

SCALES = {True: "sme", False: "large", None: None}


class Numbered(Protocol):
    """An official number, of a council or an organisation."""

    scheme: str
    value: str


def best_first(numbers: Iterable[Any]) -> list[Any]:
    """Official numbers in the order in which a party is recognised by them."""
    rank = {scheme: place for place, scheme in enumerate(MATCHING_ORDER)}
    return sorted(numbers, key=lambda one: (rank.get(one.scheme, len(rank)), one.scheme, one.value))


def council_party(council: Council, numbers: Iterable[Numbered]) -> dict[str, Any]:
    """A council as the buyer."""
    return _party(council.name, f"council-{council.pk}", numbers, ["buyer"])


def organisation_party(organisation: Organisation, role: str) -> dict[str, Any]:
    """An organisation in a role, whose `identifiers` have been read; with what is known of its size and kind."""
    numbers = organisation.identifiers.all()
    party = _party(organisation.name, f"organisation-{organisation.pk}", numbers, [role])
    details = known({"scale": SCALES[organisation.is_sme], "vcse": organisation.is_vcse})
    return party | known({"details": details})


def reference(party: dict[str, Any]) -> dict[str, Any]:
    """What points to a party from elsewhere in the release."""
    return {"id": party["id"], "name": party["name"]}


def _party(name: str, own_id: str, numbers: Iterable[Numbered], roles: list[str]) -> dict[str, Any]:
    """By the best of its numbers; without any, by an id that is good for this installation alone."""
    identifiers = [{"scheme": one.scheme, "id": one.value} for one in best_first(numbers)]
    best = identifiers[0] if identifiers else {}
    return known(
        {
            "id": f"{best['scheme']}-{best['id']}" if best else f"{settings.OCDS_PREFIX}-{own_id}",
            "name": name,
            "identifier": best,
            "additionalIdentifiers": identifiers[1:],
            "roles": roles,
        }
    )
