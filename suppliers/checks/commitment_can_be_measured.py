"""A promise can be measured: by a target or a day, and from a starting figure if it is a change (SU9, SU10)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from framework.models import Measure
from suppliers.models import Commitment


def problems(commitment: Commitment) -> Iterator[str]:
    """One sentence for each thing that is missing or does not fit."""
    kind = commitment.measure.value_type
    if kind == Measure.ValueType.MILESTONE:
        if commitment.done_by is None:
            yield _("Enter the day it is to be done by")
    elif kind != Measure.ValueType.NARRATIVE and commitment.target is None:
        yield _("Enter the target")
    if commitment.measure.baseline_required and commitment.baseline is None:
        yield _("Enter the starting figure that the change is measured against")
    version = commitment.contract.framework_version_id
    if version and commitment.measure.version_id != version:
        yield _("Choose a measure from the framework version of this contract")
