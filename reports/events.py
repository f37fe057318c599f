"""What happens to reports: that somebody takes away what is not public."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event
from reports.lists import LISTS


class ReportEvent(Event):
    """Events of the reports room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    LIST_DOWNLOADED = "list.downloaded", _("{actor} downloaded a list as a file: {list}"), None
    CONTRACTS_EXPORTED = "contracts.exported", _("{actor} took the contracts away as a file, with exact figures"), None

    def parts(self, data: dict) -> dict:
        """Lists are called as their pages are."""
        name = data.get("list", "")
        return {**data, "list": str(LISTS[name].title) if name in LISTS else name}
