"""What the worker does for returns."""

from celery import shared_task
from django.utils import timezone

from returns.actions import departures, keeping
from returns.actions.digest import send_digests
from returns.actions.evidence import remove_unused
from returns.actions.opening import open_due_returns
from returns.actions.reminding import send_reminders
from returns.actions.workbooks import drop_old_workbooks
from returns.evidence import leftovers, pipeline, rescan, store
from returns.workbook.working import work_on_waiting


@shared_task
def open_returns() -> int:
    """Open the returns whose period has begun."""
    return open_due_returns(today=timezone.localdate())


@shared_task
def remind_suppliers() -> int:
    """Remind suppliers of returns that are with them."""
    return send_reminders(today=timezone.localdate())


@shared_task
def tell_officers() -> int:
    """Tell officers that returns wait, where it is the day and hour for it."""
    return send_digests(now=timezone.now())


@shared_task
def tell_of_departures() -> int:
    """Tell the leads of officers who can no longer act and have work left."""
    return departures.tell_of_departures()


@shared_task
def propose_disposals() -> int:
    """Propose the files whose time is over to the social value leads."""
    return keeping.propose_disposals(today=timezone.localdate())


@shared_task
def remind_of_children() -> int:
    """Tell the social value leads of files with a child's data whose 30 days draw near."""
    return keeping.remind_of_children(today=timezone.localdate())


@shared_task
def remove_unused_evidence() -> int:
    """Remove the files that suppliers removed while they were on hold."""
    return remove_unused()


@shared_task
def delete_leftovers() -> int:
    """Delete what is still stored of files that are gone."""
    return leftovers.delete_leftovers(today=timezone.localdate())


@shared_task
def examine_evidence() -> int:
    """Examine the files that wait."""
    return pipeline.examine_waiting()


@shared_task
def rescan_evidence() -> int:
    """Scan some of the files again that were not scanned for a month."""
    return rescan.rescan_due().scanned


@shared_task
def sweep_incoming() -> int:
    """Delete what was received and belongs to no file that waits."""
    return store.sweep_incoming()


@shared_task
def work_on_workbooks() -> int:
    """Read the spreadsheets that came, and save those that people said to save."""
    return work_on_waiting()


@shared_task
def drop_workbooks() -> int:
    """Forget the spreadsheets of more than 28 days ago."""
    return drop_old_workbooks()
