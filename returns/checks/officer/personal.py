"""Check 8: no personal data that should not be there (domain rules, sections 6.6 and 7.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from returns.checks.officer.outcome import LOOK, PASSED, TO_DO, Facts, Outcome
from returns.sheet import Row
from suppliers.personal.patterns import find_personal_data

CODE = "personal"
TITLE = gettext_lazy("Personal data")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal searches words and files; where children or others need protection, a person looks as well."""
    answer = row.answer
    texts = (answer.narrative, answer.nothing_reason, answer.unusual_reason, answer.no_evidence_reason)
    if any(find_personal_data(text) for text in (*texts, *row.again_reasons.values())):
        return Outcome(LOOK, _("The words look like they name a person"))
    if any(evidence.findings for evidence in row.evidence):
        return Outcome(LOOK, _("A file looks like it names a person. The supplier says it does not"))
    if row.measure.photos == Measure.Photos.NO and any("pictures" in evidence.notes for evidence in row.evidence):
        return Outcome(LOOK, _("A file holds pictures, and none may show a person here"))
    if row.is_sensitive and row.evidence:
        return Outcome(TO_DO, _("I looked through the files: nobody can be recognised"))
    return Outcome(PASSED, _("The portal found nobody named"))
