"""What can happen to the public site, besides what Wagtail's own history of each page tells."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event


class CmsEvent(Event):
    """Events of the public site: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    INTEREST_RECEIVED = "interest.received", _("{actor} told us of interest in an event"), "interest_received"
    INTEREST_RENEWED = (
        "interest.renewed",
        _("{actor} told us again of interest in an event, and got a new link"),
        "interest_received",
    )
    INTEREST_WITHDRAWN = "interest.withdrawn", _("{actor} took interest in an event back"), None
    INTEREST_REMOVED = "interest.removed", _("{actor} removed a person from those interested in an event"), None
    INTERESTS_LISTED = "interests.listed", _("{actor} saved a list of those interested in events"), None
    INTERESTS_DELETED = "interests.deleted", _("{actor} deleted who was interested in an event that is long over"), None

    def without_a_person(self) -> str:
        """Whoever is interested has no account."""
        by_link = (CmsEvent.INTEREST_RECEIVED, CmsEvent.INTEREST_RENEWED, CmsEvent.INTEREST_WITHDRAWN)
        return gettext("Somebody without an account") if self in by_link else super().without_a_person()
