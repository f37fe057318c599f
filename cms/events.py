"""What can happen to what a council publishes. What editors do to a page stands in Wagtail's own history of it."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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

    # Case studies and consents
    CASE_SUGGESTED = (
        "case_study.suggested",
        _("{actor} suggested the return as a case study"),
        "case_study_suggested",
    )
    CASE_DRAFTED = "case_study.drafted", _("{actor} began a case study from the return"), None
    CASE_DECLINED = (
        "case_study.declined",
        _("{actor} decided that the return does not become a case study: {reason}"),
        "case_study_declined",
    )
    CONSENT_RECORDED = "consent.recorded", _("{actor} recorded a consent: {covers}"), None
    NAME_ASKED = "supplier_name.asked", _("{actor} asked a supplier whether it may be named"), "name_asked"
    NAME_AGREED = "supplier_name.agreed", _("{actor} agreed that the supplier is named"), "name_answered"
    NAME_REFUSED = "supplier_name.refused", _("{actor} does not want the supplier to be named"), "name_answered"
    CONSENT_WITHDRAWN = "consent.withdrawn", _("{actor} withdrew a consent: {covers}"), "consent_withdrawn"
    CONSENTS_REMOVED = "consent.removed", _("{actor} removed the record of a consent whose time is over"), None

    # Events that people come to
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

    def parts(self, data: dict) -> dict:
        """As recorded, with words for how many pages."""
        parts = dict(data)
        if "count" in data:
            parts["pages"] = ngettext("%(count)d page", "%(count)d pages", data["count"]) % {"count": data["count"]}
        return parts

    def without_a_person(self) -> str:
        """Whoever is interested has no account."""
        by_link = (CmsEvent.INTEREST_RECEIVED, CmsEvent.INTEREST_RENEWED, CmsEvent.INTEREST_WITHDRAWN)
        return gettext("Somebody without an account") if self in by_link else super().without_a_person()
