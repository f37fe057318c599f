"""What happens to reports: that somebody takes away what is not public."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event
from reports.lists import LISTS

EVERYTHING = "everything"


class ReportEvent(Event):
    """Events of the reports room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    LIST_DOWNLOADED = "list.downloaded", _("{actor} downloaded a list as a file: {list}"), None
    CONTRACTS_EXPORTED = "contracts.exported", _("{actor} took the contracts away as a file, with exact figures"), None
    EXPORT_ASKED = "export.asked", _("{actor} asked for a file to be made: {list}"), None
    EXPORT_MADE = "export.made", _("{actor} made a file that somebody had asked for: {list}"), "export_made"
    EXPORT_FAILED = (
        "export.failed",
        _("{actor} could not make a file that somebody had asked for: {list}"),
        "export_failed",
    )
    EXPORT_FETCHED = "export.fetched", _("{actor} downloaded a file that was made for them: {list}"), None
    EXPORT_DROPPED = "export.dropped", _("{actor} deleted a file whose time was over: {list}"), None

    def parts(self, data: dict) -> dict:
        """Lists are called as their pages are."""
        name = data.get("list", "")
        if name == EVERYTHING:
            return {**data, "list": gettext("Everything of one organisation")}
        return {**data, "list": str(LISTS[name].title) if name in LISTS else name}
