"""What can happen to returns, their lines and their evidence."""

from decimal import Decimal

from django.db.models import Choices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event
from framework.models import Measure
from framework.values import MINUS, format_difference, format_value
from returns.models import Confirmation, Escalation, EscalationStep, Remedy, SupplierReturn, Verification
from suppliers.models import Commitment, Rating


class ReturnEvent(Event):
    """Events of the returns room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    OPENED = "return.opened", _("{actor} opened the return for {period}"), None
    LINE_ANSWERED = "line.answered", _("{actor} saved an answer to commitment {line}"), None
    STORY_TOLD = "story.saved", _("{actor} saved the story of the period"), None
    WORKBOOK_DOWNLOADED = "workbook.downloaded", _("{actor} downloaded {count} returns as a spreadsheet"), None
    WORKBOOK_TAKEN = "workbook.taken", _("{actor} saved {count} answers from a spreadsheet"), None
    NIL_DECLARED = "nil.declared", _("{actor} said there is nothing to report for the period"), None
    NIL_WITHDRAWN = "nil.withdrawn", _("{actor} took back that there is nothing to report"), None
    SUBMITTED = "return.submitted", _("{actor} sent the return, revision {revision}"), "return_submitted"
    SIGN_OFF_ASKED = "sign_off.asked", _("{actor} asked for sign-off of revision {revision}"), "sign_off_asked"
    SIGN_OFF_SIGNED = "sign_off.signed", _("{actor} signed revision {revision} off"), "sign_off_signed"
    SIGN_OFF_DECLINED = "sign_off.declined", _("{actor} did not sign revision {revision} off"), "sign_off_declined"
    SIGN_OFF_TAKEN_BACK = "sign_off.taken_back", _("{actor} took revision {revision} back from the signatory"), None
    TAKEN = "return.taken", _("{actor} started to read the return"), None
    SAMPLE_DRAWN = (
        "sample.drawn",
        _("{actor} had the portal choose the commitments to look at: {count} of {of}, seed {seed}"),
        None,
    )
    SAMPLING_SET = (
        "sampling.set",
        _("{actor} set the sample to {percent}% by chance, and everything worth more than £{worth}"),
        None,
    )
    HANDED_BACK = "return.handed_back", _("{actor} put the return back in the queue"), None
    TAKEN_OVER = "return.taken_over", _("{actor} took the return over: {reason}"), None
    HANDOVER_ASKED = (
        "handover.asked",
        _("{actor} told the social value leads that an officer’s contracts and open returns are to be handed over"),
        "handover_asked",
    )
    LINE_DECIDED = "line.decided", _("{actor} decided commitment {line}: {decision}{figures}"), None
    LINE_CHECKED = "line.checked", _("{actor} noted what was checked of commitment {line}"), None
    LINE_QUESTIONED = "line.questioned", _("{actor} asked for a change to commitment {line}"), None
    QUESTION_ASKED = "question.asked", _("{actor} asked the supplier about commitment {line}"), "question_asked"
    QUESTION_ANSWERED = (
        "question.answered",
        _("{actor} answered the question about commitment {line}"),
        "question_answered",
    )
    QUESTION_WITHDRAWN = "question.withdrawn", _("{actor} took the question about commitment {line} back"), None
    SENT_BACK = "return.sent_back", _("{actor} sent the return back for changes, due {due_on}"), "return_sent_back"
    DECIDED = "return.decided", _("{actor} finished the return: {outcome}"), "return_decided"
    REMINDED = (
        "return.reminded",
        _("{actor} reminded the supplier of the return for {period}, due {due_on}"),
        "return_reminded",
    )
    DIGEST_SENT = "digest.sent", _("{actor} told an officer that returns wait"), "returns_wait"
    REMINDERS_SET = (
        "reminders.set",
        _("{actor} set when suppliers are reminded of returns, and when officers are told what waits: {rule}"),
        None,
    )
    CORRECTION_PROPOSED = (
        "correction.proposed",
        _("{actor} proposed to correct commitment {line}: {difference}"),
        "correction_proposed",
    )
    CORRECTION_APPROVED = (
        "correction.approved",
        _("{actor} approved the correction of commitment {line}: {difference}"),
        "correction_decided",
    )
    CORRECTION_DECLINED = "correction.declined", _("{actor} declined the correction of commitment {line}"), None
    DISPUTE_RAISED = (
        "dispute.raised",
        _("{actor} disputed the decision on commitment {line}: {reason}"),
        "dispute_raised",
    )
    DISPUTE_KEPT = (
        "dispute.kept",
        _("{actor} kept the decision on commitment {line}, which was disputed: {reason}"),
        "dispute_kept",
    )
    DISPUTE_CORRECTED = (
        "dispute.corrected",
        _("{actor} answered the dispute about commitment {line} by a correction"),
        None,
    )
    ESCALATION_OPENED = "escalation.opened", _("{actor} opened case {case} about promises that fall short"), None
    STEP_TAKEN = "step.taken", _("{actor} took step {number} in case {case}: {step}"), "step_taken"
    STEP_REPLIED = "step.replied", _("{actor} replied to step {number} in case {case}"), "step_replied"
    PLAN_PROPOSED = "plan.proposed", _("{actor} proposed plan {plan} to catch up in case {case}"), "plan_proposed"
    PLAN_ACCEPTED = "plan.accepted", _("{actor} accepted plan {plan} in case {case}"), "plan_answered"
    PLAN_RETURNED = "plan.returned", _("{actor} returned plan {plan} in case {case}: {reason}"), "plan_answered"
    ACTION_REPORTED = (
        "plan_action.reported",
        _("{actor} reported action {action} of plan {plan} in case {case} done"),
        "action_reported",
    )
    PLAN_COMPLETED = "plan.completed", _("{actor} found plan {plan} in case {case} completed"), "plan_finished"
    PLAN_FAILED = "plan.failed", _("{actor} found plan {plan} in case {case} failed: {reason}"), "plan_finished"
    REMEDY_PROPOSED = (
        "remedy.proposed",
        _("{actor} proposed a remedy in case {case}: {remedy}{amount}"),
        "remedy_proposed",
    )
    REMEDY_APPROVED = (
        "remedy.approved",
        _("{actor} approved a remedy in case {case}: {remedy}{amount}"),
        "remedy_decided",
    )
    REMEDY_DECLINED = "remedy.declined", _("{actor} declined a remedy in case {case}: {reason}"), "remedy_decided"
    ESCALATION_CLOSED = (
        "escalation.closed",
        _("{actor} closed case {case}: {result}. {reason}"),
        "escalation_closed",
    )
    CONFIRMATION_ASKED = (
        "confirmation.asked",
        _("{actor} asked an organisation whether it received what is claimed for commitment {line}"),
        "confirmation_asked",
    )
    CONFIRMATION_RESENT = (
        "confirmation.sent_again",
        _("{actor} sent a new link to an organisation that was asked about commitment {line}"),
        "confirmation_asked",
    )
    CONFIRMATION_WITHDRAWN = (
        "confirmation.withdrawn",
        _("{actor} withdrew what an organisation was asked about commitment {line}"),
        None,
    )
    CONFIRMATION_ANSWERED = (
        "confirmation.answered",
        _("{actor} answered about commitment {line}: {answer}"),
        "confirmation_answered",
    )
    LINE_AUDITED = "line.audited", _("{actor} audited commitment {line}: {verdict}"), "line_audited"
    ENDORSEMENT_PROPOSED = (
        "endorsement.proposed",
        _("{actor} proposed to endorse the supplier: {reason}"),
        "endorsement_proposed",
    )
    ENDORSEMENT_APPROVED = (
        "endorsement.approved",
        _("{actor} approved the endorsement of the supplier, until {valid_to}"),
        "endorsement_approved",
    )
    ENDORSEMENT_DECLINED = (
        "endorsement.declined",
        _("{actor} did not approve the endorsement of the supplier: {reason}"),
        "endorsement_declined",
    )
    ENDORSEMENT_ACCEPTED = "endorsement.accepted", _("{actor} accepted the endorsement"), "endorsement_answered"
    ENDORSEMENT_REFUSED = "endorsement.refused", _("{actor} did not want the endorsement"), "endorsement_answered"
    ENDORSEMENT_WITHDRAWN = (
        "endorsement.withdrawn",
        _("{actor} withdrew the endorsement of the supplier: {reason}"),
        "endorsement_withdrawn",
    )
    KPIS_ASSESSED = (
        "kpis.assessed",
        _("{actor} assessed the statutory KPIs from {from} to {until}: {rated}"),
        None,
    )
    PERIOD_WAIVED = "period.waived", _("{actor} waived the return for {period}: {reason}"), "period_waived"
    ACTIVITY_ENTERED = (
        "activity.entered",
        _("{actor} entered what the contract came to in {period}: {amount}"),
        "activity_entered",
    )
    EVIDENCE_ADDED = "evidence.added", _("{actor} added a file to commitment {line}"), None
    EVIDENCE_REUSED = "evidence.reused", _("{actor} used a file again for commitment {line}"), None
    EVIDENCE_REMOVED = "evidence.removed", _("{actor} removed a file from commitment {line}"), None
    EVIDENCE_LET_GO = "evidence.let_go", _("{actor} removed a file that was on hold and that no answer uses"), None
    EVIDENCE_OPENED = "evidence.opened", _("{actor} opened a file"), None
    EVIDENCE_EXAMINED = "evidence.examined", _("{actor} checked a file: it is ready"), None
    EVIDENCE_REFUSED = "evidence.refused", _("{actor} checked a file and refused it"), None
    EVIDENCE_CONFIRMED = "evidence.confirmed", _("{actor} confirmed that a file names nobody"), None
    EVIDENCE_EXPLAINED = "evidence.explained", _("{actor} said why a file is used again for commitment {line}"), None
    EVIDENCE_HIDDEN = "evidence.hidden", _("{actor} reported a problem with a file, which is hidden"), "evidence_hidden"
    VIRUS_FOUND = "virus.found", _("{actor} found a virus in a file, which is hidden"), "virus_found"
    CHILD_FILE_REMINDED = (
        "child_file.reminded",
        _("{actor} told the social value leads that a file with a child’s data must be gone by {due_on}"),
        "child_file_due",
    )
    INCIDENT_CLOSED = "incident.closed", _("{actor} closed the problem with a file that was disposed of before"), None
    EVIDENCE_SHOWN_AGAIN = "evidence.shown_again", _("{actor} found nothing wrong with a file: it is shown again"), None
    EVIDENCE_DESTROYED = "evidence.destroyed", _("{actor} destroyed a file that had a problem"), None
    EVIDENCE_PROPOSED = (
        "evidence.proposed_for_disposal",
        _("{actor} proposed to dispose of a file, which is due from {due_on}"),
        None,
    )
    EVIDENCE_DISPOSED = "evidence.disposed", _("{actor} disposed of a file: {rule}"), None
    EVIDENCE_KEPT = "evidence.kept", _("{actor} kept a file until {kept_until}: {reason}"), None
    RETENTION_SET = "retention.set", _("{actor} set how long files are kept: {rule}"), None
    HOLD_PLACED = "hold.placed", _("{actor} placed a hold, so that nothing is disposed of: {reason}"), None
    HOLD_LIFTED = "hold.lifted", _("{actor} lifted a hold"), None

    def parts(self, data: dict) -> dict:
        """The data with decisions and figures in people's words; figures only where there are any: words have none.

        Told when it is read, so that rows of any age come out in the reader's language. Rows that do not know the unit
        of their figures show the bare numbers.
        """
        parts = dict(data)
        if self is ReturnEvent.LINE_DECIDED:
            parts |= {"decision": _decision(data), "figures": _figures(data)}
        elif self is ReturnEvent.DECIDED:
            parts["outcome"] = _label(SupplierReturn.Outcome, data["outcome"])
        elif self in (ReturnEvent.CORRECTION_PROPOSED, ReturnEvent.CORRECTION_APPROVED):
            parts["difference"] = _difference(data)
        elif self is ReturnEvent.STEP_TAKEN:
            parts["step"] = _label(EscalationStep.Level, data["level"])
        elif self in (ReturnEvent.REMEDY_PROPOSED, ReturnEvent.REMEDY_APPROVED):
            parts["remedy"] = _label(Remedy.Kind, data["kind"])
        elif self is ReturnEvent.ESCALATION_CLOSED:
            parts["result"] = _label(Escalation.Status, data["result"])
        elif self is ReturnEvent.KPIS_ASSESSED:
            parts["rated"] = _ratings(data["ratings"])
        elif self is ReturnEvent.ACTIVITY_ENTERED:
            parts["amount"] = activity_words(data["basis"], Decimal(data["amount"]))
        elif self is ReturnEvent.CONFIRMATION_ANSWERED:
            parts["answer"] = _label(Confirmation.Answer, data["answer"]).lower()
        elif self is ReturnEvent.LINE_AUDITED:
            parts["verdict"] = _verdict(data)
        return parts

    def without_a_person(self) -> str:
        """Whoever answered by a link has no account, and is not named: the asking says which organisation it is."""
        if self is ReturnEvent.CONFIRMATION_ANSWERED:
            return gettext("The organisation that was asked")
        return super().without_a_person()


def _ratings(ratings: dict[str, str]) -> str:
    """How each commitment was rated, by its number: "commitment 1 on track, commitment 2 behind"."""
    words = gettext("commitment %(line)s %(rating)s")
    rated = ({"line": line, "rating": _label(Rating, rating).lower()} for line, rating in ratings.items())
    return ", ".join(words % one for one in rated)


def activity_words(basis: str, amount: Decimal) -> str:
    """What a contract came to in a period, in words: "12.5 placement years", "£120,000"."""
    if basis == Commitment.Basis.SPEND:
        return gettext("£%(amount)s spent") % {"amount": f"{amount:,f}"}
    return gettext("%(amount)s placement years") % {"amount": f"{amount:,f}"}


def unit_of_figures(measure: Measure) -> dict[str, str]:
    """What an event keeps beside its figures, so that they can be told in their unit without asking the database."""
    return {"value_type": measure.value_type, "unit": measure.unit}


def _measure(data: dict) -> Measure | None:
    """Something that counts as the measure of an event's figures did; None for rows that do not know."""
    return Measure(value_type=data["value_type"], unit=data["unit"]) if "value_type" in data else None


def _label(choices: type[Choices], code: str | int) -> str:
    """What people read for a code; the code itself when it is of another age."""
    return str(dict(choices.choices).get(code, code))


def _decision(data: dict) -> str:
    """What was decided, and whether it was together with other lines that were not in the sample."""
    words = _label(Verification.Decision, data["decision"])
    return gettext("%(decision)s in bulk") % {"decision": words} if data.get("is_bulk") else words


def _verdict(data: dict) -> str:
    """What an auditor found, with the note there is."""
    if data["is_agreed"]:
        return gettext("the verified figure holds")
    return gettext("the verified figure does not hold. %(note)s") % {"note": data["note"]}


def _figures(data: dict) -> str:
    """What was verified, and what was claimed where that differs, to follow the decision; nothing without both."""
    if data["verified"] is None or data["claimed"] is None:
        return ""
    verified, claimed = _told(data, data["verified"]), _told(data, data["claimed"])
    if verified == claimed:
        return f", {verified}"
    return gettext(", %(verified)s (claimed: %(claimed)s)") % {"verified": verified, "claimed": claimed}


def _told(data: dict, amount: str) -> str:
    """One figure of an event in its unit."""
    measure = _measure(data)
    return format_value(measure, Decimal(amount), exact=True) if measure else amount


def _difference(data: dict) -> str:
    """By how much a correction changes a figure, in its unit; the two parts of a percentage have none."""
    measure = _measure(data)
    if measure is None or measure.value_type == Measure.ValueType.PERCENT:
        return data["difference"].replace("-", MINUS)
    return format_difference(measure, Decimal(data["difference"]))


# What a supplier does before sending: the supplier's own business, and left out of what the council reads.
DRAFTING = (
    ReturnEvent.LINE_ANSWERED,
    ReturnEvent.STORY_TOLD,
    ReturnEvent.NIL_DECLARED,
    ReturnEvent.NIL_WITHDRAWN,
    ReturnEvent.EVIDENCE_ADDED,
    ReturnEvent.EVIDENCE_REUSED,
    ReturnEvent.EVIDENCE_REMOVED,
    ReturnEvent.SIGN_OFF_ASKED,
    ReturnEvent.SIGN_OFF_SIGNED,
    ReturnEvent.SIGN_OFF_DECLINED,
    ReturnEvent.SIGN_OFF_TAKEN_BACK,
)
