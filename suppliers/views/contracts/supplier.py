"""How a contract comes to its supplier: chosen by its number, or invited by e-mail."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import bounced_addresses
from accounts.requests import SignedInRequest
from suppliers.actions.contract_setup import choose_supplier
from suppliers.actions.invitations import invite_supplier, resend_invitation, withdraw_invitation
from suppliers.actions.looking_up import look_up_organisations
from suppliers.checks import NotReady
from suppliers.forms.contracts import InviteForm, NumberForm
from suppliers.identifiers import number_words
from suppliers.models import Contract, Invitation, Member, Organisation
from suppliers.registrations import waiting_registration_of
from suppliers.views.contracts.doorway import PREPARING, managing
from suppliers.workflow import InvalidTransition

# Invitations of one contract that its page shows, the newest first.
SHOWN = 20


def look_up(form: NumberForm, contract: Contract, request: SignedInRequest) -> list[Organisation]:
    """Who has the number that a valid form holds; nobody, or too many look-ups, becomes an error of the form."""
    try:
        found = look_up_organisations(contract=contract, numbers=form.cleaned_data["numbers"], by=request.user)
    except NotReady as error:
        form.add_error("number", error.problems[0])
        return []
    if not found:
        form.add_error("number", unknown_number())
    return found


def chosen_of(found: list[Organisation], request: SignedInRequest) -> Organisation | None:
    """Which of those found the button stands for; None while they are only looked at."""
    return next((one for one in found if str(one.pk) == request.POST.get("confirmed")), None)


def unknown_number() -> str:
    """What is said of a number that nobody here has."""
    return _("No organisation with this number is here yet. Check the number, or invite somebody by email")


@managing(PREPARING)
@require_http_methods(["GET", "POST"])
def contract_supplier(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Find the supplier by its number, look at its name, and choose it; and see who was invited."""
    form = NumberForm(request.POST or None)
    found = look_up(form, contract, request) if form.is_valid() else []
    chosen = chosen_of(found, request)
    if chosen is not None and _choose(form, contract, chosen, request):
        return redirect("contract-setup", contract.pk)
    context = {
        "form": form,
        "found": found if not form.errors else [],
        "contract": contract,
        "council": contract.council,
        **_about_supplier(contract),
    }
    return render(request, "suppliers/contracts/supplier.html", context)


def _choose(form: NumberForm, contract: Contract, organisation: Organisation, request: SignedInRequest) -> bool:
    """Choose it; what cannot be becomes an error of the form."""
    try:
        choose_supplier(contract=contract, organisation=organisation, by=request.user)
    except NotReady as error:
        form.add_error("number", error.problems[0])
        return False
    messages.success(request, _("The supplier was chosen. Its people get an email."))
    return True


def _about_supplier(contract: Contract) -> dict:
    """What the page tells of the supplier the contract has, and of the invitations to it."""
    supplier = contract.supplier
    return {
        **about_invitations(contract.invitations.filter(party_role="").select_related("answered_for")),
        "has_people": bool(supplier) and Member.objects.filter(organisation=supplier).exists(),
        **(numbers_of(supplier) if supplier else {}),
    }


def about_invitations(invitations: QuerySet[Invitation]) -> dict:
    """The newest of some invitations of a contract, and which addresses did not get theirs. Two queries."""
    shown = list(invitations.order_by("-invited_at", "pk")[:SHOWN])
    waiting = [one.email for one in shown if one.status == Invitation.Status.WAITING]
    return {"invitations": shown, "bounced": bounced_addresses(waiting), "today": timezone.localdate()}


def numbers_of(organisation: Organisation) -> dict:
    """The official numbers of an organisation in words, and what it waits to have confirmed, for officers to see."""
    registration = waiting_registration_of(organisation.pk) if organisation.is_provisional else None
    numbers = organisation.identifiers.order_by("pk").values_list("scheme", "value")
    return {
        "numbers": [number_words(scheme, value) for scheme, value in numbers],
        "registration": registration,
        "waiting_number": number_words(registration.scheme, registration.value)
        if registration and registration.scheme
        else "",
    }


@managing(PREPARING)
@require_http_methods(["GET", "POST"])
def contract_invite(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Invite somebody of the supplier by e-mail. The answer is the same whoever the address belongs to."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invite_supplier(contract=contract, email=form.cleaned_data["email"], by=request.user)
            messages.success(request, _("The invitation is on its way. It is open for 14 days."))
            return redirect("contract-supplier", contract.pk)
        except NotReady as error:
            form.add_error("email", error.problems[0])
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/invite.html", context)


@managing(PREPARING)
@require_POST
def contract_invitation(request: SignedInRequest, contract: Contract, invitation_pk) -> HttpResponse:
    """Send an invitation to the supplier again, or take it back."""
    invitations = contract.invitations.filter(party_role="").select_related("contract")
    resend_or_withdraw(get_object_or_404(invitations, pk=invitation_pk), request)
    return redirect("contract-supplier", contract.pk)


def resend_or_withdraw(invitation: Invitation, request: SignedInRequest) -> None:
    """Do what the button says, and say what became of it."""
    try:
        if request.POST.get("action") == "withdraw":
            withdraw_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation was withdrawn."))
        else:
            resend_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation was sent again."))
    except NotReady as error:
        messages.warning(request, error.problems[0])
    except InvalidTransition:
        messages.warning(request, _("This invitation was answered or withdrawn already."))
