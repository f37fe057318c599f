"""What can happen to returns, their lines and their evidence."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


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
    LINE_DECIDED = "line.decided", _("{actor} decided commitment {line}: {decision}, {verified} of {claimed}"), None
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
