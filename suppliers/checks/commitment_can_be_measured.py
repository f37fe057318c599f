"""A promise can be measured: by a target or a day, and from a starting figure if it is a change (SU9, SU10)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.models import Measure
from framework.values import decimal_places, quantise
from suppliers.models import Commitment


def problems(commitment: Commitment) -> Iterator[str]:
    """One sentence for each thing that is missing or does not fit."""
    kind = commitment.measure.value_type
    if kind == Measure.ValueType.MILESTONE:
        if commitment.done_by is None:
            yield _("Enter the day it is to be done by")
    elif kind != Measure.ValueType.NARRATIVE and commitment.target is None:
        yield _("Enter the target")
    if commitment.target is not None and commitment.target != quantise(commitment.measure, commitment.target):
        yield _too_fine(decimal_places(commitment.measure))
    if commitment.measure.baseline_required and commitment.baseline is None:
        yield _("Enter the starting figure that the change is measured against")
    version = commitment.contract.framework_version_id
    if version and commitment.measure.version_id != version:
        yield _("Choose a measure from the framework version of this contract")


def _too_fine(places: int) -> str:
    """How to mend a target with more decimals than its measure is counted in."""
    if not places:
        return _("Enter the target as a whole number, without decimals")
    words = ngettext(
        "Round the target to %(places)d decimal place", "Round the target to %(places)d decimal places", places
    )
    return words % {"places": places}
