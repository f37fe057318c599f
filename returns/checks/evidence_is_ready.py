"""No evidence is still being checked or was refused when the return goes (domain rules, section 6.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.models import Evidence
from returns.sheet import Sheet
from returns.workflow import SHOWN, WAITING


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each file of an open line that nobody could open; what is settled cannot be changed any more."""
    for row in sheet.rows:
        for evidence in row.evidence if row.line.is_open else ():
            if evidence.status in WAITING:
                message = _("A file of commitment %(number)s is still being checked. Try again in a few minutes")
            elif evidence.status == Evidence.Status.HIDDEN:
                message = _(
                    "A file of commitment %(number)s is hidden while the council looks into a problem with it. "
                    "Remove it, and add another if you have one"
                )
            elif evidence.status not in SHOWN:
                message = _("A file of commitment %(number)s was refused. Remove it and add another")
            else:
                continue
            yield Problem("evidence_not_ready", STOP, message % {"number": row.number}, "evidence", row.number)
