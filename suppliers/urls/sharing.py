"""How a council's officers share their work: who is away, who covers, and who works in which team."""

from django.urls import URLPattern, path

from suppliers.views.sharing import absences, teams

urlpatterns: list[URLPattern] = [
    path("council/absences/", absences.absence_list, name="absence-list"),
    path("council/absences/<int:pk>/add/", absences.absence_add, name="absence-add"),
    path("council/absences/<int:pk>/end/", absences.absence_end, name="absence-end"),
    path("council/teams/", teams.council_team_list, name="council-team-list"),
    path("council/teams/<int:pk>/add/", teams.council_team_add, name="council-team-add"),
    path("council/teams/<int:pk>/", teams.council_team_edit, name="council-team-edit"),
    path("council/teams/<int:pk>/remove/", teams.council_team_remove, name="council-team-remove"),
]
