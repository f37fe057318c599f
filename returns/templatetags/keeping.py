"""Words about files that are kept, held and disposed of, for templates: {% load keeping %}."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from returns import keeping
from returns.evidence import viewing
from returns.models import Evidence, Incident, LegalHold

register = template.Library()
HOUR = timedelta(hours=1)

register.filter("kind_words", viewing.kind_words)


@register.filter
def tell_by(incident: Incident) -> datetime:
    """The end of the 72 hours within which the Information Commissioner is told."""
    return keeping.tell_by(incident)


@register.filter
def destroy_by(incident: Incident) -> datetime | None:
    """The moment by which a file with a child's data is to be destroyed; None for other problems."""
    return keeping.destroy_by(incident)


@register.filter
def hours_left(incident: Incident) -> str:
    """How many of the 72 hours are left, in whole hours: "61 hours left"."""
    left = keeping.tell_by(incident) - timezone.now()
    if left <= timedelta():
        return _("The 72 hours are over")
    if left < HOUR:
        return _("Less than an hour left")
    hours = left // HOUR
    return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}


@register.filter
def hours_colour(incident: Incident) -> str:
    """The colour of the tag beside those words: red in the last 24 hours and after."""
    left = keeping.tell_by(incident) - timezone.now()
    return "red" if left < 24 * HOUR else "orange"


@register.filter
def scope_words(hold: LegalHold) -> str:
    """What a hold covers, without the name of a file."""
    if hold.evidence:
        return _("One file of “%(contract)s”") % {"contract": hold.evidence.contract.title}
    if hold.contract:
        return _("All files of “%(contract)s”") % {"contract": hold.contract.title}
    return _("All files of %(council)s") % {"council": hold.council.name}


@register.filter
def file_words(evidence: Evidence) -> str:
    """What a file is, without its name, which can hold a person's: "PDF of Northside Ltd"."""
    return _("%(kind)s of %(supplier)s") % {
        "kind": viewing.kind_words(evidence),
        "supplier": evidence.contract.supplier,
    }
