"""A team: who is in it and what each may do, who is invited, who asks to join, who leaves."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import bounced_addresses
from accounts.requests import SignedInRequest
from suppliers.actions.invitations import invite_colleague
from suppliers.actions.team import change_member, leave_team, remove_member
from suppliers.checks import NotReady, sign_off_has_signatory
from suppliers.checks.invitation_is_new import MOST_WAITING
from suppliers.forms.team import ROLE_HINTS, DutiesForm, InviteForm
from suppliers.models import Invitation, Member, Registration
from suppliers.paging import SIZE, page_by_key
from suppliers.permissions import can_run_team
from suppliers.queries import (
    contracts_of,
    contracts_to_choose,
    is_last_admin,
    join_requests_to,
    members_visible_to,
    sent_invitations_visible_to,
)
from suppliers.views.joining.doorway import belonging, running

# An older e-mail to the same address, which others sent, says nothing to this team: ours is on its way by then.
SENT_BY_THEN = timedelta(minutes=10)


@belonging
@require_safe
def team_list(request: SignedInRequest, organisation) -> HttpResponse:
    """Everybody in the team, newest first; its admins see who is invited and who asks to join, too."""
    members = members_visible_to(request.user).filter(organisation=organisation)
    page = page_by_key(
        members.select_related("user").annotate(contract_count=Count("contracts")),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {"organisation": organisation, "page": page, "runs_team": can_run_team(request.user, organisation)}
    if context["runs_team"]:
        context |= _for_admins(request, organisation)
    return render(request, "suppliers/joining/team.html", context)


def _for_admins(request: SignedInRequest, organisation) -> dict:
    """Open invitations, with those whose e-mail did not arrive, and the first of those who ask to join."""
    sent = sent_invitations_visible_to(request.user).filter(organisation=organisation, status=Invitation.Status.WAITING)
    invitations = list(sent.annotate(contract_count=Count("contracts"))[:MOST_WAITING])
    since = timezone.now() - SENT_BY_THEN
    asked = join_requests_to([organisation.pk]).filter(status=Registration.Status.WAITING).order_by("pk")
    return {
        "invitations": invitations,
        "bounced": bounced_addresses([one.email for one in invitations if one.invited_at < since]),
        "today": timezone.localdate(),
        "requests": list(asked.select_related("asked_by", "organisation")[:SIZE]),
    }


@running
@require_http_methods(["GET", "POST"])
def team_invite(request: SignedInRequest, organisation) -> HttpResponse:
    """Invite a colleague by e-mail address. The answer is the same whether the address has an account or not."""
    form = InviteForm(request.POST or None, contracts=contracts_to_choose(organisation.pk))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite_colleague(organisation=organisation, email=email, duties=form.to_duties(), by=request.user)
            messages.success(request, _("We have sent the invitation."))
            return redirect("team-list", organisation.pk)
        except NotReady as error:
            form.add_error("email", error.problems[0])
    context = {"form": form, "organisation": organisation, "role_hints": ROLE_HINTS}
    return render(request, "suppliers/joining/invite.html", context)


def _member_of(request: SignedInRequest, organisation, pk: int) -> Member:
    """One member of the organisation's team. Raises Http404."""
    members = members_visible_to(request.user).filter(organisation=organisation)
    return get_object_or_404(members.select_related("user", "organisation"), pk=pk)


@running
@require_http_methods(["GET", "POST"])
def member_edit(request: SignedInRequest, organisation, member: int) -> HttpResponse:
    """Give a member another role, other contracts, or the right to sign off."""
    changed = _member_of(request, organisation, member)
    chosen = list(changed.contracts.values_list("pk", flat=True)) if changed.is_restricted else []
    form = DutiesForm(
        request.POST or None,
        contracts=contracts_to_choose(organisation.pk, chosen),
        initial=DutiesForm.initial_of(changed, chosen),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_member(member=changed, duties=form.to_duties(), by=request.user)
            messages.success(request, _("What %(name)s may do has changed.") % {"name": changed.user})
            return redirect("team-list", organisation.pk)
        except NotReady as error:
            form.add_error("role", error.problems[0])
    context = {"form": form, "organisation": organisation, "member": changed, "role_hints": ROLE_HINTS}
    context["about_signing"] = list(sign_off_has_signatory.without(changed))
    return render(request, "suppliers/joining/member.html", context)


@running
@require_http_methods(["GET", "POST"])
def member_remove(request: SignedInRequest, organisation, member: int) -> HttpResponse:
    """Say what removing means, then remove, at once."""
    leaving = _member_of(request, organisation, member)
    problems: list[str] = []
    if request.method == "POST":
        try:
            remove_member(member=leaving, by=request.user)
            messages.success(request, _("%(name)s is no longer in the team.") % {"name": leaving.user})
            return redirect("home" if leaving.user_id == request.user.pk else "team-list", *_place(request, leaving))
        except NotReady as error:
            problems = error.problems
    context = {**_what_goes(leaving), "problems": problems, "organisation": organisation, "member": leaving}
    return render(request, "suppliers/joining/remove.html", context)


def _place(request: SignedInRequest, leaving: Member) -> list[int]:
    """The arguments of the page that follows: whoever removed themselves has no team page any more."""
    return [] if leaving.user_id == request.user.pk else [leaving.organisation_id]


def _what_goes(member: Member) -> dict:
    """What hangs on a member: contracts they look after, and open invitations they sent."""
    owned = contracts_of(member.organisation_id).filter(supplier_owner=member.user_id).order_by("-pk")
    sent = Invitation.objects.filter(
        organisation=member.organisation_id, invited_by=member.user_id, status=Invitation.Status.WAITING
    )
    return {
        "owned": list(owned[:SIZE]),
        "sent_count": sent.count(),
        "is_last_admin": is_last_admin(member),
        "about_signing": list(sign_off_has_signatory.without(member)),
    }


@belonging
@require_http_methods(["GET", "POST"])
def team_leave(request: SignedInRequest, organisation) -> HttpResponse:
    """Say what leaving means, then leave."""
    members = members_visible_to(request.user).select_related("user", "organisation")
    own = get_object_or_404(members, organisation=organisation, user=request.user)
    problems: list[str] = []
    if request.method == "POST":
        try:
            leave_team(member=own, by=request.user)
            messages.success(request, _("You are no longer in the team of %(name)s.") % {"name": organisation.name})
            return redirect("home")
        except NotReady as error:
            problems = error.problems
    context = {**_what_goes(own), "problems": problems, "organisation": organisation}
    return render(request, "suppliers/joining/leave.html", context)
