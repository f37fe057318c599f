"""Nothing that looks like personal data goes to the council unseen (domain rules, section 7.6).

Where evidence is standard, somebody looks at the file and confirms; where it is about children or others who need
protection, the file is replaced and the words are written anew, whoever is sure that all is well.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from framework.models import Measure
from returns.checks.problem import STOP, Problem
from returns.models import Evidence
from returns.sheet import Row, Sheet
from returns.workflow import SHOWN
from suppliers.personal.patterns import find_personal_data

CODE = "personal_data"


def must_be_replaced(row: Row, evidence: Evidence) -> bool:
    """Whether a file that was let through elsewhere has no place on this line."""
    return row.is_sensitive and bool(evidence.findings) and evidence.status in SHOWN


def must_be_confirmed(row: Row, evidence: Evidence) -> bool:
    """Whether somebody must say that they looked: at what may be personal data, or at pictures where none may be."""
    if evidence.confirmed_at or evidence.status not in SHOWN:
        return False
    return bool(evidence.findings) or (row.measure.photos == Measure.Photos.NO and "pictures" in evidence.notes)


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each file to look at or replace, and for each text that names somebody where nobody may be."""
    for row in sheet.rows:
        if row.line.is_open:
            yield from _of_files(row)
            yield from _of_words(row)
    if sheet.is_sensitive:
        yield from _of_the_whole(sheet)


def _of_files(row: Row) -> Iterator[Problem]:
    for evidence in row.evidence:
        if must_be_replaced(row, evidence):
            message = _("Replace %(name)s of commitment %(number)s: it looks like it names a person")
        elif must_be_confirmed(row, evidence):
            message = _("Look at %(name)s of commitment %(number)s and confirm that nobody is named or shown in it")
        else:
            continue
        names = {"name": evidence.original_name, "number": row.number}
        yield Problem(CODE, STOP, message % names, "evidence", row.number)


def _of_words(row: Row) -> Iterator[Problem]:
    """Words are looked at when they are written; this holds for what came another way, or before anybody looked."""
    answer = row.answer
    pages = {
        "figure": (answer.nothing_reason, answer.unusual_reason),
        "words": (answer.narrative,),
        "evidence": (answer.no_evidence_reason, *row.again_reasons.values()),
    }
    for page, texts in pages.items() if row.is_sensitive else ():
        if any(find_personal_data(text) for text in texts):
            message = _("Change what you wrote for commitment %(number)s: it looks like it names a person")
            yield Problem(CODE, STOP, message % {"number": row.number}, page, row.number)


def _of_the_whole(sheet: Sheet) -> Iterator[Problem]:
    """The story and the reason for a return with nothing, which belong to no line, are read beside all of them."""
    if find_personal_data(sheet.revision.story):
        yield Problem(CODE, STOP, _("Change the story of the period: it looks like it names a person"), "story")
    if find_personal_data(sheet.revision.nil_reason):
        message = _("Change why there is nothing to report: it looks like it names a person")
        yield Problem(CODE, STOP, message, "nothing")
