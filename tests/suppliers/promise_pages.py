"""Walking through the question pages of a promise as a person would, in tests of pages."""

from django.test import Client
from django.urls import reverse

from suppliers.models import Contract, Proposal

ANSWERS: dict[str, dict[str, str]] = {
    "words": {"promise": "Take on four young people leaving care", "tender_wording": "We will offer four places."},
    "basis": {"basis": "absolute"},
    "amount": {"target": "100"},
    "binding": {"obligation": "firm", "is_additional": "yes"},
    "place": {"place": "The whole borough", "target_group": "Young people leaving care"},
    "publish": {"is_publishable": "yes"},
}


def step_of(kind: str, pk: int, name: str) -> str:
    """The address of a question page; of the check page for "check"."""
    if name == "check":
        return reverse("promise-check", args=[kind, pk])
    return reverse("promise-step", args=[kind, pk, name])


def answer(client: Client, kind: str, pk: int, **answers: dict) -> str:
    """Answer these pages, in this order; where the last answer leads."""
    there = ""
    for name, data in answers.items():
        response = client.post(step_of(kind, pk, name.replace("_", "-")), data)
        assert response.status_code == 302, response.context["form"].errors
        there = response.url
    return there


def propose_on_pages(client: Client, contract: Contract, measure: str, **answers: dict) -> Proposal:
    """A whole new promise from the first question to sending it."""
    assert client.post(reverse("promise-add", args=[contract.pk])).url == step_of("add", contract.pk, "measure")
    there = answer(client, "add", contract.pk, measure={"measure": measure}, **{**ANSWERS, **answers})
    assert there == step_of("add", contract.pk, "check")
    sent = client.post(there, {"reason": ""})
    assert sent.status_code == 302, sent.context["problems"]
    return Proposal.objects.latest("pk")
