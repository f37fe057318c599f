"""What is said of the lines of a sheet, corrected and disputed: loaded by the pages that show it, if there is any."""

from returns.models import Correction, Dispute, LineCheck, LineQuestion
from returns.sheet import Sheet
from suppliers.models import Organisation


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


def add_corrections(sheet: Sheet) -> None:
    """Give each row its approved corrections, oldest first. One query."""
    approved = Correction.objects.filter(
        line__supplier_return=sheet.supplier_return, status=Correction.Status.APPROVED
    ).order_by("id")
    rows = {row.line.pk: row for row in sheet.rows}
    for correction in approved:
        if row := rows.get(correction.line_id):
            correction.line = row.line
            row.corrections.append(correction)


def add_deliverers(sheet: Sheet) -> None:
    """Give each row whoever delivers it beside the supplier. One query; none where the supplier delivers all."""
    wanted = {row.commitment.deliverer_id for row in sheet.rows} - {None, sheet.supplier_return.supplier_id}
    if wanted:
        found = Organisation.objects.only("name").in_bulk(wanted)
        for row in sheet.rows:
            row.deliverer = found.get(row.commitment.deliverer_id)
