"""Promises as lists: those of a contract, and those that wait for the council's answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.listing import (
    Field,
    Given,
    Listing,
    amount_of,
    day_of,
    figure,
    label_of,
    measure_fields,
    number_in,
    page_about,
)
from suppliers.models import Commitment, Proposal
from suppliers.promises import promises_for_council
from suppliers.queries import commitments_visible_to

OF_CONTRACT = (
    Field(_("Council"), "council__name", 24),
    Field(_("Supplier"), "supplier__name", 30),
    Field(_("Contract reference"), "reference"),
    Field(_("Contract"), "title", 40),
)


def _promises(user: User, given: Given) -> QuerySet[Commitment]:
    return commitments_visible_to(user).filter(contract=number_in(given, "contract")).order_by("-pk")


PROMISES = Listing(
    "promises",
    _("Promises"),
    page_about("promise-list", "contract"),
    _promises,
    (
        *(one.under("contract") for one in OF_CONTRACT),
        Field(_("Commitment number"), "position", 12),
        Field(_("Promise"), "promise", 50),
        Field(_("Status"), "status", 18, label_of(Commitment.Status)),
        *measure_fields("measure"),
        Field(_("Target"), figure("measure", "target"), 14, amount_of),
        Field(_("The target is"), "basis", 24, label_of(Commitment.Basis)),
        Field(_("For each placement year or £100,000"), "rate", 14),
        Field(_("Starting figure"), figure("measure", "baseline"), 14, amount_of),
        Field(_("To be done by"), "done_by", 12),
        Field(_("How binding"), "obligation", 24, label_of(Commitment.Obligation)),
        Field(_("Who delivers it"), ("deliverer__name", "contract__supplier__name"), 30, lambda one, own: one or own),
        Field(_("Where it is delivered"), "place", 24),
        Field(_("Who benefits"), "target_group", 30),
        Field(_("Reported from"), "starts_on", 12),
        Field(_("Reported until"), "ends_on", 12),
        Field(_("Agreed on"), "agreed_at", 12, day_of),
    ),
    is_for_officers=None,
)


def _proposals(user: User, given: Given) -> QuerySet[Proposal]:
    return promises_for_council(user).order_by("proposed_at", "pk")


PROPOSALS = Listing(
    "proposals",
    _("Promises that wait for your answer"),
    "promise-waiting",
    _proposals,
    (
        *(one.under("commitment__contract") for one in OF_CONTRACT),
        Field(_("Promise"), "commitment__promise", 50),
        Field(_("What is proposed"), "kind", 30, label_of(Proposal.Kind)),
        Field(_("Proposed on"), "proposed_at", 12, day_of),
    ),
)
