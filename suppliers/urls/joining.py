"""Signing up, teams and invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
