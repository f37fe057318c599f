"""Signing up, teams and invitations."""

from django.urls import path

from suppliers.views.joining import deciding, invitations, organisations, starting, team

urlpatterns = [
    path("organisation/", organisations.organisation_list, name="organisation-list"),
    path("organisation/new/", starting.organisation_start, name="organisation-start"),
    path("organisation/new/details/", starting.organisation_details, name="organisation-details"),
    path("organisation/new/check/", starting.organisation_check, name="organisation-check"),
    path("organisation/<int:pk>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisation/<int:pk>/registered/", starting.organisation_registered, name="organisation-registered"),
    path("organisation/<int:pk>/change/", organisations.organisation_edit, name="organisation-edit"),
    path("organisation/<int:pk>/number/", organisations.registration_add, name="registration-add"),
    path("organisation/<int:pk>/number/withdraw/", organisations.registration_withdraw, name="registration-withdraw"),
    path("organisation/<int:pk>/team/", team.team_list, name="team-list"),
    path("organisation/<int:pk>/team/invite/", team.team_invite, name="team-invite"),
    path("organisation/<int:pk>/team/leave/", team.team_leave, name="team-leave"),
    path("organisation/<int:pk>/team/<int:member>/", team.member_edit, name="member-edit"),
    path("organisation/<int:pk>/team/<int:member>/remove/", team.member_remove, name="member-remove"),
    path(
        "organisation/<int:pk>/requests/<int:registration>/", deciding.join_request_decide, name="join-request-decide"
    ),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/<uuid:pk>/", invitations.invitation_answer, name="invitation-answer"),
    path("invitations/<uuid:pk>/withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("invitations/<uuid:pk>/resend/", invitations.invitation_resend, name="invitation-resend"),
    path("council/organisations/", deciding.registration_list, name="registration-list"),
    path("council/organisations/<int:pk>/", deciding.registration_decide, name="registration-decide"),
]
