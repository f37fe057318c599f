"""What is noted and said about the lines of a sheet, loaded by the pages that show it, and only where there is any."""

from returns.models import Dispute, LineCheck, LineQuestion
from returns.sheet import Sheet


def add_ticks(sheet: Sheet) -> None:
    """Give each row what officers ticked there. One query; none where nothing is ticked."""
    rows = {row.line.pk: row for row in sheet.rows if row.was_ticked}
    if rows:
        ticks = LineCheck.objects.filter(revision=sheet.revision, line__in=rows)
        for tick in ticks.select_related("ticked_by"):
            rows[tick.line_id].ticks[tick.code] = tick


def add_questions(sheet: Sheet) -> None:
    """Give each row what officers asked about it, in every revision. One query, once; none where nothing was asked."""
    rows = {row.line.pk: row for row in sheet.rows if row.was_questioned and not row.questions}
    if rows:
        for question in LineQuestion.objects.filter(line__in=rows).select_related("asked_by", "answered_by"):
            rows[question.line_id].questions.append(question)


def add_disputes(sheet: Sheet) -> None:
    """Give each row what its supplier disputes. One query; none where nothing is disputed."""
    rows = {row.line.pk: row for row in sheet.rows if row.was_disputed}
    if rows:
        for dispute in Dispute.objects.filter(line__in=rows).select_related("raised_by", "answered_by"):
            rows[dispute.line_id].dispute = dispute
