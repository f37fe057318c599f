"""The help pages of the editing screens: what each is called, in the order in which they are read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOPICS: dict[str, Promise] = {
    "writing": _("Write a page"),
    "pictures": _("Pictures and documents"),
    "welsh": _("English and Welsh"),
    "publishing": _("Send, approve and publish"),
    "live-figures": _("Figures that come from the portal"),
    "case-studies": _("Case studies"),
    "forms": _("Forms that readers fill in"),
}
