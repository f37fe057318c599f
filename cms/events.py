"""What can happen to the public site as a whole. What editors do to a page stands in Wagtail's own history of it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.events import Event


class CmsEvent(Event):
    """Events of the public site: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    EDITING_SET_UP = "editing.set_up", _("{actor} set up who writes and who publishes on the site"), None
    REVIEW_REMINDED = (
        "review.reminded",
        _("{actor} reminded the publishers of the site of {pages} to look at again"),
        "review_due",
    )
    SCHEDULE_REFUSED = (
        "schedule.refused",
        _("{actor} did not publish page {page} at the moment that was set, because it breaks a rule"),
        "schedule_refused",
    )
    LANGUAGES_SENT = "languages.sent", _("{actor} sent page {page} to be approved in both languages"), None
    LANGUAGES_PUBLISHED = "languages.published", _("{actor} published page {page} in both languages"), None

    def parts(self, data: dict) -> dict:
        """As recorded, with words for how many pages."""
        parts = dict(data)
        if "count" in data:
            parts["pages"] = ngettext("%(count)d page", "%(count)d pages", data["count"]) % {"count": data["count"]}
        return parts
