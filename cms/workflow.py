"""How the status of entries of the directory and of posts on the board moves; `suppliers.workflow.move` moves them."""

from django.utils.translation import gettext_lazy as _

from cms.models import ListedOrganisation, Post
from suppliers.workflow import transitions

_Entry, _Post = ListedOrganisation.Status, Post.Status

ENTRY = transitions(
    ("confirm", (_Entry.UNCONFIRMED,), _Entry.WAITING, "the organisation"),
    ("accept", (_Entry.WAITING,), _Entry.LISTED, "council"),
    ("decline", (_Entry.WAITING,), _Entry.DECLINED, "council"),
    ("change", ListedOrganisation.PUBLIC, _Entry.CHANGED, "the organisation"),
    ("accept_change", (_Entry.CHANGED,), _Entry.LISTED, "council"),
    ("decline_change", (_Entry.CHANGED,), _Entry.LISTED, "council"),
    ("send_again", (_Entry.WAITING, _Entry.DECLINED, _Entry.HIDDEN), _Entry.WAITING, "the organisation"),
    ("hide", (_Entry.LISTED,), _Entry.HIDDEN, "the portal, 60 days after it asked"),
    ("show_again", (_Entry.HIDDEN,), _Entry.LISTED, "the organisation"),
    ("take_down", (*ListedOrganisation.PUBLIC, _Entry.HIDDEN), _Entry.TAKEN_DOWN, "council"),
)
ENTRY_OWNER = {
    _Entry.UNCONFIRMED: _("the organisation"),
    _Entry.WAITING: _("the council"),
    _Entry.LISTED: _("the organisation"),
    _Entry.CHANGED: _("the council"),
    _Entry.DECLINED: _("the organisation"),
    _Entry.HIDDEN: _("the organisation"),
    _Entry.TAKEN_DOWN: _("nobody"),
}
POST = transitions(
    ("accept", (_Post.WAITING,), _Post.PUBLISHED, "council"),
    ("decline", (_Post.WAITING,), _Post.DECLINED, "council"),
    ("take_down", (_Post.PUBLISHED,), _Post.TAKEN_DOWN, "council"),
    ("close", (_Post.WAITING, _Post.PUBLISHED), _Post.CLOSED, "whoever wrote it"),
    ("expire", (_Post.WAITING, _Post.PUBLISHED), _Post.EXPIRED, "the portal, after its last day"),
)
POST_OWNER = {
    _Post.WAITING: _("the council"),
    _Post.PUBLISHED: _("whoever wrote it"),
    _Post.DECLINED: _("nobody"),
    _Post.TAKEN_DOWN: _("nobody"),
    _Post.CLOSED: _("nobody"),
    _Post.EXPIRED: _("nobody"),
}
