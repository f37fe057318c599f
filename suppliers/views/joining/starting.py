"""Signing an organisation up: its number, what it says of itself, a check, and what happens next.

What is typed stays in the session until the end. Nothing on the way looks at whether anybody has the number.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.registering import register_organisation
from suppliers.checks import NotReady
from suppliers.forms.joining import NUMBER_HINTS, DetailsForm, NumberForm
from suppliers.identifiers import Identifier, caution, label_of
from suppliers.models import Invitation, Organisation
from suppliers.queries import invitations_visible_to
from suppliers.register import Company, RegisterUnreachable, can_look_up, find_company
from suppliers.views.joining.doorway import belonging

NUMBER, DETAILS = "sign_up_number", "sign_up_details"
MOST_INVITATIONS = 5


def _number_typed(request: SignedInRequest) -> NumberForm | None:
    """The first page as it was filled in; None when it was not, or no longer says anything valid."""
    form = NumberForm(request.session[NUMBER]) if NUMBER in request.session else None
    return form if form and form.is_valid() else None


def _details_typed(request: SignedInRequest) -> DetailsForm | None:
    """The second page as it was filled in; None when it was not."""
    form = DetailsForm(request.session[DETAILS]) if DETAILS in request.session else None
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
    form = NumberForm(request.POST or None, initial=request.session.get(NUMBER))
    if request.method == "POST" and form.is_valid():
        request.session[NUMBER] = form.kept()
        return redirect("organisation-check" if request.GET.get("from") == "check" else "organisation-details")
    return render(request, "suppliers/joining/start.html", {"form": form, "number_hints": NUMBER_HINTS})


@login_required
@require_http_methods(["GET", "POST"])
def organisation_details(request: SignedInRequest) -> HttpResponse:
    """Its name and what it says of itself; the name can be looked up where there is a register to ask."""
    first = _number_typed(request)
    if first is None:
        return redirect("organisation-start")
    number = first.cleaned_data["number"]
    context = {"can_look_up": can_look_up(number), **_number_words(number)}
    if request.method == "POST" and "find" in request.POST and context["can_look_up"]:
        return render(request, "suppliers/joining/details.html", {**context, **_looked_up(request, number)})
    form = DetailsForm(request.POST or None, initial=request.session.get(DETAILS))
    if request.method == "POST" and form.is_valid():
        request.session[DETAILS] = form.kept()
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
    first, second = _number_typed(request), _details_typed(request)
    if first is None:
        return redirect("organisation-start")
    if second is None:
        return redirect("organisation-details")
    number, details = first.cleaned_data["number"], second.to_details()
    problems: list[str] = []
    if request.method == "POST":
        try:
            organisation = register_organisation(details=details, number=number, by=request.user)
            del request.session[NUMBER], request.session[DETAILS]
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
