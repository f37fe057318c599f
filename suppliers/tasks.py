"""What the worker does for organisations that sign up, with old drafts, about hosts, notices and registers."""

from celery import shared_task
from django.utils import timezone

from suppliers.actions import drafts, expiries, fetching, registers
from suppliers.actions.deciding import pass_on_registrations, stand_by_invitations
from suppliers.actions.turns import tell_councils
from suppliers.registers import pipeline


@shared_task
def tell_of_registrations() -> int:
    """Tell the admins whose organisation's number somebody has given."""
    return pass_on_registrations()


@shared_task
def let_in_the_invited() -> int:
    """Let people in by the word of the council that invited them."""
    return stand_by_invitations()


@shared_task
def drop_old_drafts() -> int:
    """Delete what was begun and not sent, 28 days after its last answer."""
    return drafts.drop_old_drafts()


@shared_task
def call_councils() -> int:
    """Tell councils whose turn it is to decide who somebody is."""
    return tell_councils()


@shared_task
def fetch_notices() -> int:
    """Ask the sources of the settings for published notices, as far as it is time."""
    return fetching.fetch_notices()


@shared_task
def remind_of_expiries() -> int:
    """Remind both sides of checks and insurance of hosts that run out."""
    return expiries.remind_of_expiries(today=timezone.localdate())


@shared_task
def work_on_registers() -> int:
    """Open, look through and take in the registers that wait."""
    return pipeline.work_on_registers()


@shared_task
def drop_old_registers() -> int:
    """Delete registers 28 days after they were brought."""
    return registers.drop_old_registers()
