"""Notices that the portal fetched, one process at a time: taken in as an uploaded file is, or kept for a person.

Nothing that came for a council is lost: what cannot be taken in waits with its text, and is tried again when a later
notice of its process comes or an officer says so.
"""

import json
import logging
from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import Council, User
from audit.record import record
from suppliers.actions.import_notices import ImportReport, import_releases
from suppliers.events import SupplierEvent
from suppliers.fetching.pages import release_name
from suppliers.models import ArrivedNotice, NoticeRef, NoticeSource
from suppliers.ocds.read import FETCHED, read
from suppliers.permissions import can_import_notices
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)

LONGEST_TITLE = 250
# Of what is said of one notice.
MOST_SAID = 20


@transaction.atomic
def receive_process(*, council: Council, source: NoticeSource, ocid: str, releases: Sequence[dict]) -> int:
    """Take in what came from a source about one process of a council; how many notices were new.

    Those that are here already, brought as a file or fetched before, are passed over. Where the process waits for a
    person it is tried again with the new ones; where an officer left it out, the new ones are left out with it.
    """
    fresh = _fresh(council, ocid, releases)
    if not fresh:
        return 0
    left = ArrivedNotice.objects.filter(council=council, ocid=ocid, left_out_at__isnull=False)
    left_out = left.select_related("left_out_by").first() if ocid else None
    now = timezone.now()
    rows = [
        ArrivedNotice(
            council=council,
            source=source,
            ocid=ocid,
            release_id=name,
            title=_title(release),
            arrived=now,
            release=json.dumps(release),
            left_out_at=left_out.left_out_at if left_out else None,
            left_out_by=left_out.left_out_by if left_out else None,
        )
        for name, release in fresh.items()
    ]
    for row in rows:
        row.save()
    if left_out is None:
        for group in [rows] if ocid else [[row] for row in rows]:
            _settle(_process(group[0]), by=None)
        for row in ArrivedNotice.objects.filter(pk__in=[row.pk for row in rows], is_held=True):
            record(SupplierEvent.NOTICE_HELD, by=None, on=row, data={"release": row.release_id})
    return len(rows)


@transaction.atomic
def try_again(*, notice: ArrivedNotice, by: User) -> bool:
    """Try to take in the process of a notice that waits or was left out, as things are now; whether that worked.

    Raises PermissionDenied; InvalidTransition when somebody was quicker.
    """
    if not can_import_notices(by, notice.council):
        raise PermissionDenied
    rows = _process(notice)
    if not rows:
        raise InvalidTransition("the notice does not wait any more")
    ArrivedNotice.objects.filter(pk__in=[row.pk for row in rows]).update(left_out_at=None, left_out_by=None)
    return _settle(rows, by=by)


@transaction.atomic
def leave_out(*, notice: ArrivedNotice, by: User) -> None:
    """Leave the process of a notice that waits out, with all its later notices, until somebody tries it again.

    Raises PermissionDenied; InvalidTransition when somebody was quicker.
    """
    if not can_import_notices(by, notice.council):
        raise PermissionDenied
    rows = [row for row in _process(notice) if row.left_out_at is None]
    waiting = ArrivedNotice.objects.filter(pk__in=[row.pk for row in rows], is_held=True, left_out_at__isnull=True)
    if not rows or waiting.update(left_out_at=timezone.now(), left_out_by=by) != len(rows):
        raise InvalidTransition("the notice does not wait any more")
    for row in rows:
        record(SupplierEvent.NOTICE_LEFT_OUT, by=by, on=row, data={"release": row.release_id})


def _fresh(council: Council, ocid: str, releases: Sequence[dict]) -> dict[str, dict]:
    """The releases that are not here yet, by name."""
    named = {release_name(release): release for release in releases}
    here = set(NoticeRef.objects.filter(council=council, ocid=ocid).values_list("release_id", flat=True))
    came = ArrivedNotice.objects.filter(council=council, ocid=ocid).values_list("release_id", flat=True)
    return {name: release for name, release in named.items() if name not in here.union(came)}


def _title(release: dict) -> str:
    """What the notice calls itself, for people to recognise it by."""
    tender = release.get("tender")
    title = tender.get("title") if isinstance(tender, dict) else None
    shown = "".join(filter(str.isprintable, title)) if isinstance(title, str) else ""
    return shown.strip()[:LONGEST_TITLE]


def _process(notice: ArrivedNotice) -> list[ArrivedNotice]:
    """All that waits of the process of a notice; where it names no process, the notice alone."""
    waiting = ArrivedNotice.objects.filter(council=notice.council_id, ocid=notice.ocid, is_held=True)
    if not notice.ocid:
        waiting = waiting.filter(pk=notice.pk)
    return list(waiting.select_related("council").order_by("pk"))


def _settle(rows: list[ArrivedNotice], *, by: User | None) -> bool:
    """Take a process in, or write down what is wrong with it; whether it was taken in.

    Raises InvalidTransition when somebody else has taken it in meanwhile.
    """
    council, content = rows[0].council, f'{{"version": "1.1", "releases": [{", ".join(row.release for row in rows)}]}}'

    def take_in() -> ImportReport:
        releases, problems = read("", content.encode(), FETCHED)
        return import_releases(releases=releases, by=by, council=council, problems=problems, is_fetched=by is None)

    try:
        said, is_in = _in_each_language(take_in)
    except (InterfaceError, OperationalError):
        raise
    except Exception:  # whatever one notice does to us, those after it must come in
        logger.exception("Notice %s could not be taken in.", rows[0].release_id)
        said, is_in = _fault(), False
    waiting = ArrivedNotice.objects.filter(pk__in=[row.pk for row in rows], is_held=True)
    changes = {"is_held": False, "release": ""} if is_in else {}
    if waiting.update(said=said, **changes) != len(rows):
        raise InvalidTransition("somebody else has taken the notice in")
    return is_in


def _fault() -> dict[str, list[str]]:
    """What is said where the fault is our own."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = [_("The portal could not take this notice in because of a fault of its own. Tell support.")]
    return said


def _in_each_language(take_in: Callable[[], ImportReport]) -> tuple[dict[str, list[str]], bool]:
    """What is said of an import in every language, and whether all of it went well; it is done once."""
    said = {}
    for code, _name in reversed(settings.LANGUAGES):
        with override(code), transaction.atomic():
            report = take_in()
            said[code] = _said(report)
            transaction.set_rollback(code != settings.LANGUAGE_CODE or bool(report.problems))
    return said, not report.problems


def _said(report: ImportReport) -> list[str]:
    """What a person should read: what is wrong, or else the remarks."""
    problems = [f"{one.field}: {one.message}" if one.field else one.message for one in report.problems]
    remarks = [note for outcome in report.outcomes for note in outcome.notes]
    found = problems or remarks
    more = len(found) - MOST_SAID
    rest = [ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}] if more > 0 else []
    return [*found[:MOST_SAID], *rest]
