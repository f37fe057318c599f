"""Recording an event and queueing its e-mail, in one line for every action."""

from django.db import models

from accounts.models import User
from audit.record import record
from reports.emails import EMAILS
from reports.events import ReportEvent


def tell(event: ReportEvent, *, by: User | None, on: models.Model, data: dict) -> None:
    """Record the event, and queue the e-mail that its rule names."""
    record(event, by=by, on=on, data=data)
    if event.email:
        EMAILS[event.email](on, by)
