"""What the worker does for the public site."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def index_pages() -> None:
    """Make the search index again: for pages that a migration wrote, and whatever else went past it."""
    call_command("update_index", verbosity=0)
