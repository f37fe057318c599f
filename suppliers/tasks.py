"""What the worker does for organisations that sign up."""

from celery import shared_task

from suppliers.actions.deciding import pass_on_registrations, stand_by_invitations


@shared_task
def tell_of_registrations() -> int:
    """Tell the admins whose organisation's number somebody has given."""
    return pass_on_registrations()


@shared_task
def let_in_the_invited() -> int:
    """Let people in by the word of the council that invited them."""
    return stand_by_invitations()
