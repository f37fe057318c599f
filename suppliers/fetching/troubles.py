"""Why notices could not be fetched: codes that are kept, and what people read of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trouble(models.TextChoices):
    """What went wrong, in words for an officer."""

    UNREACHABLE = "unreachable", _("We could not reach the service.")
    SLOW = "slow", _("The service took too long to answer.")
    BUSY = "busy", _("The service is busy and asked us to wait.")
    BROKEN = "broken", _("The service has a fault of its own.")
    REFUSED = "refused", _("The service refused to answer us.")
    UNKNOWN = "unknown", _("The service does not know the address we ask, or does not understand our question.")
    ELSEWHERE = "elsewhere", _("The service sent us to another address. We only ask the one that was set up.")
    INSIDE = "inside", _("The name of the service leads into a private network. We do not ask there.")
    CERTIFICATE = "certificate", _("The service could not prove that it is what it says it is.")
    LARGE = "large", _("The answer was larger than we take.")
    FORMAT = "format", _("The answer was not a list of notices that we can read.")
    ENDLESS = "endless", _("The list of notices had no end.")


# What gets no better by waiting: whoever runs the portal has to look.
FOR_SUPPORT = {Trouble.REFUSED, Trouble.UNKNOWN, Trouble.ELSEWHERE, Trouble.INSIDE, Trouble.CERTIFICATE, Trouble.LARGE}
FOR_SUPPORT |= {Trouble.FORMAT, Trouble.ENDLESS}
