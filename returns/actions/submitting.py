"""Sending a return: what the council gets is frozen as a numbered revision (decision record 0003)."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from framework.models import Measure
from returns.actions.telling import tell
from returns.actions.writing import hold_revision
from returns.checks import before_sending, declarations_ticked, findings_of, stops
from returns.events import ReturnEvent
from returns.figures import refresh_figures
from returns.models import Answer, Revision, SignOff, SupplierReturn
from returns.parts import WHOLE, part_of
from returns.permissions import can_submit_return
from returns.priority import place_for, reasons_for
from returns.sheet import Sheet, load_sheet
from returns.workflow import RETURN, SIGN_OFF
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move

NO_FIGURE = (Measure.ValueType.NARRATIVE, Measure.ValueType.PERCENT)


@transaction.atomic
def submit_return(
    *, supplier_return: SupplierReturn, declarations: list[str], by: User, sign_off: SignOff | None = None
) -> SupplierReturn:
    """Send the open revision to the council; where it waits for sign-off, `sign_off` is what the sender has read.

    Raises PermissionDenied; InvalidTransition when it is not open, somebody sent it first (invariant 19: a double
    submit makes one submission), or it was given to a signatory or taken back meanwhile; NotReady with the problems
    that must be mended.
    """
    if not can_submit_return(by, supplier_return):
        raise PermissionDenied
    if supplier_return.status not in RETURN["submit"].sources:
        raise InvalidTransition("the return is not open")
    revision_id = supplier_return.revisions.filter(submitted_at__isnull=True).values_list("pk", flat=True).first()
    hold_revision(revision_id, sign_off=sign_off)
    sheet = load_sheet(supplier_return, part=part_of(by, supplier_return) or WHOLE)
    problems = [*before_sending(sheet), *declarations_ticked.problems(declarations)]
    if stops(problems):
        raise NotReady(stops(problems))
    now = timezone.now()
    findings = findings_of(problems)
    reasons = reasons_for(sheet, findings=len(findings))
    if sign_off:
        move(sign_off, SIGN_OFF["sign"], answered_at=now, answered_by=by)
        tell(ReturnEvent.SIGN_OFF_SIGNED, by=by, on=sign_off, data={"revision": sheet.revision.number})
    move(
        supplier_return,
        RETURN["submit"],
        submitted_at=now,
        submitted_by=by,
        sent_revision=sheet.revision,
        queue_place=place_for(now, reasons),
        queue_reasons=reasons,
        warning_count=len(findings),
        answered_count=len(sheet.rows),
    )
    _freeze(
        sheet, {"declarations": sorted(declarations), "findings": findings, "submitted_at": now, "submitted_by": by}
    )
    refresh_figures(supplier_return)
    tell(
        ReturnEvent.SUBMITTED,
        by=by,
        on=supplier_return,
        data={
            "revision": sheet.revision.number,
            "nil": sheet.is_nil,
            "declarations": sorted(declarations),
            "pairs": sheet.revision.confirmed_pairs,
        },
    )
    return supplier_return


def _freeze(sheet: Sheet, stamp: dict) -> None:
    """Close the revision for good; in a return with nothing every line says nothing, for the same reason."""
    revision = sheet.revision
    if sheet.is_nil:
        answers = Answer.objects.filter(revision=revision, line__is_open=True)
        nothing = {
            "nothing_reason": revision.nil_reason,
            "numerator": None,
            "denominator": None,
            "achieved_on": None,
            "figure_done": True,
            "words_done": True,
            "evidence_done": True,
        }
        answers.filter(line__commitment__measure__value_type__in=NO_FIGURE).update(claimed=None, **nothing)
        answers.exclude(line__commitment__measure__value_type__in=NO_FIGURE).update(claimed=Decimal(0), **nothing)
    if Revision.objects.filter(pk=revision.pk, submitted_at__isnull=True).update(**stamp) != 1:
        raise InvalidTransition("the return was sent meanwhile")
