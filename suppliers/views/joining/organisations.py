"""An organisation as its own people see it: who it is, what it says of itself, and what waits to be confirmed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.registering import change_organisation, register_number, withdraw_registration
from suppliers.checks import NotReady
from suppliers.forms.joining import NUMBER_HINTS, DetailsForm, FurtherNumberForm, NumberForm
from suppliers.identifiers import label_of
from suppliers.models import Endorsement
from suppliers.paging import page_by_key
from suppliers.permissions import can_run_team
from suppliers.queries import endorsements_visible_to, organisations_visible_to, own_registrations_visible_to
from suppliers.reach import places_of
from suppliers.views.joining.doorway import belonging, running
from suppliers.workflow import InvalidTransition

# Endorsements on an organisation's page: those that wait for its own answer, and those it wants shown.
SHOWN = (Endorsement.Status.OFFERED, Endorsement.Status.ACCEPTED)


@login_required
@require_safe
def organisation_list(request: SignedInRequest) -> HttpResponse:
    """The person's organisations, newest first; whoever has one only is led to it."""
    places = places_of(request.user)
    if len(places) == 1:
        return redirect("organisation-detail", next(iter(places)))
    page = page_by_key(
        organisations_visible_to(request.user),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    rows = [(organisation, places[organisation.pk]) for organisation in page.rows]
    return render(request, "suppliers/joining/organisations.html", {"page": page, "rows": rows})


@belonging
@require_safe
def organisation_detail(request: SignedInRequest, organisation) -> HttpResponse:
    """Name, numbers, what it says of itself, and the newest of what it asked to have confirmed."""
    numbers = [(label_of(row.scheme), row.value) for row in organisation.identifiers.order_by("pk")]
    registration = _newest_registration(request, organisation)
    context = {
        "organisation": organisation,
        "numbers": numbers,
        "registration": registration,
        "endorsements": endorsements_visible_to(request.user).filter(
            supplier=organisation, status__in=SHOWN, valid_to__gte=timezone.localdate()
        ),
        "asked_for": label_of(registration.scheme) if registration else "",
        "runs_team": can_run_team(request.user, organisation),
        "is_further_waiting": bool(registration)
        and registration.status == "waiting"
        and not organisation.is_provisional,
    }
    return render(request, "suppliers/joining/organisation.html", context)


def _newest_registration(request: SignedInRequest, organisation):
    """What the organisation asked last, whatever became of it; None when it never did."""
    return own_registrations_visible_to(request.user).filter(organisation=organisation).first()


@running
@require_http_methods(["GET", "POST"])
def organisation_edit(request: SignedInRequest, organisation) -> HttpResponse:
    """Change the name and what it says of itself; official numbers are never changed here."""
    form = DetailsForm(request.POST or None, initial=DetailsForm.initial_of(organisation))
    if request.method == "POST" and form.is_valid():
        change_organisation(organisation=organisation, details=form.to_details(), by=request.user)
        messages.success(request, _("What your organisation says of itself is saved."))
        return redirect("organisation-detail", organisation.pk)
    return render(request, "suppliers/joining/edit.html", {"form": form, "organisation": organisation})


@running
@require_http_methods(["GET", "POST"])
def registration_add(request: SignedInRequest, organisation) -> HttpResponse:
    """Give a number again, for an organisation that was not confirmed, or a further one of a confirmed organisation."""
    registration = _newest_registration(request, organisation)
    if registration and registration.status == "waiting":
        return redirect("organisation-detail", organisation.pk)
    form = (NumberForm if organisation.is_provisional else FurtherNumberForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            register_number(organisation=organisation, number=form.cleaned_data["number"], by=request.user)
            messages.success(request, _waits(organisation))
            return redirect("organisation-detail", organisation.pk)
        except NotReady as error:
            form.add_error("kind", error.problems[0])
        except InvalidTransition:
            messages.info(request, _("A colleague has given a number already."))
            return redirect("organisation-detail", organisation.pk)
    context = {"form": form, "organisation": organisation, "number_hints": NUMBER_HINTS}
    return render(request, "suppliers/joining/number.html", context)


def _waits(organisation) -> str:
    """What is said once a number was given: the same whoever has it."""
    if organisation.is_provisional:
        return _("Your organisation waits to be confirmed.")
    return _("The number waits to be confirmed by a council.")


@running
@require_http_methods(["GET", "POST"])
def registration_withdraw(request: SignedInRequest, organisation) -> HttpResponse:
    """Say what it means, then take the wish to be confirmed back."""
    registration = _newest_registration(request, organisation)
    if registration is None:
        raise Http404
    if request.method == "POST":
        try:
            withdraw_registration(registration=registration, by=request.user)
            messages.success(request, _("Nobody is asked to confirm this number any more."))
        except InvalidTransition:
            messages.info(request, _("This was decided already."))
        return redirect("organisation-detail", organisation.pk)
    context = {"organisation": organisation, "registration": registration, "asked_for": label_of(registration.scheme)}
    return render(request, "suppliers/joining/withdraw.html", context)
