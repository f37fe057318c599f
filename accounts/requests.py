"""Requests of people who have signed in."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind `login_required` gets: its user is never an anonymous one. Names a type; nothing makes one."""

    user: User
