"""The promises of a contract, and one of them with its history: for both sides, each seeing what is theirs."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.queries import officer_roles
from accounts.requests import SignedInRequest
from framework.values import format_value
from suppliers.differences import facts
from suppliers.models import Commitment, Contract, Proposal, TargetPoint
from suppliers.paging import page_by_key
from suppliers.permissions import (
    acts_for_supplier_of,
    can_answer_proposal,
    can_change_promise,
    can_describe_mission,
    can_propose,
    can_take_back_proposal,
    side_of,
)
from suppliers.promise_history import entries_of, whose_turn
from suppliers.promises import promises_for_council, standing_terms
from suppliers.queries import commitments_visible_to, proposals_visible_to
from suppliers.spread import amounts_that_stand, points_of
from suppliers.views.doorway import officers_only
from suppliers.views.promises.doorway import commitment_or_404, contract_or_404
from suppliers.waiting import begun_for_council
from suppliers.workflow import OPEN_PROPOSAL

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

Status = Commitment.Status
COLOURS = {
    Status.PROPOSED: "blue",
    Status.AGREED: "green",
    Status.DECLINED: "red",
    Status.WITHDRAWN: "grey",
    Status.REPLACED: "grey",
}
# Promises that were reported on, so that there is progress to show.
REPORTED = (Status.AGREED, Status.WITHDRAWN, Status.REPLACED)
MOST_WAITING = 50


class Waits(TypedDict):
    """What the list adds to a promise: the status of the proposal that waits about it, if one does."""

    waits: str | None


@login_required
@require_safe
def promise_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The promises of a contract: first what waits for an answer, then all of them, newest first."""
    contract = contract_or_404(request.user, pk)
    side = side_of(request.user, contract)
    waiting = proposals_visible_to(request.user).filter(commitment__contract=contract, status__in=OPEN_PROPOSAL)
    page = page_by_key(
        _promises_listed(request.user, contract),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "contract": contract,
        "council": contract.council,
        "page": page,
        "rows": [_promise_row(commitment, side) for commitment in page.rows],
        "waiting": [
            (proposal, whose_turn(proposal.status, side))
            for proposal in waiting.select_related("commitment").order_by("proposed_at", "pk")[:MOST_WAITING]
        ],
        "can_propose": can_propose(request.user, contract) and contract.status != Contract.Status.ENDED,
        "can_describe_mission": can_describe_mission(request.user, contract),
        **_way_back(request.user, contract),
    }
    return render(request, "suppliers/promises/list.html", context)


@login_required
@require_safe
def promise_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One promise: its terms, the tender's words beside them, what waits, what a person can do, and its history."""
    commitment = commitment_or_404(request.user, pk)
    entries, known = entries_of(commitment)
    latest = entries[0].proposal if entries else None
    waiting = entries[0] if latest is not None and latest.status in OPEN_PROPOSAL else None
    side, points = side_of(request.user, commitment.contract), _points(commitment)
    context = {
        "commitment": commitment,
        "contract": commitment.contract,
        "council": commitment.contract.council,
        "colour": COLOURS[Status(commitment.status)],
        "facts": facts(replace(standing_terms(commitment), amounts=amounts_that_stand(commitment, points)), known),
        "measure": commitment.measure,
        "entries": entries,
        "waiting": waiting,
        "turn": whose_turn(waiting.proposal.status, side) if waiting else "",
        "points": points,
        "is_reported": commitment.status in REPORTED and commitment.contract.status != Contract.Status.PREPARING,
        "replaced_by": Commitment.objects.filter(replaces=commitment).first(),
        **_can_do(request.user, commitment, waiting.proposal if waiting else None),
    }
    return render(request, "suppliers/promises/detail.html", context)


@officers_only
@require_safe
def promise_waiting(request: SignedInRequest) -> HttpResponse:
    """What suppliers propose and this officer may answer, over all contracts, oldest first."""
    page = page_by_key(
        promises_for_council(request.user).select_related("commitment__contract__council"),
        field="proposed_at",
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    return render(request, "suppliers/promises/waiting.html", {"page": page, "begun": begun_for_council(request.user)})


def _points(commitment: Commitment) -> list[TargetPoint]:
    """What is promised for each period; of a promise that ended, until then."""
    ended = commitment.status in (Status.WITHDRAWN, Status.REPLACED)
    last = commitment.ends_on
    return [point for point in points_of(commitment) if not ended or (last is not None and point.starts_on <= last)]


def _promises_listed(user: User, contract: Contract) -> "QuerySet[WithAnnotations[Commitment, Waits]]":
    """The promises that a person sees of a contract, each with what waits about it."""
    waits = Proposal.objects.filter(commitment=OuterRef("pk"), status__in=OPEN_PROPOSAL).order_by().values("status")[:1]
    return (
        commitments_visible_to(user)
        .filter(contract=contract)
        .select_related("measure", "deliverer")
        .annotate(waits=Subquery(waits))
    )


def _promise_row(commitment: "WithAnnotations[Commitment, Waits]", side: str | None) -> dict:
    """What the list shows of a promise."""
    return {
        "commitment": commitment,
        "colour": COLOURS[Status(commitment.status)],
        "status": Status(commitment.status).label,
        "turn": whose_turn(getattr(commitment, "waits", None) or "", side),
        "day": commitment.done_by,
        "target": "" if commitment.target is None else format_value(commitment.measure, commitment.target, exact=True),
    }


def _can_do(user: User, commitment: Commitment, waiting: Proposal | None) -> dict:
    """What this person may do with the promise now."""
    is_over = commitment.contract.status == Contract.Status.ENDED
    if waiting is not None:
        # The proposal knows its promise from the page's own query.
        waiting.commitment = commitment
    is_agreed = commitment.status == Status.AGREED and waiting is None and not is_over
    can_change = is_agreed and can_change_promise(user, commitment)
    return {
        "can_answer": waiting is not None and not is_over and can_answer_proposal(user, waiting),
        "can_take_back": waiting is not None and can_take_back_proposal(user, waiting),
        "can_change": can_change,
    }


def _way_back(user: User, contract: Contract) -> dict:
    """The contract's own page of this person's side."""
    is_started = contract.status != Contract.Status.PREPARING
    if contract.council_id in officer_roles(user) and not acts_for_supplier_of(user, contract):
        name = "contract-detail" if is_started else "contract-setup"
    else:
        name = "contract-progress" if is_started and acts_for_supplier_of(user, contract) else "contract-agreement"
    return {"back": reverse(name, args=[contract.pk])}
