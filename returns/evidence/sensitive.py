"""What a measure about people who need protection does not take as evidence (domain rules, section 7.6)."""

from framework.models import Measure
from returns.evidence.refusal import Fault
from returns.models import Evidence, EvidenceUse

MEASURE = "answer__line__commitment__measure"


def fault_for_measure(measure: Measure, *, is_photo: bool, has_findings: bool) -> Fault | None:
    """Why a file must not support an answer about this measure, or None.

    `has_findings` says whether the file looks like it names somebody; as long as nobody knows, it does not.
    """
    if is_photo and measure.photos == Measure.Photos.NO:
        return Fault.PHOTO_NOT_ALLOWED
    if has_findings and measure.sensitivity != Measure.Sensitivity.STANDARD:
        return Fault.PERSONAL_DATA
    return None


def fault_for_uses(evidence: Evidence, *, is_photo: bool, has_findings: bool) -> Fault | None:
    """Why a file must not support one of the answers that it was added to, or None."""
    uses = EvidenceUse.objects.filter(evidence=evidence).select_related(MEASURE)
    faults = (
        fault_for_measure(use.answer.line.commitment.measure, is_photo=is_photo, has_findings=has_findings)
        for use in uses
    )
    return next(filter(None, faults), None)
