"""What publishers are told of their pages.

What Wagtail itself tells of a page that was sent, approved or returned goes out in the same way: `cms.editing.letters`.
"""

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from cms.models import SiteEditing

MOST_PUBLISHERS = 200


def publishers_of(editing: SiteEditing) -> list[User]:
    """Who publishes on a site."""
    return list(User.objects.filter(groups=editing.publishers_id, is_active=True).order_by("pk")[:MOST_PUBLISHERS])


def review_due(editing: SiteEditing, by: User | None) -> None:
    """Word to the publishers of a site that pages wait to be looked at again."""
    send_letter(
        to=publishers_of(editing),
        subject=_("Pages to look at again"),
        sentence=_("The day has come to look at some pages of your public site again. See which here:"),
        link=link_to("pages-to-review"),
    )


def schedule_refused(editing: SiteEditing, by: User | None) -> None:
    """Word to the publishers of a site that a page did not go live."""
    send_letter(
        to=publishers_of(editing),
        subject=_("A page was not published at the time you set"),
        sentence=_(
            "A page of your public site was not published at the time you set, because something in it must be "
            "mended first. See the pages that are not published here:"
        ),
        link=link_to("wagtailadmin_home"),
    )
