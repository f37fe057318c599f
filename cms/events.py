"""What can happen on the public site besides what editors do to a page, which stands in Wagtail's own history of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event


class CmsEvent(Event):
    """Events of the public site: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    # The directory and the board of voluntary organisations.
    ENTRY_ASKED = "entry.asked", _("{actor} asked to be listed"), "entry_address"
    ENTRY_CONFIRMED = "entry.confirmed", _("{actor} confirmed its address"), "entry_waiting"
    ENTRY_CHANGED = "entry.changed", _("{actor} changed its entry"), "entry_waiting"
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

    def without_a_person(self) -> str:
        """Who acted without an account: the organisation by its link, a reader of the board, or the portal."""
        if self.code in _BY_LINK:
            return gettext("The organisation")
        return gettext("A reader") if self.code == CmsEvent.POST_ANSWERED.code else super().without_a_person()


_BY_LINK = {
    event.code
    for event in (
        CmsEvent.ENTRY_ASKED,
        CmsEvent.ENTRY_CONFIRMED,
        CmsEvent.ENTRY_CHANGED,
        CmsEvent.ENTRY_KEPT,
        CmsEvent.ENTRY_REMOVED,
        CmsEvent.ENTRY_LINK_SENT,
        CmsEvent.ENTRY_LINK_ENDED,
        CmsEvent.POST_SENT,
        CmsEvent.POST_CLOSED,
    )
}
