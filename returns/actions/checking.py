"""What an officer ticks while reading a line: which checks a person has done (domain rules, section 6.6)."""

from collections.abc import Set

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.record import record
from returns.actions.holding import hold
from returns.events import ReturnEvent
from returns.models import LineCheck
from returns.sheet import Row


@transaction.atomic
def tick_checks(*, row: Row, ticked: Set[str], by: User) -> set[str]:
    """Let exactly these checks be ticked on a line of a return that this officer has open; returns what changed.

    A tick that stands keeps whoever made it. Raises PermissionDenied when the officer may not or has not taken it.
    """
    hold(row.line.supplier_return, by)
    ticks = LineCheck.objects.filter(line=row.line, revision=row.answer.revision)
    standing = set(ticks.values_list("code", flat=True))
    ticks.filter(code__in=standing - ticked).delete()
    LineCheck.objects.bulk_create(
        LineCheck(line=row.line, revision=row.answer.revision, code=code, ticked_at=timezone.now(), ticked_by=by)
        for code in sorted(ticked - standing)
    )
    if changed := standing ^ ticked:
        data = {"line": row.number, "ticked": sorted(ticked), "revision": row.answer.revision.number}
        record(ReturnEvent.LINE_CHECKED, by=by, on=row.line, data=data)
        return changed
    return set()
