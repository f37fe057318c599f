"""What the public sees of the directory, and what opens a secret link to one entry of it."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.links import hash_of
from accounts.models import Council
from cms.finding import DirectoryFilters, rows_with
from cms.keyset import page_in_order
from cms.models.directory import EntryLink, EntryTerm, ListedOrganisation
from cms.terms import ALL
from suppliers.paging import Page

MOST_COUNTED = 1000


def public_entries(council: Council) -> QuerySet[ListedOrganisation]:
    """The entries of a council's directory that everybody sees."""
    return ListedOrganisation.objects.filter(council=council, status__in=ListedOrganisation.PUBLIC)


def directory_page(council: Council, filters: DirectoryFilters, *, after: str, before: str) -> Page:
    """A page of what is found, by name; the rows are entries with their places. Two queries, however many there are."""
    found = rows_with(EntryTerm, council, filters.terms(), filters.place).select_related("entry")
    page = page_in_order(
        found.prefetch_related("entry__areas"), key="entry_id", name="sort_name", after=after, before=before
    )
    return Page(rows=[row.entry for row in page.rows], before=page.before, after=page.after)


def how_many_listed(council: Council) -> int:
    """How many organisations are listed, counted up to 1,000: beyond that nobody needs the figure on every page."""
    return rows_with(EntryTerm, council, [ALL]).order_by()[:MOST_COUNTED].count()


def entry_behind(secret: str, *, now: datetime) -> ListedOrganisation | None:
    """The entry that a secret link opens; None for one that was never made, has ended or is too old. One query."""
    links = EntryLink.objects.filter(token_hash=hash_of(secret), expires__gt=now)
    link = links.select_related("entry__council").first()
    return link.entry if link else None
