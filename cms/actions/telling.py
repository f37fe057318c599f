"""Recording an event and queueing its e-mail, in one line for every action."""

from django.db import models

from accounts.models import User
from audit.record import record
from cms.emails import EMAILS
from cms.events import CmsEvent


def tell(event: CmsEvent, *, by: User, on: models.Model, data: dict | None = None) -> None:
    """Record the event, and queue the e-mail that its rule names."""
    record(event, by=by, on=on, data=data or {})
    if event.email:
        EMAILS[event.email](on, by)
