"""Addresses about a person's own account that allauth does not have."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.account_home, name="account-home"),
    path("name/", views.account_name, name="account-name"),
    # In place of allauth's list, which asks the database for each session.
    path("sessions/", views.session_list, name="session-list"),
    path("sessions/end-others/", views.session_end_others, name="session-end-others"),
    path("sessions/<int:session_id>/end/", views.session_end, name="session-end"),
    path("language/", views.account_language, name="account-language"),
]
