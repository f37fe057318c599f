"""How returns are grouped and worded for people; reads only, through the queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from framework.models import Measure
from framework.values import format_value
from returns.actions.reviewing import outcome_of
from returns.models import (
    Dispute,
    Escalation,
    Evidence,
    NotTakenUp,
    RemedialPlan,
    Remedy,
    ReturnLine,
    SignOff,
    SupplierReturn,
    Verification,
)
from returns.queries import (
    LISTED,
    lines_delivered_by,
    returns_with_questions_for,
    supplier_lines_visible_to,
    supplier_periods_visible_to,
    supplier_returns_visible_to,
)
from returns.sheet import Row, Sheet
from returns.workflow import SHOWN as SHOWN_FILES
from returns.workflow import WITH_SUPPLIER
from suppliers.calendar import add_working_days
from suppliers.counting import keys_of
from suppliers.models import Member
from suppliers.reach import places_of, reaches

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Status = SupplierReturn.Status
WITH_COUNCIL = (Status.SUBMITTED, Status.UNDER_REVIEW)
SOON = timedelta(days=30)
SHOWN = 50
COLOURS: dict[str, str] = {
    Status.DRAFT: "blue",
    Status.RETURNED: "orange",
    Status.SUBMITTED: "purple",
    Status.UNDER_REVIEW: "purple",
    Status.DECIDED: "green",
    SupplierReturn.Outcome.APPROVED: "green",
    SupplierReturn.Outcome.PART_APPROVED: "yellow",
    SupplierReturn.Outcome.NOT_APPROVED: "red",
    Verification.Decision.VERIFIED: "green",
    Verification.Decision.PART_VERIFIED: "yellow",
    Verification.Decision.NOT_VERIFIED: "red",
    Dispute.Status.OPEN: "orange",
    Dispute.Status.CORRECTED: "green",
    Dispute.Status.KEPT: "grey",
    Escalation.Status.OPEN: "orange",
    Escalation.Status.IMPROVED: "green",
    Escalation.Status.NOT_IMPROVED: "red",
    Escalation.Status.WITHDRAWN: "grey",
    Remedy.Status.APPROVED: "green",
    Remedy.Status.DECLINED: "red",
    RemedialPlan.Status.PROPOSED: "purple",
    RemedialPlan.Status.AGREED: "blue",
    RemedialPlan.Status.REPORTED: "purple",
    RemedialPlan.Status.COMPLETED: "green",
    RemedialPlan.Status.FAILED: "red",
}


QUESTIONS: "dict[str, StrPromise]" = {
    Measure.ValueType.COUNT: gettext_lazy("%(measure)s: how many between %(start)s and %(end)s?"),
    Measure.ValueType.HOURS: gettext_lazy("%(measure)s: how many between %(start)s and %(end)s?"),
}


@dataclass(frozen=True)
class Group:
    """One heading of the supplier's home page with its returns."""

    key: str
    title: str
    returns: list[SupplierReturn]


def groups_of_returns(user: User, *, today: date) -> dict[str, list[Group]]:
    """The returns of a supplier's person: `to_do` by urgency, then `others`; empty groups are left out.

    Three bounded queries, whatever the number of returns; one more where returns are signed off, and one for members
    who see some contracts only. Each group shows at most 50 and the list page has the rest.
    """
    writing, waiting, done = _lists_of_returns(user)
    add_parts([*writing, *waiting, *done], user)
    asked = [item for item in waiting if item.is_asked]
    waiting = [item for item in waiting if not item.is_asked]
    to_sign, signing = _with_signatories(writing, user)
    writing = [item for item in writing if item not in (*to_sign, *signing)]
    ready = [item for item in writing if item.is_part and not item.unanswered_count]
    writing = [item for item in writing if item not in ready]
    to_do = [
        Group("sign_off", _("To sign off"), to_sign[:SHOWN]),
        Group("asked", _("The council asks you something"), asked[:SHOWN]),
        *_by_urgency(writing, today),
    ]
    others = [
        Group("signing", _("With a signatory"), signing[:SHOWN]),
        Group("ready", _("Your part is answered"), ready[:SHOWN]),
        Group("council", _("With the council"), waiting),
        Group("done", _("Done"), done),
    ]
    return {"to_do": [g for g in to_do if g.returns], "others": [g for g in others if g.returns]}


def _lists_of_returns(user: User) -> tuple[list[SupplierReturn], list[SupplierReturn], list[SupplierReturn]]:
    """The returns with the supplier, the next due first; with the council; and decided, each the newest first.

    Two queries: which returns they are, and what is shown of them. `is_asked` marks those with a question to answer.
    """
    mine = supplier_returns_visible_to(user)
    lists = {
        "writing": mine.filter(status__in=[Status.DRAFT, Status.RETURNED]).order_by("due_on", "pk")[: 4 * SHOWN],
        "waiting": mine.filter(status__in=WITH_COUNCIL).order_by("-pk")[:SHOWN],
        "asked": returns_with_questions_for(user).filter(status__in=WITH_COUNCIL).order_by("-pk")[:SHOWN],
        "done": mine.filter(status=Status.DECIDED).order_by("-pk")[:10],
    }
    keys = keys_of({name: rows.select_related(None) for name, rows in lists.items()})
    rows = mine.only(*LISTED).in_bulk([key for found in keys.values() for key in found])
    for key in keys["asked"]:
        rows[key].is_asked = True
    keys["waiting"] = list({*keys["waiting"], *keys.pop("asked")})
    writing, waiting, done = ([rows[key] for key in found if key in rows] for found in keys.values())
    writing.sort(key=lambda item: (item.due_on, item.pk))
    for newest_first in (waiting, done):
        newest_first.sort(key=lambda item: item.pk, reverse=True)
    return writing, waiting, done


def _with_signatories(writing: list[SupplierReturn], user: User) -> tuple[list[SupplierReturn], list[SupplierReturn]]:
    """The returns that wait for sign-off: those this person signs off, and those that others do.

    One query; none where no supplier has its returns signed off. Where no signatory sees the contract, admins sign.
    """
    signed_off = [item for item in writing if item.supplier.needs_sign_off]
    if not signed_off:
        return [], []
    asked = SignOff.objects.filter(status=SignOff.Status.ASKED, revision__supplier_return__in=signed_off)
    signatories = Member.objects.filter(
        Q(is_restricted=False) | Q(contracts=OuterRef("revision__supplier_return__contract")),
        organisation=OuterRef("revision__supplier_return__supplier"),
        is_signatory=True,
        user__is_active=True,
    )
    rows = asked.order_by().annotate(has_signatory=Exists(signatories))
    waiting = dict(rows.values_list("revision__supplier_return", "has_signatory"))
    to_sign: list[SupplierReturn] = []
    signing: list[SupplierReturn] = []
    for item in signed_off:
        if item.pk in waiting:
            place = None if item.is_part else places_of(user).get(item.supplier_id)
            is_admin = place is not None and place.role == Member.Role.ADMIN.value
            may_sign = place is not None and (place.is_signatory or (is_admin and not waiting[item.pk]))
            (to_sign if may_sign else signing).append(item)
    return to_sign, signing


def _by_urgency(writing: list[SupplierReturn], today: date) -> list[Group]:
    """Returns that a person still works on, in order of their due date."""
    returned = [item for item in writing if item.status == Status.RETURNED]
    drafts = [item for item in writing if item.status == Status.DRAFT]
    groups = [
        Group("returned", _("Sent back to you"), returned[:SHOWN]),
        Group("overdue", _("Overdue"), [item for item in drafts if item.due_on < today][:SHOWN]),
        Group("soon", _("Due in the next 30 days"), [i for i in drafts if today <= i.due_on <= today + SOON][:SHOWN]),
        Group("later", _("Due later"), [item for item in drafts if item.due_on > today + SOON][:SHOWN]),
    ]
    return [group for group in groups if group.returns]


def next_opening(user: User, *, today: date):
    """The next period whose return will open, or None."""
    periods = supplier_periods_visible_to(user).filter(opened_on__isnull=True, starts_on__gt=today)
    return periods.filter(waived_at__isnull=True).order_by("starts_on").first()


def add_parts(returns: list[SupplierReturn], user: User) -> None:
    """Mark the returns of which the person has only some lines, let their counts be of these, and add outcomes.

    One query, as for outcomes alone; one more for members who see some contracts only.
    """
    delivered = lines_delivered_by(user)
    if delivered is None:
        add_outcomes(returns, user)
        return
    parts = {item.pk: item for item in returns if not reaches(user, item.supplier_id, item.contract_id)}
    whole = [item.pk for item in returns if item.status == Status.DECIDED and item.pk not in parts]
    answered = {f"answers__{page}_done": True for page in ("figure", "words", "evidence")}
    is_done = Q(is_open=False) | Q(answers__revision__submitted_at__isnull=True, **answered)
    lines = ReturnLine.objects.filter(Q(delivered, supplier_return__in=parts) | Q(supplier_return__in=whole)).order_by()
    counted = lines.values("supplier_return", "verification__decision").annotate(
        total=Count("pk", distinct=True), done=Count("pk", distinct=True, filter=is_done)
    )
    decisions: dict[int, list[str]] = defaultdict(list)
    for item in parts.values():
        item.is_part, item.line_count, item.answered_count = True, 0, 0
    for pk, decision, total, done in counted.values_list("supplier_return", "verification__decision", "total", "done"):
        decisions[pk].append(decision)
        if pk in parts:
            parts[pk].line_count += total
            parts[pk].answered_count += done
    _set_outcomes(returns, decisions)


def add_outcomes(returns: list[SupplierReturn], user: User) -> None:
    """Give each decided return what it came to, as `outcome`; of a part of it, what that came to. One query."""
    decisions: dict[int, list[str]] = defaultdict(list)
    decided = [item.pk for item in returns if item.status == Status.DECIDED]
    lines = ReturnLine.objects.filter(supplier_return__in=decided)
    if lines_delivered_by(user) is not None:
        lines = lines.filter(pk__in=supplier_lines_visible_to(user))
    for pk, decision in lines.values_list("supplier_return", "verification__decision"):
        decisions[pk].append(decision)
    _set_outcomes(returns, decisions)


def _set_outcomes(returns: list[SupplierReturn], decisions: dict[int, list[str]]) -> None:
    """What each decided return came to, from the decisions of its lines."""
    for item in returns:
        if item.status == Status.DECIDED and item.pk in decisions:
            item.outcome = outcome_of(decisions[item.pk])


def read_by(supplier_return: SupplierReturn) -> date:
    """The day by which the council has promised to read what was sent."""
    council = supplier_return.council
    return add_working_days(
        timezone.localdate(supplier_return.submitted_at), council.review_working_days, council.nation
    )


def due_words(due_on: date, today: date) -> str:
    """How far away a due date is: "in 12 days", "today", "3 days ago"; from two months on, "in 3 months"."""
    days = (due_on - today).days
    if days == 0:
        return _("today")
    if days >= 2 * SOON.days:
        return _("in %(months)d months") % {"months": days // SOON.days}
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def reported(row: Row, *, figure=None) -> str:
    """What a row says was delivered, in words: "3 people", "Nothing to report", "Done on ...", "Not provided"."""
    answer = figure or row.answer
    tried = row.not_taken_up if answer is row.answer else row.not_taken_up_before
    if answer.nothing_reason or (tried and answer.claimed is None and not answer.narrative):
        return _("Nothing to report")
    if row.measure.value_type == Measure.ValueType.NARRATIVE:
        return _("Reported in words") if answer.narrative else _("Not provided")
    if answer.claimed is None:
        return _("Not provided")
    return format_value(row.measure, answer.claimed, exact=True)


def not_taken_up_words(counts: Mapping[str, int]) -> str:
    """What was sought or offered and not taken up: "5 in all. Travel: 3. Another reason: 2"; empty without any."""
    if not counts:
        return ""
    reasons = [f"{reason.label}: {counts[reason]}" for reason in NotTakenUp.Reason if counts.get(reason)]
    return ". ".join([_("%(total)d in all") % {"total": sum(counts.values())}, *reasons])


def question(row: Row) -> str:
    """The title of a line's first page, as a question about its figure."""
    period = row.line.supplier_return.period
    kind = row.measure.value_type
    if kind == Measure.ValueType.MILESTONE:
        return _("Is this done: %(promise)s?") % {"promise": row.commitment.promise}
    if kind == Measure.ValueType.NARRATIVE:
        return _("Is there something to report: %(promise)s?") % {"promise": row.commitment.promise}
    asked = QUESTIONS.get(kind, gettext_lazy("%(measure)s: how much between %(start)s and %(end)s?"))
    start = date_format(period.starts_on, "j F" if period.starts_on.year == period.ends_on.year else "j F Y")
    return asked % {"measure": row.measure.title, "start": start, "end": date_format(period.ends_on, "j F Y")}


def evidence_elsewhere(sheet: Sheet, row: Row) -> list[Evidence]:
    """The files of the return's other commitments that this one does not have and may use."""
    here = {evidence.pk for evidence in row.evidence}
    others = {evidence.pk: evidence for other in sheet.rows for evidence in other.evidence}
    return [evidence for pk, evidence in others.items() if pk not in here and _may_be_used(row, evidence)]


def _may_be_used(row: Row, evidence: Evidence) -> bool:
    """Whether a file is ready, and nothing in it is against using it for this commitment."""
    if evidence.status not in SHOWN_FILES or (evidence.findings and row.is_sensitive):
        return False
    return row.measure.photos != Measure.Photos.NO or not evidence.media_type.startswith("image/")


def message_from_reasons(sheet: Sheet, asked: list[Row]) -> str:
    """A message to the supplier made from what the officer wrote at the lines; the officer can change it."""
    sentences = [
        _("Commitment %(number)s: %(text)s") % {"number": row.number, "text": row.comment.text}
        for row in asked
        if row.comment
    ]
    if not asked:
        sentences = [
            _("Commitment %(number)s: %(text)s") % {"number": row.number, "text": row.verification.reason}
            for row in sheet.rows
            if row.verification and row.verification.reason
        ]
    return "\n".join(sentences)


def why_not_saved(supplier_return: SupplierReturn) -> str:
    """Why nothing was saved: somebody else was quicker, and this is how the return stands now."""
    if not SupplierReturn.objects.filter(pk=supplier_return.pk, status__in=WITH_SUPPLIER).exists():
        return _("This return has been sent to the council already. Nothing was changed after that.")
    if SignOff.objects.filter(revision__supplier_return=supplier_return, status=SignOff.Status.ASKED).exists():
        return _("This return is with a signatory, so nothing was changed.")
    return _("Somebody else has taken this return back meanwhile. Nothing was changed. Read it again.")
