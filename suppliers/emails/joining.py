"""E-mails about: signing up, teams and invitations. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

EMAILS: dict[str, Callable] = {}
