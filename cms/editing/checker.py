"""Wagtail's accessibility checker, in the editor and on public pages: looks at what editors write, and more of it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class Checker(ContentCheckerItem):
    """Wagtail's checks but that of the description, which is the page's summary; and four more of axe."""

    axe_include: ClassVar = ["main"]
    axe_run_only: ClassVar = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        "image-alt",
        "list",
        "td-headers-attr",
        "link-in-text-block",
    ]
    axe_messages: ClassVar = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no words"),
            "help_text": _("Say what it shows, or that it is decoration"),
        },
        "link-in-text-block": {
            "error_name": _("A link cannot be told from the text around it"),
            "help_text": _("Do not use colours of your own"),
        },
    }


def use_checker(request, items: list, page) -> None:
    """Put our checker in the place of Wagtail's."""
    items[:] = [Checker(item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]
