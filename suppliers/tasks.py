"""What the worker does for organisations that sign up."""

from celery import shared_task

from suppliers.actions.deciding import pass_on_registrations


@shared_task
def tell_of_registrations() -> int:
    """Tell the admins whose organisation's number somebody has given."""
    return pass_on_registrations()
