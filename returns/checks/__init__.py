"""Is it complete? One rule a file; each looks at a sheet and yields what is wrong or worth a second look."""

from returns.checks import (
    baseline_is_known,
    every_line_answered,
    evidence_is_ready,
    figures_have_evidence,
    figures_in_step,
    nil_is_nil,
    pairs_confirmed,
    personal_data,
    photos_allowed,
    questions_answered,
    used_before,
    usual_size,
    verified_in_step,
)
from returns.checks.problem import LOOK, STOP, Problem
from returns.sheet import Sheet

BEFORE_SENDING = (
    nil_is_nil.problems,
    every_line_answered.problems,
    baseline_is_known.problems,
    figures_have_evidence.problems,
    evidence_is_ready.problems,
    photos_allowed.problems,
    personal_data.problems,
    used_before.problems,
    figures_in_step.problems,
    pairs_confirmed.problems,
    usual_size.problems,
)
BEFORE_DECIDING = (verified_in_step.problems, questions_answered.problems)
# How the facts of what is worth a second look are told again, by code.
SENTENCES = {
    usual_size.CODE: usual_size.sentence,
    figures_in_step.CODE: figures_in_step.sentence,
}

__all__ = ["LOOK", "STOP", "Problem", "before_deciding", "before_sending", "findings_of", "sentence_of", "stops"]


def before_sending(sheet: Sheet) -> list[Problem]:
    """Everything a supplier must mend (STOP) or may look at again (LOOK) before the return goes."""
    return [problem for check in BEFORE_SENDING for problem in check(sheet)]


def before_deciding(sheet: Sheet) -> list[Problem]:
    """Everything an officer must mend before the return can be finished."""
    return [problem for check in BEFORE_DECIDING for problem in check(sheet)]


def stops(problems: list[Problem]) -> list[Problem]:
    """Only what must be mended."""
    return [problem for problem in problems if problem.severity == STOP]


def findings_of(problems: list[Problem]) -> list[dict]:
    """What is worth a second look, as a revision keeps it: codes and facts; the sentence only of what has no facts."""
    return [
        {"code": look.code, "line": look.line} | ({"data": look.data} if look.data else {"message": str(look.message)})
        for look in problems
        if look.severity == LOOK
    ]


def sentence_of(finding: dict, sheet: Sheet) -> str:
    """What a revision of this sheet keeps from `findings_of`, as a sentence in the reader's language.

    Revisions sent before facts were kept have the sentence itself, in the sender's language; they never change.
    """
    if "message" in finding:
        return finding["message"]
    return SENTENCES[finding["code"]](sheet, finding["line"], finding["data"])
