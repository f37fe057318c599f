"""The addresses of the accounts room; those of the sign-in are allauth's."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("language/", views.account_language, name="account-language"),
]
