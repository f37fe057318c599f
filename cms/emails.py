"""The e-mails of the public site that follow an event. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from cms import community_letters

EMAILS: dict[str, Callable] = {rule.__name__: rule for rule in (*community_letters.RULES,)}
