"""Proposing a promise, a change or a replacement: question by question, then everything on one page, then sent."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest
from framework.models import Measure
from framework.values import input_affixes
from suppliers.actions.answering import counter_proposal
from suppliers.actions.proposing import propose_commitment, propose_substitution, propose_variation
from suppliers.checks import NotReady
from suppliers.differences import differences, facts
from suppliers.forms.promises.answers import SendForm
from suppliers.models import Proposal
from suppliers.profile import may_have_rate
from suppliers.promises import asks_beyond_usual, known_for, standing_terms, terms_in
from suppliers.spread import amounts_that_stand, can_be_spread, points_of
from suppliers.terms import Terms, lying_as
from suppliers.views.promises.doorway import drafting
from suppliers.views.promises.draft import ADD, CHANGE, COUNTER, MISSION, REPLACE, Draft
from suppliers.views.promises.steps import (
    MOST_MEASURES,
    STEPS,
    Search,
    asked_on,
    measure_of,
    outcomes_of,
)
from suppliers.workflow import InvalidTransition

FOLDER = "suppliers/promises"
# What of a mission both sides counted by when they agreed it: another description takes its place, it never changes.
SETTLED_OF_A_MISSION = ("calculation_rule", "evidence_required", "sensitivity")


@drafting
@require_http_methods(["GET", "POST"])
def promise_add(request: SignedInRequest, draft: Draft) -> HttpResponse:
    """What will be asked, and whether this contract asks for enough already; then the first question."""
    if request.method == "POST":
        draft.begin(request.user)
        return redirect(draft.page("measure"))
    context = {
        **_frame(draft),
        "beyond": asks_beyond_usual(draft.contract),
        "resume": draft.page(draft.missing(measure_of(draft))) if draft.done else "",
        "can_describe_mission": _is_mission_led(draft),
    }
    return render(request, f"{FOLDER}/add.html", context)


@require_http_methods(["GET", "POST"])
def promise_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin to change an agreed promise: every answer as it stands, each with a way to change it."""
    return _begin_about(request, pk, kind=CHANGE)


@require_http_methods(["GET", "POST"])
def promise_replace(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin to propose another promise in place of an agreed one."""
    return _begin_about(request, pk, kind=REPLACE)


@drafting
def _begin_about(request: SignedInRequest, draft: Draft) -> HttpResponse:
    """Say what will happen; then the terms that stand, or the first question."""
    assert draft.commitment is not None  # noqa: S101 (a draft of these kinds is about one)
    if request.method == "POST":
        is_change, is_mission = draft.kind == CHANGE, draft.commitment.is_mission and "mission" in request.POST
        standing = standing_terms(draft.commitment) if is_change or is_mission else None
        draft.begin(request.user, standing, is_complete=is_change)
        return redirect(draft.page("" if is_change else draft.steps[0]))
    context = {**_frame(draft), "resume": draft.page(draft.missing(measure_of(draft))) if draft.done else ""}
    return render(request, f"{FOLDER}/{draft.kind}.html", context)


@require_http_methods(["GET", "POST"])
def promise_mission(request: SignedInRequest, pk: int) -> HttpResponse:
    """An organisation that exists for social value says what its mission is worth, in place of further pledges."""
    return _ask(request, pk, kind=MISSION, step="mission")


@require_http_methods(["GET", "POST"])
def promise_profile(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """How the target lies over the periods: one box a period."""
    return _ask(request, pk, kind=kind, step="profile")


@require_http_methods(["GET", "POST"])
def promise_step(request: SignedInRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """One question page of a draft."""
    return _ask(request, pk, kind=kind, step=step)


@drafting
def _ask(request: SignedInRequest, draft: Draft, step: str) -> HttpResponse:
    """Ask, keep the answer, and go on to what is not answered yet."""
    if draft.kind == COUNTER and not draft.done:
        _begin_counter(draft)
    if step not in (*draft.steps, "profile"):
        raise Http404
    search = Search.of(request.GET, request.POST)
    asked = asked_on(step, draft, request.user, search)
    if _comes_too_early(step, draft, asked.measure):
        return redirect(draft.page(draft.missing(asked.measure)))
    form = STEPS[step].form(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        draft.answer(request.user, step, form.to_draft())
        return redirect(draft.page(draft.missing(measure_of(draft))))
    context = {**_frame(draft), "form": form, "asked": asked, "title": STEPS[step].title}
    context["affixes"] = input_affixes(asked.measure) if asked.measure else None
    if step == "measure":
        context |= _browsing(draft, search, len(asked.measures))
    context["back"] = draft.back_from(step, asked.measure)
    return render(request, f"{FOLDER}/steps/{step}.html", context)


@drafting
@require_http_methods(["GET", "POST"])
def promise_check(request: SignedInRequest, draft: Draft) -> HttpResponse:
    """Everything on one page, with what differs from what stands; then it goes to the other side."""
    if draft.kind == COUNTER and not draft.done:
        _begin_counter(draft)
    measure = measure_of(draft)
    if measure is None or draft.missing(measure):
        return redirect(draft.page(draft.missing(measure) or "measure"))
    beyond = _beyond(draft)
    form = SendForm(
        request.POST or None,
        needs_reason=draft.kind not in (ADD, MISSION),
        needs_proportion=bool(beyond),
        is_sensitive=measure.sensitivity != Measure.Sensitivity.STANDARD,
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid() and (sent := _send(request, draft, form, problems)):
        return sent
    context = {**_frame(draft), **_checked(draft, measure), "form": form, "beyond": beyond, "problems": problems}
    return render(request, f"{FOLDER}/check.html", context)


# --- Parts ------------------------------------------------------------------------------------------------------------
def _frame(draft: Draft) -> dict:
    """What every page of a draft shows around its question."""
    return {
        "draft": draft,
        "contract": draft.contract,
        "council": draft.contract.council,
        "commitment": draft.commitment,
        "is_council": draft.side == Proposal.Side.COUNCIL,
        "back": draft.home,
    }


def _begin_counter(draft: Draft) -> None:
    """An answer with other terms begins with those that were proposed."""
    proposed = terms_in(draft.proposal) if draft.proposal else None
    assert proposed is not None  # noqa: S101 (a draft of this kind is about a proposal with terms)
    draft.fill(proposed)


def _comes_too_early(step: str, draft: Draft, measure: Measure | None) -> bool:
    """Whether a page asks about what is not said yet, or does not go with what is."""
    if step in ("basis", "amount", "profile") and measure is None:
        return True
    if step == "basis" and measure is not None and not may_have_rate(measure):
        return True
    if step == "own-how" and draft.so_far.custom is None:
        return True
    return step == "profile" and measure is not None and not can_be_spread(draft.so_far, measure)


def _browsing(draft: Draft, search: Search, shown: int) -> dict:
    """The outcomes to browse by, and how much of what was found is shown."""
    return {"search": search, "outcomes": outcomes_of(draft.contract), "is_cut": shown == MOST_MEASURES}


def _is_mission_led(draft: Draft) -> bool:
    supplier = draft.contract.supplier
    return supplier is not None and supplier.is_mission_led and draft.side == Proposal.Side.SUPPLIER


def _beyond(draft: Draft) -> list[str]:
    """What the promise would ask beyond what is usual, where it is this side's to say why."""
    adds = draft.kind == ADD or (draft.proposal is not None and draft.proposal.kind == Proposal.Kind.NEW)
    if not adds or draft.side != Proposal.Side.COUNCIL or draft.contract.proportion_reason:
        return []
    return asks_beyond_usual(draft.contract)


def _checked(draft: Draft, measure: Measure) -> dict:
    """The terms in words, each with the page to change it on; and what would change."""
    terms, before = draft.so_far, _before(draft)
    if before is not None:
        terms = lying_as(terms, before)
    known = known_for(draft.contract, [terms, before])
    can_spread = can_be_spread(terms, measure)
    open_pages = (*draft.steps, *(["profile"] if can_spread else []))
    settled = SETTLED_OF_A_MISSION if draft.is_mission and not draft.is_new else ()
    rows = [
        (fact, draft.page(fact.name) if fact.name in open_pages and name not in settled else "")
        for name, fact in facts(terms, known).items()
    ]
    changes = differences(before, terms, known) if before is not None else []
    return {"rows": rows, "changes": changes, "is_changing": before is not None, "measure": measure}


def _before(draft: Draft) -> Terms | None:
    """What a draft would change: the terms that were proposed, or those that stand; with what the periods have."""
    proposed = terms_in(draft.proposal) if draft.proposal is not None else None
    if draft.commitment is None or draft.is_new:
        return proposed
    amounts = amounts_that_stand(draft.commitment, points_of(draft.commitment))
    standing = replace(standing_terms(draft.commitment), amounts=amounts)
    return lying_as(proposed, standing) if proposed is not None else standing


def _send(request: SignedInRequest, draft: Draft, form: SendForm, problems: list[str]) -> HttpResponse | None:
    """Send it to the other side. What is in the way goes into `problems`, and nothing is sent."""
    reason, proportion = form.cleaned_data["reason"], form.cleaned_data.get("proportion_reason", "")
    try:
        proposal = _propose(draft, reason, proportion, request.user)
    except NotReady as refused:
        problems.extend(refused.problems)
        return None
    except InvalidTransition:
        messages.warning(request, _("Somebody else was first. Nothing you did was saved."))
        return redirect(draft.home)
    draft.drop(request.user)
    if draft.side == Proposal.Side.COUNCIL:
        messages.success(request, _("Sent to the supplier. The people who write for it get an email, and answer here."))
    else:
        messages.success(request, _("Sent to the council. It gets an email, and answers here."))
    return redirect("promise-detail", proposal.commitment_id)


def _propose(draft: Draft, reason: str, proportion_reason: str, by: User) -> Proposal:
    """The action that this kind of draft is for. Raises as it does."""
    terms = draft.so_far
    if draft.proposal is not None:
        return counter_proposal(
            proposal=draft.proposal, terms=terms, reason=reason, proportion_reason=proportion_reason, by=by
        )
    if draft.commitment is None:
        return propose_commitment(
            contract=draft.contract, terms=terms, reason=reason, proportion_reason=proportion_reason, by=by
        )
    act = propose_variation if draft.kind == CHANGE else propose_substitution
    return act(commitment=draft.commitment, terms=terms, reason=reason, by=by)
