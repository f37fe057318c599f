"""What stands around our own editing screens: the title, and the way to where one came from."""

from django.urls import reverse
from django.utils.translation import gettext as _


def screen(title: str, above: str = "", above_title: str = "") -> dict:
    """Context of an editing screen, with the name of the address above it."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if above:
        trail.append({"url": reverse(above), "label": above_title})
    return {"header_title": title, "breadcrumbs_items": [*trail, {"url": "", "label": title}]}
