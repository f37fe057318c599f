"""Contracts on their way to a supplier."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
