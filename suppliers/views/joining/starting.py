"""Signing an organisation up: its number, what it says of itself, a check, and what happens next.

What is typed is kept for its writer until the end. Nothing on the way looks at whether anybody has the number.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from suppliers.actions.drafts import drop_draft, keep_draft
from suppliers.actions.registering import register_organisation
from suppliers.checks import NotReady
from suppliers.forms.joining import NUMBER_HINTS, DetailsForm, NumberForm
from suppliers.identifiers import Identifier, caution, label_of
from suppliers.models import Invitation, KeptDraft, Organisation
from suppliers.queries import drafts_of, invitations_visible_to
from suppliers.register import Company, RegisterUnreachable, can_look_up, find_company
from suppliers.views.joining.doorway import belonging

NUMBER, DETAILS = "number", "details"
SIGN_UP = KeptDraft.Kind.SIGN_UP.value
MOST_INVITATIONS = 5


def _typed(user: User) -> dict[str, dict]:
    """What was filled in so far, by page."""
    return drafts_of(user).filter(kind=SIGN_UP).values_list("answers", flat=True).first() or {}


def _keep(user: User, typed: dict[str, dict], **page: dict) -> None:
    """Keep one page with those before it."""
    keep_draft(kind=SIGN_UP, answers={**typed, **page}, by=user)


def _number_typed(typed: dict[str, dict]) -> NumberForm | None:
    """The first page as it was filled in; None when it was not, or no longer says anything valid."""
    form = NumberForm(typed[NUMBER]) if NUMBER in typed else None
    return form if form and form.is_valid() else None


def _details_typed(typed: dict[str, dict]) -> DetailsForm | None:
    """The second page as it was filled in; None when it was not."""
    form = DetailsForm(typed[DETAILS]) if DETAILS in typed else None
    return form if form and form.is_valid() else None


def _number_words(number: Identifier | None) -> dict:
    """What the pages say of a number."""
    if number is None:
        return {"number": None}
    return {"number": number, "label": label_of(number.scheme), "caution": caution(number.scheme, number.value)}


@login_required
@require_http_methods(["GET", "POST"])
def organisation_start(request: SignedInRequest) -> HttpResponse:
    """Which official number the organisation has."""
    typed = _typed(request.user)
    form = NumberForm(request.POST or None, initial=typed.get(NUMBER))
    if request.method == "POST" and form.is_valid():
        _keep(request.user, typed, number=form.kept())
        return redirect("organisation-check" if request.GET.get("from") == "check" else "organisation-details")
    return render(request, "suppliers/joining/start.html", {"form": form, "number_hints": NUMBER_HINTS})


@login_required
@require_http_methods(["GET", "POST"])
def organisation_details(request: SignedInRequest) -> HttpResponse:
    """Its name and what it says of itself; the name can be looked up where there is a register to ask."""
    typed = _typed(request.user)
    first = _number_typed(typed)
    if first is None:
        return redirect("organisation-start")
    number = first.cleaned_data["number"]
    context = {"can_look_up": can_look_up(number), **_number_words(number)}
    if request.method == "POST" and "find" in request.POST and context["can_look_up"]:
        return render(request, "suppliers/joining/details.html", {**context, **_looked_up(request, number)})
    form = DetailsForm(request.POST or None, initial=typed.get(DETAILS))
    if request.method == "POST" and form.is_valid():
        _keep(request.user, typed, details=form.kept())
        return redirect("organisation-check")
    return render(request, "suppliers/joining/details.html", {**context, "form": form})


def _looked_up(request: SignedInRequest, number: Identifier) -> dict:
    """The form as it was typed, with the name out of the register, and what the page says about that."""
    typed = {name: request.POST.get(name, "") for name in DetailsForm.base_fields}
    company: Company | None = None
    try:
        company = find_company(number, by=request.user)
        answer = "found" if company else "unknown"
    except RegisterUnreachable:
        answer = "unreachable"
    if company:
        typed["name"] = company.name
    return {"form": DetailsForm(initial=typed), "answer": answer, "company": company}


@login_required
@require_http_methods(["GET", "POST"])
def organisation_check(request: SignedInRequest) -> HttpResponse:
    """Everything once more; then it is signed up."""
    typed = _typed(request.user)
    first, second = _number_typed(typed), _details_typed(typed)
    if first is None:
        return redirect("organisation-start")
    if second is None:
        return redirect("organisation-details")
    number, details = first.cleaned_data["number"], second.to_details()
    problems: list[str] = []
    if request.method == "POST":
        try:
            organisation = register_organisation(details=details, number=number, by=request.user)
            drop_draft(kind=SIGN_UP, by=request.user)
            return redirect("organisation-registered", organisation.pk)
        except NotReady as error:
            problems = error.problems
    kind = Organisation.VcseKind(details.vcse_kind).label if details.vcse_kind else ""
    context = {"details": details, "kind": kind, "problems": problems, **_number_words(number)}
    return render(request, "suppliers/joining/check.html", context)


@belonging
@require_safe
def organisation_registered(request: SignedInRequest, organisation) -> HttpResponse:
    """What happens next, and where a person who came by an invitation to a contract goes on."""
    waiting = invitations_visible_to(request.user).filter(contract__isnull=False, status=Invitation.Status.WAITING)
    invitations = waiting.select_related("contract__council")[:MOST_INVITATIONS]
    context = {"organisation": organisation, "invitations": invitations}
    return render(request, "suppliers/joining/registered.html", context)
