"""What an officer is shown of the notices that come by themselves: how each source stands, what came, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Council, User
from suppliers.fetching.troubles import FOR_SUPPORT, Trouble
from suppliers.models import ArrivedNotice, Contract, NoticeSource
from suppliers.queries import arrived_notices_visible_to, council_contracts_visible_to

# So many of each are shown; beyond that only how many more there are.
MOST = 50
MOST_RECENT = 20


@dataclass(frozen=True)
class Standing:
    """How one source stands: what went wrong ("" for nothing), and when it is asked next (None: any minute)."""

    host: str
    last_asked: datetime | None
    complete_to: datetime | None
    came: int
    problem: str
    is_for_support: bool
    has_more: bool
    next_time: datetime | None


@dataclass(frozen=True)
class Shown:
    """Some notices, each with what is said of it in the language of the page, and how many more there are."""

    notices: list[ArrivedNotice]
    more: int


def standings(council: Council) -> list[Standing]:
    """How each source of the settings stands, in their order, with how many notices came for a council. Two queries."""
    addresses = [source.address for source in settings.NOTICE_SOURCES]
    rows = {row.address: row for row in NoticeSource.objects.filter(address__in=addresses)}
    counts = ArrivedNotice.objects.filter(council=council).order_by().values_list("source").annotate(Count("pk"))
    came, now = dict(counts), timezone.now()
    return [_standing(source.host, rows.get(source.address), came, now) for source in settings.NOTICE_SOURCES]


def _standing(host: str, row: NoticeSource | None, came: dict[int, int], now: datetime) -> Standing:
    if row is None:
        return Standing(host, None, None, 0, "", False, False, None)
    return Standing(
        host=host,
        last_asked=row.last_asked,
        complete_to=row.covered_until,
        came=came.get(row.pk, 0),
        problem=row.get_problem_display(),
        is_for_support=bool(row.problem) and Trouble(row.problem) in FOR_SUPPORT,
        has_more=bool(row.cursor),
        next_time=row.ask_after if row.ask_after > now else None,
    )


def waiting(user: User, council: Council) -> Shown:
    """The notices that wait for a person, those that wait longest first."""
    rows = _held(user, council).filter(left_out_at__isnull=True)
    return _shown(rows.order_by("arrived", "pk"))


def left_out(user: User, council: Council) -> Shown:
    """The notices that somebody left out, newest first, with who did."""
    rows = _held(user, council).filter(left_out_at__isnull=False)
    return _shown(rows.select_related("left_out_by").order_by("-left_out_at", "-pk"))


def recent(user: User, council: Council) -> list[ArrivedNotice]:
    """The 20 notices that were added last, each with its words."""
    return _in_words(arrived_notices_visible_to(user).filter(council=council, is_held=False)[:MOST_RECENT])


def without_supplier(user: User, council: Council) -> list[Contract]:
    """The newest contracts out of notices for which a person must choose the supplier: 50 at most."""
    found = council_contracts_visible_to(user).filter(
        council=council, status=Contract.Status.PREPARING, supplier__isnull=True
    )
    return list(found.exclude(ocid="").order_by("-pk").only("reference", "title")[:MOST])


def _held(user: User, council: Council) -> QuerySet[ArrivedNotice]:
    return arrived_notices_visible_to(user).filter(council=council, is_held=True).defer("release")


def _shown(rows: QuerySet[ArrivedNotice]) -> Shown:
    """The first rows, and how many more there are: counted only where there are more."""
    found = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    return Shown(_in_words(found[:MOST]), more)


def _in_words(rows: Iterable[ArrivedNotice]) -> list[ArrivedNotice]:
    """Each row with `words`, what is said of it in the language of the page."""
    shown = list(rows)
    for row in shown:
        row.words = row.said.get(get_language()) or row.said.get(settings.LANGUAGE_CODE, [])  # type: ignore[attr-defined]
    return shown
