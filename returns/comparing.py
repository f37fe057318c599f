"""What changed between two revisions of a return."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from returns.presenting import not_taken_up_words, reported
from returns.sheet import Row, Sheet


@dataclass(frozen=True)
class Change:
    """One thing that differs: on which line, what it is, how it was and how it is now, in words."""

    line: int | None
    what: str
    before: str
    now: str


def changes_of(row: Row) -> list[Change]:
    """What differs on one line from the revision before it; nothing where there is none."""
    if row.before is None:
        return []
    pairs = [
        (_("Figure"), reported(row, figure=row.before), reported(row)),
        (_("Done on"), _day(row.before), _day(row.answer)),
        (
            _("Sought or offered, and not taken up"),
            not_taken_up_words(row.not_taken_up_before),
            not_taken_up_words(row.not_taken_up),
        ),
        (_("Who benefited and what changed"), row.before.narrative, row.answer.narrative),
        (_("Why there is nothing to report"), row.before.nothing_reason, row.answer.nothing_reason),
        (_("Why there is no evidence"), row.before.no_evidence_reason, row.answer.no_evidence_reason),
        (_("Why the figure is unusual"), row.before.unusual_reason, row.answer.unusual_reason),
        (_("Evidence"), _names(row.evidence_before), _names(row.evidence)),
    ]
    if row.answer.numerator is not None or row.before.numerator is not None:
        pairs.insert(1, (_("Parts of the percentage"), _parts(row.before), _parts(row.answer)))
    return [Change(row.number, what, before, now) for what, before, now in pairs if before != now]


def changes_since_last(sheet: Sheet) -> list[Change]:
    """Everything that differs from the revision before, line by line, then what is about the whole of it."""
    changes = [change for row in sheet.rows for change in changes_of(row)]
    if not sheet.part.is_whole:
        return changes
    if sheet.previous and sheet.previous.story != sheet.revision.story:
        changes.append(Change(None, _("Story of the period"), sheet.previous.story, sheet.revision.story))
    if sheet.previous and sheet.previous.nil_reason != sheet.revision.nil_reason:
        what = _("Nothing to report for the whole period")
        changes.append(Change(None, what, sheet.previous.nil_reason, sheet.revision.nil_reason))
    return changes


def _names(evidence: list) -> str:
    return ", ".join(sorted(item.original_name for item in evidence))


def _day(answer) -> str:
    return "" if answer.achieved_on is None else date_format(answer.achieved_on, "j F Y")


def _parts(answer) -> str:
    if answer.numerator is None:
        return ""
    top, bottom = (f"{part.normalize():,f}" for part in (answer.numerator, answer.denominator))
    return _("%(top)s of %(bottom)s") % {"top": top, "bottom": bottom}
