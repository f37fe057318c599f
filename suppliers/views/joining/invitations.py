"""Invitations: those to oneself, to answer; and those one sent, to withdraw or send again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.invitations import (
    accept_contract_invitation,
    accept_party_invitation,
    accept_team_invitation,
    decline_invitation,
    resend_invitation,
    withdraw_invitation,
)
from suppliers.checks import NotReady, before_accepting
from suppliers.forms.joining import TakeOnForm
from suppliers.models import Invitation, Organisation
from suppliers.permissions import can_manage_invitation, can_take_on_contract
from suppliers.queries import invitations_visible_to, organisations_visible_to, sent_invitations_visible_to
from suppliers.workflow import InvalidTransition

MOST_SHOWN = 50
MOST_ORGANISATIONS = 100
OF_AN_INVITATION = ("organisation", "contract__council", "invited_by")


@login_required
@require_safe
def invitation_list(request: SignedInRequest) -> HttpResponse:
    """Invitations to any address the person has proved to be theirs, newest first: open ones, with those too old."""
    waiting = invitations_visible_to(request.user).filter(status=Invitation.Status.WAITING)
    rows = list(waiting.select_related(*OF_AN_INVITATION)[:MOST_SHOWN])
    context = {"rows": rows, "today": timezone.localdate(), "most": MOST_SHOWN}
    return render(request, "suppliers/joining/invitations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invitation_answer(request: SignedInRequest, pk) -> HttpResponse:
    """Accept or decline. What was answered before, or is too old, is said instead."""
    invitation = get_object_or_404(invitations_visible_to(request.user).select_related(*OF_AN_INVITATION), pk=pk)
    is_open = invitation.status == Invitation.Status.WAITING and not before_accepting(invitation)
    organisations = _takers(request) if is_open and invitation.contract_id else []
    form = TakeOnForm(request.POST or None, organisations=organisations) if organisations else None
    problems: list[str] = []
    if request.method == "POST":
        try:
            if done := _answered(request, invitation, form):
                return done
        except NotReady as error:
            problems = error.problems
        except InvalidTransition:
            messages.info(request, _("This invitation was answered or taken back already."))
            return redirect("invitation-list")
    context = {"invitation": invitation, "is_open": is_open, "form": form, "problems": problems}
    return render(request, "suppliers/joining/invitation.html", context)


def _takers(request: SignedInRequest) -> list[Organisation]:
    """The organisations for which this person may take a contract on."""
    own = organisations_visible_to(request.user)[:MOST_ORGANISATIONS]
    return [organisation for organisation in own if can_take_on_contract(request.user, organisation)]


def _answered(request: SignedInRequest, invitation: Invitation, form: TakeOnForm | None) -> HttpResponse | None:
    """Answer as the button says, and lead on; None when a contract's form says what is missing."""
    if request.POST.get("action") == "decline":
        decline_invitation(invitation=invitation, by=request.user)
        messages.success(request, _("You have declined the invitation. Whoever sent it gets an email."))
        return redirect("invitation-list")
    if invitation.organisation is not None:
        accept_team_invitation(invitation=invitation, by=request.user)
        messages.success(request, _("You are in the team of %(name)s now.") % {"name": invitation.organisation.name})
        return redirect("organisation-detail", invitation.organisation_id)
    if problems := before_accepting(invitation):
        raise NotReady(problems)
    if form is None:
        raise NotReady([_("Sign your organisation up first, then come back to this invitation")])
    if not form.is_valid():
        return None
    organisation = form.to_organisation()
    messages.success(request, _accepted_for(request, invitation, organisation))
    if organisation.is_provisional or invitation.party_role:
        return redirect("organisation-detail", organisation.pk)
    return redirect("contract-agreement", invitation.contract_id)


def _accepted_for(request: SignedInRequest, invitation: Invitation, organisation: Organisation) -> str:
    """Accept an invitation for a contract, and say so: of a provisional organisation the same in every case."""
    if invitation.party_role:
        party = accept_party_invitation(invitation=invitation, organisation=organisation, by=request.user)
        contract = party.contract
        done = _("%(name)s takes part in “%(contract)s”. The council gets an email.")
    else:
        contract = accept_contract_invitation(invitation=invitation, organisation=organisation, by=request.user)
        done = _("%(name)s has taken on “%(contract)s”. The council gets an email.")
    if organisation.is_provisional:
        done = _("You have accepted “%(contract)s” for %(name)s. The council gets an email, and confirms who you are.")
    return done % {"name": organisation.name, "contract": contract.title}


def _sent(request: SignedInRequest, pk) -> Invitation:
    """An invitation of the person's own side. Raises Http404, and PermissionDenied for who may only look."""
    invitation = get_object_or_404(sent_invitations_visible_to(request.user).select_related(*OF_AN_INVITATION), pk=pk)
    if not can_manage_invitation(request.user, invitation):
        raise PermissionDenied
    return invitation


def _back(invitation: Invitation) -> HttpResponse:
    """To the page that lists it."""
    if invitation.party_role:
        return redirect("contract-parties", invitation.contract_id)
    if invitation.contract_id:
        return redirect("contract-detail", invitation.contract_id)
    return redirect("team-list", invitation.organisation_id)


@login_required
@require_http_methods(["GET", "POST"])
def invitation_withdraw(request: SignedInRequest, pk) -> HttpResponse:
    """Say whose invitation it is, then take it back."""
    invitation = _sent(request, pk)
    if request.method == "POST":
        try:
            withdraw_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation is withdrawn."))
        except InvalidTransition:
            messages.info(request, _("This invitation was answered or taken back already."))
        return _back(invitation)
    return render(request, "suppliers/joining/withdraw_invitation.html", {"invitation": invitation})


@login_required
@require_POST
def invitation_resend(request: SignedInRequest, pk) -> HttpResponse:
    """Send it once more and open it for another fourteen days."""
    invitation = _sent(request, pk)
    try:
        resend_invitation(invitation=invitation, by=request.user)
        messages.success(request, _("We have sent the invitation again. It is open for another 14 days."))
    except NotReady as error:
        messages.info(request, error.problems[0])
    except InvalidTransition:
        messages.info(request, _("This invitation was answered or taken back already."))
    return _back(invitation)
