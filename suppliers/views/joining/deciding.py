"""Who asks to be let in or confirmed: decided by the organisation's own admins, or by officers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.deciding import decline_registration, join_registration
from suppliers.actions.registering import confirm_registration
from suppliers.checks import NotReady
from suppliers.forms.joining import CONFIRM, DECLINE, DecisionForm
from suppliers.forms.team import ROLE_HINTS
from suppliers.identifiers import caution, label_of
from suppliers.models import Invitation, Registration
from suppliers.paging import SIZE, page_by_key
from suppliers.permissions import can_decide_registration
from suppliers.queries import join_requests_visible_to, registrations_visible_to
from suppliers.registrations import standing_of, standings_of
from suppliers.views.doorway import officers_only
from suppliers.views.joining.doorway import running
from suppliers.workflow import InvalidTransition

OF_A_REGISTRATION = ("organisation", "asked_by", "decided_by")


@running
@require_http_methods(["GET", "POST"])
def join_request_decide(request: SignedInRequest, organisation, registration: int) -> HttpResponse:
    """Let people in who gave a number of this organisation, or decline."""
    asked = join_requests_visible_to(request.user).select_related(*OF_A_REGISTRATION)
    found = get_object_or_404(asked, pk=registration)
    owner = standing_of(request.user, found).owner
    if owner is None or owner.pk != organisation.pk or found.status != Registration.Status.WAITING:
        _say_too_late(request)
        return redirect("team-list", organisation.pk)
    form = DecisionForm(request.POST or None, has_owner=True)
    if request.method == "POST" and form.is_valid() and _decide(request, form, found):
        return redirect("team-list", organisation.pk)
    context = {"form": form, "organisation": organisation, **_who_asks(found)}
    return render(request, "suppliers/joining/join_request.html", context)


@officers_only
@require_safe
def registration_list(request: SignedInRequest) -> HttpResponse:
    """Organisations that ask to be confirmed and have to do with the officer's councils, newest first."""
    show = "decided" if request.GET.get("show") == "decided" else "waiting"
    waiting = registrations_visible_to(request.user).select_related(*OF_A_REGISTRATION)
    if show == "waiting":
        rows = waiting.filter(status=Registration.Status.WAITING)
    else:
        rows = waiting.exclude(status=Registration.Status.WAITING)
    page = page_by_key(rows, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    standings = standings_of(request.user, page.rows)
    context = {
        "page": page,
        "show": show,
        "rows": [_registration_row(request, registration, standings[registration.pk]) for registration in page.rows],
        "here": f"{reverse('registration-list')}?show={show}",
    }
    return render(request, "suppliers/joining/registrations.html", context)


def _registration_row(request: SignedInRequest, registration: Registration, standing) -> dict:
    """What the list says of one of them."""
    is_waiting = registration.status == Registration.Status.WAITING
    until = standing.waits_until() if is_waiting else None
    return {
        "registration": registration,
        "label": label_of(registration.scheme),
        "owner": None if standing.is_further else standing.owner,
        "is_further": is_waiting and standing.is_further,
        "waits_until": until if until and until >= timezone.localdate() else None,
        "can_decide": is_waiting and can_decide_registration(request.user, registration, standing),
    }


@officers_only
@require_http_methods(["GET", "POST"])
def registration_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm, let in or decline, for the council."""
    visible = registrations_visible_to(request.user).select_related(*OF_A_REGISTRATION)
    registration = get_object_or_404(visible, pk=pk)
    standing = standing_of(request.user, registration)
    if not can_decide_registration(request.user, registration, standing):
        raise PermissionDenied
    if registration.status != Registration.Status.WAITING:
        _say_too_late(request)
        return redirect("registration-list")
    has_owner, is_further = standing.owner is not None, standing.is_further
    form = DecisionForm(request.POST or None, has_owner=has_owner, is_further=is_further)
    if request.method == "POST" and form.is_valid() and _decide(request, form, registration):
        return redirect("registration-list")
    context = {"form": form, "owner": standing.owner, "is_further": is_further, **_who_asks(registration)}
    return render(request, "suppliers/joining/registration.html", context)


def _say_too_late(request: SignedInRequest) -> None:
    """Somebody decided before; who sent a decision is told that it was not saved."""
    lost = _("This was decided already. Nothing you did was saved.")
    messages.info(request, lost if request.method == "POST" else _("This was decided already."))


def _who_asks(registration: Registration) -> dict:
    """What whoever decides is shown: what was said, and who would come in."""
    asking = registration.organisation
    members = asking.members.select_related("user").order_by("pk")[: SIZE + 1]
    invitations = asking.invitations.filter(status=Invitation.Status.WAITING)[: SIZE + 1]
    return {
        "registration": registration,
        "role_hints": ROLE_HINTS,
        "asking": asking,
        "label": label_of(registration.scheme),
        "caution": caution(registration.scheme, registration.value),
        "members": list(members),
        "invited": list(invitations),
        "most": SIZE,
    }


def _decide(request: SignedInRequest, form: DecisionForm, registration: Registration) -> bool:
    """Do what the form says. What cannot be becomes an error of the form; what was decided meanwhile is said."""
    decision, cleaned = form.cleaned_data["decision"], form.cleaned_data
    is_further = not registration.organisation.is_provisional
    try:
        if decision == DECLINE:
            decline_registration(registration=registration, reason=cleaned["reason"], by=request.user)
            messages.success(request, _("You have declined. The people who asked get an email and can read why."))
        elif decision == CONFIRM:
            confirm_registration(registration=registration, by=request.user)
            messages.success(
                request, _("The number is confirmed.") if is_further else _("The organisation is confirmed.")
            )
        else:
            join_registration(registration=registration, role=cleaned["role"], by=request.user)
            messages.success(request, _("They are in the team now, and get an email."))
    except NotReady as error:
        form.add_error("decision" if "decision" in form.fields else None, error.problems[0])
        return False
    except InvalidTransition:
        _say_too_late(request)
    return True
