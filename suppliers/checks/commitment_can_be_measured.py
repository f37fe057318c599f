"""A promise can be measured: by a target or a day, and from a starting figure if it is a change (SU9, SU10)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.models import Measure
from framework.values import decimal_places, quantise
from suppliers.models import Commitment
from suppliers.profile import may_have_rate

MOST = Decimal(10) ** 12


def problems(commitment: Commitment) -> Iterator[str]:
    """One sentence for each thing that is missing or does not fit."""
    kind = commitment.measure.value_type
    if not commitment.promise.strip():
        yield _("Say in plain words what is promised")
    if kind == Measure.ValueType.MILESTONE:
        if commitment.done_by is None:
            yield _("Enter the day it is to be done by")
    elif kind != Measure.ValueType.NARRATIVE:
        yield from _of_the_target(commitment)
    if commitment.measure.baseline_required and commitment.baseline is None:
        yield _("Enter the starting figure that the change is measured against")
    if not _may_be_measured_by(commitment):
        yield _("Choose a measure from the framework version of this contract")


def _of_the_target(commitment: Commitment) -> Iterator[str]:
    """What is wrong with how much is promised."""
    measure, target = commitment.measure, commitment.target
    if target is None:
        yield _("Enter the target")
    elif target >= MOST:
        yield _("Enter a target below 1,000,000,000,000")
    elif target != quantise(measure, target):
        yield _too_fine(decimal_places(measure))
    if commitment.basis != Commitment.Basis.ABSOLUTE and not may_have_rate(measure):
        yield _("Only what adds up over the periods can go by placement years or spend: promise a fixed amount")


def _may_be_measured_by(commitment: Commitment) -> bool:
    """Whether the measure is of the contract's framework version, or one agreed for this contract alone."""
    contract, version = commitment.contract, commitment.measure.version_id
    if not contract.framework_version_id or version == contract.framework_version_id:
        return True
    framework = commitment.measure.version.framework
    if not framework.is_for_single_contracts or framework.council_id != contract.council_id:
        return False
    return not Commitment.objects.filter(measure=commitment.measure_id).exclude(contract=contract).exists()


def _too_fine(places: int) -> str:
    """How to mend a target with more decimals than its measure is counted in."""
    if not places:
        return _("Enter the target as a whole number, without decimals")
    words = ngettext(
        "Round the target to %(places)d decimal place", "Round the target to %(places)d decimal places", places
    )
    return words % {"places": places}
