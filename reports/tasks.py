"""What the reports do by themselves."""

from celery import shared_task

from reports.editions import publish_figures as publish


@shared_task
def publish_figures() -> None:
    """Put what was verified since on the public pages."""
    publish()
