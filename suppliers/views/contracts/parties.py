"""Who takes part in a contract beside its supplier: found by a number, or invited by e-mail, and taken out again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from suppliers.actions.invitations import invite_party
from suppliers.actions.parties import add_party, remove_party
from suppliers.checks import NotReady
from suppliers.forms.contracts import PartyForm, PartyInviteForm
from suppliers.models import Contract, Invitation, Organisation
from suppliers.ownership import MOST
from suppliers.views.contracts.doorway import ACTIVE, PREPARING, home_of, managing
from suppliers.views.contracts.supplier import about_invitations, chosen_of, look_up, resend_or_withdraw


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_parties(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Consortium members and subcontractors, and who is invited; another one is added by its number, after a look."""
    form = PartyForm(request.POST or None)
    found = look_up(form, contract, request) if form.is_valid() else []
    chosen = chosen_of(found, request)
    if chosen is not None and _add(form, contract, chosen, request):
        return redirect("contract-parties", contract.pk)
    parties = list(contract.parties.select_related("organisation").order_by("pk")[:MOST])
    invited = contract.invitations.exclude(party_role="").exclude(status=Invitation.Status.ACCEPTED)
    context = {
        "form": form,
        "found": found if not form.errors else [],
        "parties": parties,
        "has_unconfirmed": any(party.organisation.is_provisional for party in parties),
        "contract": contract,
        "council": contract.council,
        "home": home_of(contract),
        **about_invitations(invited),
    }
    return render(request, "suppliers/contracts/parties.html", context)


def _add(form: PartyForm, contract: Contract, organisation: Organisation, request: SignedInRequest) -> bool:
    """Add it; what cannot be becomes an error of the form."""
    try:
        add_party(contract=contract, organisation=organisation, role=form.cleaned_data["role"], by=request.user)
    except NotReady as error:
        form.add_error("number", error.problems[0])
        return False
    messages.success(request, _("The organisation takes part in the contract now."))
    return True


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def party_invite(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Invite somebody of an organisation by e-mail. The answer is the same whoever the address belongs to."""
    form = PartyInviteForm(request.POST or None)
    if form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invite_party(contract=contract, email=email, role=role, by=request.user)
            messages.success(request, _("The invitation is on its way. It is open for 14 days."))
            return redirect("contract-parties", contract.pk)
        except NotReady as error:
            form.add_error("email", error.problems[0])
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/party_invite.html", context)


@managing(PREPARING, ACTIVE)
@require_POST
def party_invitation(request: SignedInRequest, contract: Contract, invitation_pk) -> HttpResponse:
    """Send an invitation to take part again, or take it back."""
    invitations = contract.invitations.exclude(party_role="").select_related("contract")
    resend_or_withdraw(get_object_or_404(invitations, pk=invitation_pk), request)
    return redirect("contract-parties", contract.pk)


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def party_remove(request: SignedInRequest, contract: Contract, party_pk: int) -> HttpResponse:
    """Say once more who is taken out, then do it."""
    party = get_object_or_404(contract.parties.select_related("organisation", "contract"), pk=party_pk)
    problems: list = []
    if request.method == "POST":
        try:
            remove_party(party=party, by=request.user)
            messages.success(request, _("The organisation takes part no longer."))
            return redirect("contract-parties", contract.pk)
        except NotReady as error:
            problems = error.problems
    context = {"party": party, "contract": contract, "council": contract.council, "problems": problems}
    return render(request, "suppliers/contracts/party_remove.html", context)
