"""What the reports do by themselves."""

from celery import shared_task

from reports.actions import exports
from reports.editions import publish_figures as publish
from reports.making import make_waiting


@shared_task
def publish_figures() -> None:
    """Put what was verified since on the public pages."""
    publish()


@shared_task
def make_exports() -> int:
    """Make the files that people asked for."""
    return make_waiting()


@shared_task
def drop_exports() -> int:
    """Delete the files that were kept for seven days."""
    return exports.drop_old_exports()
