"""Contracts in which others than the supplier deliver something: roads with a subcontractor, and who belongs to it."""

from dataclasses import dataclass

from django.test import Client

from accounts.models import User
from suppliers.models import Commitment, Organisation
from tests.factories import ContractPartyFactory, EvidenceFactory, EvidenceUseFactory, MemberFactory
from tests.returns.pages import browser
from tests.returns.road import Road, open_road

KINDS = ("count", "money", "hours", "narrative")


@dataclass
class Partner:
    """An organisation that delivers some lines of a road, and its people."""

    organisation: Organisation
    editor: User
    viewer: User

    def browser(self) -> Client:
        """A browser in which its editor is signed in."""
        return browser(User.objects.get(pk=self.editor.pk))


def give(road: Road, *numbers: int, to: Organisation) -> None:
    """Let a party of the contract deliver the commitments with these numbers."""
    wanted = [road.commitments[number - 1].pk for number in numbers]
    Commitment.objects.filter(pk__in=wanted).update(deliverer=to)


def add_partner(road: Road, *numbers: int, name: str = "Harbour Works CIC", role: str = "subcontractor") -> Partner:
    """Let an organisation deliver the commitments with these numbers."""
    party = ContractPartyFactory(contract=road.contract, organisation__name=name, role=role)
    give(road, *numbers, to=party.organisation)
    members = [MemberFactory(organisation=party.organisation, role=role).user for role in ("editor", "viewer")]
    return Partner(party.organisation, *members)


def shared_road(*numbers: int, kinds: tuple[str, ...] = KINDS, **rest) -> tuple[Road, Partner]:
    """An open return of four lines, of which a partner delivers some (line 2 unless told otherwise)."""
    road = open_road(*kinds, **rest)
    partner = add_partner(road, *(numbers or (2,)))
    return road, partner


def file_on(road: Road, number: int, organisation: Organisation, name: str, **more):
    """A file of an organisation under one line of the open revision."""
    evidence = EvidenceFactory(contract=road.contract, organisation=organisation, original_name=name, **more)
    EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    return evidence
