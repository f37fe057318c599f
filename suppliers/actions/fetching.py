"""Asking the sources of the settings for published notices, page by page (decision record 0036).

Each page is taken in together with the place of the next one, in one transaction: a worker that dies loses nothing, and
whoever goes on takes nothing in twice. Nothing sleeps: what has to wait is asked again by a later run.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Council, CouncilIdentifier
from audit.record import record
from suppliers.actions.arriving import receive_process
from suppliers.events import SupplierEvent
from suppliers.fetching.answers import NoAnswer, ask
from suppliers.fetching.pages import Buyers, Page, opened, process_of, sorted_out
from suppliers.fetching.sources import Elsewhere, Source
from suppliers.fetching.troubles import FOR_SUPPORT, Trouble
from suppliers.identifiers import Identifier
from suppliers.models import ArrivedNotice, NoticeRef, NoticeSource
from suppliers.ocds.facts import plain_name

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
FIRST_TIME = timedelta(days=30)
# Services write moments without a zone and put notices in late: so much is asked for again.
OVERLAP = timedelta(days=1)
# A run ends before the queue would think its worker dead (CELERY_BROKER_TRANSPORT_OPTIONS) and hand the task out again.
RUN_SECONDS, PAGES_A_RUN = 240, 40
LEASE = timedelta(minutes=10)
PAGES_A_SWEEP = 2000
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(hours=6)
# After so many failures at one page the sweep begins anew: its cursor may be what is wrong.
PATIENCE = 5


class _Lost(Exception):
    """Another run holds the source by now."""


@dataclass
class _Asking:
    """A source that this run holds: where it stands, and under which lease."""

    source: Source
    row: NoticeSource
    lease: UUID

    def save(self, **changes) -> None:
        """Write where it stands, if the source is still ours. Raises _Lost."""
        if not NoticeSource.objects.filter(pk=self.row.pk, lease=self.lease).update(**changes):
            raise _Lost
        for name, value in changes.items():
            setattr(self.row, name, value)


def fetch_notices() -> int:
    """Ask every source whose time has come; how many notices came for councils here.

    Reads 40 pages and takes four minutes at most, and a source that another run is asking is left to it.
    """
    until, pages, came = time.monotonic() + RUN_SECONDS, PAGES_A_RUN, 0
    for source in settings.NOTICE_SOURCES:
        with _held(source) as asking:
            while asking and pages and time.monotonic() < until:
                pages -= 1
                more = _next_page(asking)
                came += more.came
                if not more.is_due:
                    break
    return came


@transaction.atomic
def ask_from(*, since: datetime) -> None:
    """Let the next run ask every source anew for all since a moment: for older notices, by the operator.

    A run that is asking now loses its source.
    """
    now = timezone.now()
    for source in settings.NOTICE_SOURCES:
        row, _is_new = NoticeSource.objects.get_or_create(address=source.address, defaults={"ask_after": now})
        NoticeSource.objects.filter(pk=row.pk).update(
            covered_until=since + OVERLAP, cursor="", ask_after=now, lease=None, leased_until=None
        )
        record(SupplierEvent.NOTICES_ASKED_FROM, by=None, on=row, data={"since": since.date().isoformat()})


@contextmanager
def _held(source: Source) -> Iterator[_Asking | None]:
    """The source, if it is time to ask it and nobody else does; it is let go at the end."""
    now, lease = timezone.now(), uuid4()
    row, _is_new = NoticeSource.objects.get_or_create(address=source.address, defaults={"ask_after": now})
    free = NoticeSource.objects.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now), pk=row.pk)
    if not free.filter(ask_after__lte=now).update(lease=lease, leased_until=now + LEASE):
        yield None
        return
    row.refresh_from_db()
    try:
        yield _Asking(source, row, lease)
    except _Lost:
        logger.info("Another run asks %s for notices by now.", source.host)
    finally:
        NoticeSource.objects.filter(pk=row.pk, lease=lease).update(lease=None, leased_until=None)


@dataclass(frozen=True)
class _More:
    """How many notices a page brought, and whether the next page is to be asked at once."""

    came: int = 0
    is_due: bool = False


def _next_page(asking: _Asking) -> _More:
    """Ask for one page and take it in, or note why there was none. Raises _Lost."""
    now, row = timezone.now(), asking.row
    asking.save(leased_until=now + LEASE)
    if not row.cursor:
        since = row.covered_until - OVERLAP if row.covered_until else now - FIRST_TIME
        asking.save(since=since, until=now, pages=0, came=0)
    try:
        query = row.cursor or asking.source.first_page(row.since or now, row.until or now)
        page = opened(ask(asking.source, query, now=now))
        return _take(asking, page, query, now)
    except NoAnswer as error:
        _note(asking, error, now)
        return _More()


def _take(asking: _Asking, page: Page, query: str, now: datetime) -> _More:
    """Take a page in, together with the place of the next one. Raises _Lost; NoAnswer without a good next one."""
    trouble, after = None, ""
    # Beyond the last notice there is nothing, whatever the link says.
    if page.after is not None and page.releases:
        try:
            after = asking.source.query_of(page.after)
        except Elsewhere as elsewhere:
            trouble = NoAnswer(Trouble.ELSEWHERE, str(elsewhere))
        if trouble is None and (after in ("", query) or asking.row.pages + 1 >= PAGES_A_SWEEP):
            trouble = NoAnswer(Trouble.ENDLESS, "", EVERY)
    with transaction.atomic():
        came = _take_releases(asking.row, page)
        asking.save(came=asking.row.came + came, last_asked=now)
        if trouble is None:
            asking.save(cursor=after, pages=asking.row.pages + 1, problem="", detail="", failures=0)
            if not after:
                _finish(asking, now)
    if trouble is not None:
        raise trouble
    return _More(came, bool(after))


def _take_releases(row: NoticeSource, page: Page) -> int:
    """Hand each process to its council; how many notices were new. Four queries for a page about nobody here."""
    buyers, known = _buyers(), defaultdict(set)
    processes = {process_of(release) for release in page.releases} - {""}
    for model in (NoticeRef, ArrivedNotice):
        rows = model.objects.filter(ocid__in=processes)
        for ocid, council in rows.order_by().values_list("ocid", "council").distinct():
            known[ocid].add(council)
    found = sorted_out(page.releases, buyers, known)
    buying = Council.objects.in_bulk({council for council, _ocid in found}) if found else {}
    return sum(
        receive_process(council=buying[council], source=row, ocid=ocid, releases=releases)
        for (council, ocid), releases in found.items()
    )


def _buyers() -> Buyers:
    """How to recognise the councils here. Two queries."""
    numbers = CouncilIdentifier.objects.values_list("scheme", "value", "council")
    by_name: dict[str, list[int]] = defaultdict(list)
    for pk, name in Council.objects.values_list("pk", "name"):
        by_name[plain_name(name)].append(pk)
    return Buyers(
        by_number={Identifier(scheme, value): council for scheme, value, council in numbers},
        by_name={name: councils[0] for name, councils in by_name.items() if len(councils) == 1},
    )


def _finish(asking: _Asking, now: datetime) -> None:
    """The last page is in: what lies before the sweep is complete, and the next one is due a day after it began."""
    row = asking.row
    begun = row.until or now
    asking.save(covered_until=begun, last_finished=now, ask_after=max(begun + EVERY, now), pages=0)
    record(SupplierEvent.NOTICES_FETCHED, by=None, on=row, data={"count": row.came})


@transaction.atomic
def _note(asking: _Asking, error: NoAnswer, now: datetime) -> None:
    """Write down what went wrong and when to ask again: when the source says, or later each time. Raises _Lost."""
    row = asking.row
    is_new, failures = row.problem != error.trouble, min(row.failures + 1, 1000)
    pause = error.wait or min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    begins_anew = error.trouble in (Trouble.UNKNOWN, Trouble.ENDLESS) or failures % PATIENCE == 0
    asking.save(
        problem=error.trouble.value,
        detail=error.detail,
        failures=failures,
        last_asked=now,
        ask_after=now + pause,
        cursor="" if begins_anew else row.cursor,
    )
    if is_new:
        record(SupplierEvent.NOTICES_NOT_FETCHED, by=None, on=row, data={"trouble": error.trouble.value})
    log = logger.warning if error.trouble in FOR_SUPPORT else logger.info
    log("Notices from %s: %s (%s)", asking.source.host, error.trouble.value, error.detail)
