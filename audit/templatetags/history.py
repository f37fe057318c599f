"""History in sentences: {% load history %}."""

from django import template

from audit.models import AuditEvent
from audit.queries import sentence_for

register = template.Library()


@register.filter
def sentence(event: AuditEvent) -> str:
    """What happened, as a sentence."""
    return sentence_for(event)
