"""Addresses about a person's own account that allauth does not have."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.account_home, name="account-home"),
    path("name/", views.account_name, name="account-name"),
    path("sessions/<int:session_id>/end/", views.session_end, name="session-end"),
    path("language/", views.account_language, name="account-language"),
]
