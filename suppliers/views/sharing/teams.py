"""The teams of a council: its social value leads say who works in which."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import remove_team, save_team
from accounts.covering import CannotCover, officers_deciding_for, teams_visible_to
from accounts.models import Council, Team, User
from accounts.permissions import can_manage_teams
from accounts.queries import councils_of, offices_of
from accounts.requests import SignedInRequest
from suppliers.forms.sharing import TeamForm
from suppliers.ownership import MOST
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def council_team_list(request: SignedInRequest) -> HttpResponse:
    """The teams with who works in them; leads find here how to change them."""
    members = Prefetch("members", queryset=User.objects.order_by("first_name", "last_name", "pk"))
    teams = teams_visible_to(request.user).prefetch_related(members).order_by("council__name", "name")[:MOST]
    led = [(pk, one.name) for pk, one in offices_of(request.user).items() if can_manage_teams(request.user, pk)]
    context = {"teams": teams, "led": led, "led_councils": {pk for pk, _name in led}}
    return render(request, "suppliers/sharing/teams.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def council_team_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a team of a council."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    return _edit(request, council, Team(council=council))


@officers_only
@require_http_methods(["GET", "POST"])
def council_team_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a team is called and who works in it."""
    team = get_object_or_404(teams_visible_to(request.user), pk=pk)
    return _edit(request, team.council, team)


def _edit(request: SignedInRequest, council: Council, team: Team) -> HttpResponse:
    """The one page for both."""
    if not can_manage_teams(request.user, council.pk):
        raise PermissionDenied
    form = TeamForm(request.POST or None, officers=officers_deciding_for(council.pk)[:MOST], team=team)
    if form.is_valid() and _save(form, team, request.user):
        messages.success(request, _("The team was saved."))
        return redirect("council-team-list")
    return render(request, "suppliers/sharing/team.html", {"form": form, "team": team, "council": council})


def _save(form: TeamForm, team: Team, user: User) -> bool:
    """Save it; what cannot be becomes an error of the form."""
    team.name = form.cleaned_data["name"]
    try:
        save_team(team=team, members=form.chosen, by=user)
    except CannotCover as error:
        form.add_error("name", error.problems[0])
        return False
    return True


@officers_only
@require_POST
def council_team_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a team."""
    remove_team(team=get_object_or_404(teams_visible_to(request.user), pk=pk), by=request.user)
    messages.success(request, _("The team was removed. Its officers and their contracts stay as they are."))
    return redirect("council-team-list")
