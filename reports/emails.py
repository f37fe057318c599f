"""E-mails about files that somebody asked for. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from reports.models import Export


def export_made(export: Export, by: User | None) -> None:
    """Word to whoever asked for it that it can be fetched."""
    send_letter(
        to=[export.asked_by],
        subject=_("Your file is ready"),
        sentence=_("The file that you asked for is ready. Sign in to download it:"),
        link=link_to("export-list"),
    )


def export_failed(export: Export, by: User | None) -> None:
    """Word to whoever asked for it that it was not made."""
    send_letter(
        to=[export.asked_by],
        subject=_("Your file could not be made"),
        sentence=_("The file that you asked for could not be made. See why, and what you can do:"),
        link=link_to("export-list"),
    )


EMAILS: dict[str, Callable] = {rule.__name__: rule for rule in (export_made, export_failed)}
