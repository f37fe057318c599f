"""What in the database would be dangerous in production: run by `migrate`, and by `check --database default`."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections

from accounts.models import User
from accounts.second_factor import DEMONSTRATION_SECRET
from portal.demo.people import PEOPLE


def demonstration_accounts(app_configs, databases: Collection[str] | None = None, **options) -> list[CheckMessage]:
    """Accounts that the demonstration made and that can sign in, on a portal that real people use.

    Empty as well while no database is named, and before the first migration, when nobody has an account.
    """
    if settings.EMBEDDED or settings.DEBUG or "default" not in (databases or ()):
        return []
    tables = connections["default"].introspection.table_names()
    if not {User._meta.db_table, Authenticator._meta.db_table} <= set(tables):
        return []
    found = _with_known_address() | _with_known_secret()
    if not found:
        return []
    return [
        Error(
            f"Accounts of the demonstration, whose password and second factor everybody knows: {len(found)}.",
            hint="Switch them off under Settings, Users in the editing screens, or begin with an empty database. On a "
            "training portal, where they are meant, set SILENCED_SYSTEM_CHECKS=portal.E007.",
            id="portal.E007",
        )
    ]


def _with_known_address() -> set[int]:
    """By addresses that nobody can own; these people have the password, whatever became of their second factor."""
    addresses = [person.email for person in PEOPLE]
    return set(User.objects.filter(is_active=True, email__in=addresses).values_list("pk", flat=True))


def _with_known_secret() -> set[int]:
    """By the secret, whatever became of their address. Each is encrypted in its own way, so each is opened."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_active=True)
    secrets = apps.values_list("user_id", "data__secret").iterator()
    return {user_id for user_id, secret in secrets if decrypt(secret) == DEMONSTRATION_SECRET}
