"""What can happen to what a council publishes. What editors do to a page stands in Wagtail's own history of it."""

from django.utils.translation import gettext, gettext_noop, ngettext
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

    # The directory and the board of voluntary organisations.
    ENTRY_ASKED = "entry.asked", _("{actor} asked to be listed"), "entry_address"
    ENTRY_CONFIRMED = "entry.confirmed", _("{actor} confirmed its address"), "entry_waiting"
    ENTRY_CHANGED = "entry.changed", _("{actor} changed its entry"), "entry_waiting"
    ENTRY_REWRITTEN = "entry.rewritten", _("{actor} changed what the council had not read yet"), None
    ENTRY_KEPT = "entry.kept", _("{actor} said that its entry is right"), None
    ENTRY_REMOVED = "entry.removed", _("{actor} removed its entry"), None
    ENTRY_ACCEPTED = "entry.accepted", _("{actor} listed the organisation as it asked"), "entry_decided"
    ENTRY_DECLINED = "entry.declined", _("{actor} declined what the organisation asked"), "entry_decided"
    ENTRY_TAKEN_DOWN = "entry.taken_down", _("{actor} took the entry down"), "entry_decided"
    ENTRY_HIDDEN = "entry.hidden", _("{actor} hid the entry, because nobody said that it is right"), "entry_hidden"
    ENTRY_FORGOTTEN = "entry.forgotten", _("{actor} deleted an entry whose time was over"), None
    YEARLY_CHECK_ASKED = "yearly_check.asked", _("{actor} asked whether the entry is right"), "entry_yearly"
    ENTRY_LINK_SENT = "entry_link.sent", _("{actor} asked for a link to its entry"), "entry_link"
    ENTRY_LINK_ENDED = "entry_link.ended", _("{actor} ended a link to its entry"), None
    POST_SENT = "post.sent", _("{actor} wrote a need or an offer"), "post_waiting"
    POST_ACCEPTED = "post.accepted", _("{actor} put a need or an offer on the board"), "post_decided"
    POST_DECLINED = "post.declined", _("{actor} declined a need or an offer"), "post_decided"
    POST_TAKEN_DOWN = "post.taken_down", _("{actor} took a need or an offer down"), "post_decided"
    POST_CLOSED = "post.closed", _("{actor} closed a need or an offer"), None
    POST_EXPIRED = "post.expired", _("{actor} took a need or an offer off the board after its last day"), None
    POST_FORGOTTEN = "post.forgotten", _("{actor} deleted a need or an offer whose time was over"), None
    POST_ANSWERED = "post.answered", _("{actor} answered a need or an offer"), "post_answered"

    def parts(self, data: dict) -> dict:
        """As recorded, with words for how many pages."""
        parts = dict(data)
        if "count" in data:
            parts["pages"] = ngettext("%(count)d page", "%(count)d pages", data["count"]) % {"count": data["count"]}
        return parts

    def without_a_person(self) -> str:
        """Who acted without an account: by a secret link, by answering what stands on the board, or the portal."""
        return (
            gettext(_WITHOUT_AN_ACCOUNT[self.code]) if self.code in _WITHOUT_AN_ACCOUNT else super().without_a_person()
        )


_WITHOUT_AN_ACCOUNT = {
    **dict.fromkeys(
        (event.code for event in (CmsEvent.INTEREST_RECEIVED, CmsEvent.INTEREST_RENEWED, CmsEvent.INTEREST_WITHDRAWN)),
        gettext_noop("Somebody without an account"),
    ),
    **dict.fromkeys(
        (
            event.code
            for event in (
                CmsEvent.ENTRY_ASKED,
                CmsEvent.ENTRY_CONFIRMED,
                CmsEvent.ENTRY_CHANGED,
                CmsEvent.ENTRY_REWRITTEN,
                CmsEvent.ENTRY_KEPT,
                CmsEvent.ENTRY_REMOVED,
                CmsEvent.ENTRY_LINK_SENT,
                CmsEvent.ENTRY_LINK_ENDED,
                CmsEvent.POST_SENT,
                CmsEvent.POST_CLOSED,
            )
        ),
        gettext_noop("The organisation"),
    ),
    CmsEvent.POST_ANSWERED.code: gettext_noop("A reader"),
}
