"""Deciding one line: what the review of a return and the viewer of a file share."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from framework.values import input_affixes
from returns.actions.checking import tick_checks
from returns.actions.reviewing import ask_for_change, decide_line
from returns.evidence.viewing import why_shut
from returns.forms.officer import ASK, DecisionForm
from returns.sheet import Row, Sheet


def save_decision(form: DecisionForm, by: User, ticked: set[str] | None = None) -> None:
    """Record what a form that is valid says about its line: a decision, or what the supplier is asked to change.

    `ticked` are the checks that the page had ticked; None where it did not ask.
    """
    row = form.row
    if ticked is not None:
        tick_checks(row=row, ticked=ticked, by=by)
    if form.cleaned_data["decision"] == ASK:
        row.comment = ask_for_change(row=row, text=form.cleaned_data["reason"], by=by)
    else:
        decide_line(row=row, decision=form.to_decision(), by=by)


def to_next_line(sheet: Sheet, number: int) -> HttpResponse:
    """Go to the next line that is still to decide; when none is left, to the finish."""
    row = _next_undecided(sheet, number)
    if row is None:
        return redirect("return-finish", sheet.supplier_return.pk)
    return redirect("line-review", sheet.supplier_return.pk, row.number)


def to_next_file(sheet: Sheet, number: int, user: User) -> HttpResponse:
    """As `to_next_line`, but to the first file of that line which this officer can open, where there is one."""
    row = _next_undecided(sheet, number)
    file = next((file for file in row.evidence if not why_shut(file, user)), None) if row else None
    if row is None or file is None:
        return to_next_line(sheet, number)
    return redirect(f"{reverse('evidence-view', args=[file.pk])}?line={row.line.pk}")


def decision_context(row: Row, form: DecisionForm | None, action: str) -> dict:
    """What the page shows of the decision on a line: its form, which is sent to `action`."""
    return {
        "form": form or DecisionForm(row=row),
        "measure": row.measure,
        "affixes": input_affixes(row.measure),
        "decide_at": action,
    }


def _next_undecided(sheet: Sheet, number: int) -> Row | None:
    """The first line after this one that is still to decide, round the end to the beginning."""
    return next((row for row in (*sheet.rows[number:], *sheet.rows[:number]) if row.is_undecided), None)
