"""What can happen to returns, their lines and their evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event
from returns.models import SupplierReturn, Verification


class ReturnEvent(Event):
    """Events of the returns room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    OPENED = "return.opened", _("{actor} opened the return for {period}"), None
    LINE_ANSWERED = "line.answered", _("{actor} saved an answer to commitment {line}"), None
    STORY_TOLD = "story.saved", _("{actor} saved the story of the period"), None
    NIL_DECLARED = "nil.declared", _("{actor} said there is nothing to report for the period"), None
    NIL_WITHDRAWN = "nil.withdrawn", _("{actor} took back that there is nothing to report"), None
    SUBMITTED = "return.submitted", _("{actor} sent the return, revision {revision}"), "return_submitted"
    TAKEN = "return.taken", _("{actor} started to read the return"), None
    HANDED_BACK = "return.handed_back", _("{actor} put the return back in the queue"), None
    TAKEN_OVER = "return.taken_over", _("{actor} took the return over: {reason}"), None
    LINE_DECIDED = "line.decided", _("{actor} decided commitment {line}: {decision}{figures}"), None
    LINE_QUESTIONED = "line.questioned", _("{actor} asked for a change to commitment {line}"), None
    SENT_BACK = "return.sent_back", _("{actor} sent the return back for changes, due {due_on}"), "return_sent_back"
    DECIDED = "return.decided", _("{actor} finished the return: {outcome}"), "return_decided"
    CORRECTION_PROPOSED = (
        "correction.proposed",
        _("{actor} proposed to correct commitment {line} by {difference}"),
        "correction_proposed",
    )
    CORRECTION_APPROVED = (
        "correction.approved",
        _("{actor} approved the correction of commitment {line} by {difference}"),
        "correction_decided",
    )
    CORRECTION_DECLINED = "correction.declined", _("{actor} declined the correction of commitment {line}"), None
    PERIOD_WAIVED = "period.waived", _("{actor} waived the return for {period}: {reason}"), "period_waived"
    EVIDENCE_ADDED = "evidence.added", _("{actor} added a file to commitment {line}"), None
    EVIDENCE_REUSED = "evidence.reused", _("{actor} used a file again for commitment {line}"), None
    EVIDENCE_REMOVED = "evidence.removed", _("{actor} removed a file from commitment {line}"), None
    EVIDENCE_OPENED = "evidence.opened", _("{actor} opened a file"), None

    def parts(self, data: dict) -> dict:
        """The data with decisions in people's words; figures only where there are any: a promise in words has none.

        Told when it is read, so that rows of any age come out the same, in the reader's language.
        """
        parts = dict(data)
        if self is ReturnEvent.LINE_DECIDED:
            parts |= {"decision": _label(Verification.Decision, data["decision"]), "figures": _figures(data)}
        elif self is ReturnEvent.DECIDED:
            parts["outcome"] = _label(SupplierReturn.Outcome, data["outcome"])
        return parts


def _label(choices: type[TextChoices], code: str) -> str:
    """What people read for a code; the code itself when it is of another age."""
    return str(dict(choices.choices).get(code, code))


def _figures(data: dict) -> str:
    """What was verified of what was claimed, ready to follow the decision; nothing without both."""
    if data["verified"] is None or data["claimed"] is None:
        return ""
    return gettext(", %(verified)s of %(claimed)s") % {"verified": data["verified"], "claimed": data["claimed"]}


# What a supplier does before sending: the supplier's own business, and left out of what the council reads.
DRAFTING = (
    ReturnEvent.LINE_ANSWERED,
    ReturnEvent.STORY_TOLD,
    ReturnEvent.NIL_DECLARED,
    ReturnEvent.NIL_WITHDRAWN,
    ReturnEvent.EVIDENCE_ADDED,
    ReturnEvent.EVIDENCE_REUSED,
    ReturnEvent.EVIDENCE_REMOVED,
)
