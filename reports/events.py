"""What happens to reports: that somebody takes away what is not public."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class ReportEvent(Event):
    """Events of the reports room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    CONTRACTS_EXPORTED = "contracts.exported", _("{actor} took the contracts away as a file, with exact figures"), None
