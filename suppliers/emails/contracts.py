"""E-mails about: contracts on their way to a supplier. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

EMAILS: dict[str, Callable] = {}
