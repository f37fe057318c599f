"""Every e-mail of every room: a link and no data, in two bodies that say the same (decision record 0008)."""

import importlib
import re
import typing
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import models, transaction

from accounts.models import OutboundEmail, User
from suppliers.models import Organisation
from tests.accounts.words import Words
from tests.guards.source import modules
from tests.guards.world import World

ROOMS = [name for name in modules() if name.endswith(".emails")]
# The same for everybody, and no secret.
FIGURES_OF_RULES = {"72 hours": "to tell the Information Commissioner (UK GDPR, article 33)"}
RULES = {f"{room}.{name}": rule for room in ROOMS for name, rule in importlib.import_module(room).EMAILS.items()}


def subject_of(rule: Callable, world: World) -> models.Model:
    """The thing of this world that a rule's first parameter names, by its type."""
    kind = next(iter(typing.get_type_hints(rule).values()))
    things = [thing for thing in (*vars(world).values(), *world.more.values()) if isinstance(thing, kind)]
    assert things, f"tests/guards/world.py has no {kind.__name__} to send {rule.__name__} about: give it one."
    return things[0]


def secrets_of(world: World) -> set[str]:
    """What nobody may learn from an e-mail: names of people, organisations and councils, titles, references, words."""
    people = [part for user in User.objects.all() for part in (user.get_full_name(), user.email)]
    contract = world.contract
    return {
        *people,
        *Organisation.objects.values_list("name", flat=True),
        contract.council.name,
        contract.title,
        contract.reference,
        *(commitment.promise for commitment in world.commitments),
        world.draft_file.original_name,
    }


def test_rules_are_found():
    assert {"returns.emails.return_submitted", "returns.emails.evidence_hidden"} <= RULES.keys()


@pytest.mark.parametrize("name", RULES)
def test_email_holds_a_link_and_no_data(world, name):
    with transaction.atomic():
        OutboundEmail.objects.all().delete()
        RULES[name](subject_of(RULES[name], world), world.people["lead"])
        emails = list(OutboundEmail.objects.all())
        transaction.set_rollback(True)
    assert emails, "the rule wrote to nobody: the world must hold somebody who gets it"
    for email in emails:
        said = f"{email.subject}\n{email.body}\n{Words(email.html).shown}"
        assert not [secret for secret in secrets_of(world) if secret in said]
        rest = re.sub("|".join([r"https?://\S+", *FIGURES_OF_RULES]), "", said)
        assert not re.search(r"\d|£|%", rest), "a figure of somebody's"


@pytest.mark.parametrize("name", RULES)
def test_both_bodies_say_the_same_and_lead_to_the_same_page(world, name):
    with transaction.atomic():
        OutboundEmail.objects.all().delete()
        RULES[name](subject_of(RULES[name], world), world.people["lead"])
        emails = list(OutboundEmail.objects.all())
        transaction.set_rollback(True)
    for email in emails:
        page = Words(email.html)
        (link,) = re.findall(r"https?://\S+", email.body)
        assert link.startswith(f"{settings.PORTAL_URL}/") and page.links == [link]
        assert page.shown.split() == email.body.split()
