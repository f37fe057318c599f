"""Recording what happened and telling those whom it concerns: the last two steps of an action."""

from django.db import models

from accounts.models import User
from audit.models import AuditEvent
from audit.record import record
from cms.emails import EMAILS
from cms.events import CmsEvent


def tell(event: CmsEvent, *, by: User | None, on: models.Model, data: dict | None = None) -> AuditEvent:
    """Record an event and queue the e-mail it causes, in the caller's transaction."""
    recorded = record(event, by=by, on=on, data=data)
    if event.email:
        EMAILS[event.email](on, by)
    return recorded
