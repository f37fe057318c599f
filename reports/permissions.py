"""Who may take away what is not public."""

from typing import cast

from django.utils import timezone

from accounts.models import Council, User
from accounts.permissions import is_officer_of
from accounts.queries import officer_roles
from reports.lists import LISTS
from reports.lists.listing import AnyListing
from reports.models import Export
from reports.reach import Reach, still_reaches
from returns.evidence.queries import openable_evidence, taken_at
from suppliers.models import Organisation
from suppliers.permissions import can_run_team
from suppliers.reach import memberships


def can_download(user: User, listing: AnyListing) -> bool:
    """Officers the lists of the council's side, a supplier's people their own. What they see decides on the rows."""
    if listing.is_for_officers is None:
        return bool(officer_roles(user) or memberships(user))
    return bool(officer_roles(user) if listing.is_for_officers else memberships(user))


def can_export_contracts(user: User, council: Council) -> bool:
    """Every officer of the council, auditors too: it is what they read on the pages of their contracts."""
    return is_officer_of(user, council.pk)


def can_fetch_export(user: User, export: Export) -> bool:
    """Whoever asked for it, while they still see all that is in it: who lost a role since gets nothing.

    Nor does anybody get an archive with a file that was hidden, found infected or disposed of since.
    """
    is_theirs = export.asked_by_id == user.pk and export.status == Export.Status.READY
    if not is_theirs or export.kept_until is None or export.kept_until <= timezone.now():
        return False
    if not can_ask_for(user, export) or not still_reaches(user, cast("Reach", export.reach)):
        return False
    if not export.with_files or export.ready_since is None:
        return True
    return not taken_at(user, export.ready_since).exclude(pk__in=openable_evidence(user).values("pk")).exists()


def can_ask_for(user: User, export: Export) -> bool:
    """Whether a person may have what is in this file made for them now."""
    if not user.is_active:
        return False
    if export.organisation is not None:
        return can_take_everything(user, export.organisation)
    return export.list_name in LISTS and can_download(user, LISTS[export.list_name])


def can_take_everything(user: User, organisation: Organisation) -> bool:
    """The admins of an organisation: they see all its contracts, and run its team."""
    return can_run_team(user, organisation)
