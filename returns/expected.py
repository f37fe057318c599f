"""Which commitments the return of a period asks about, opened yet or not (domain rules, section 6.2)."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from framework.models import Measure
from returns.figures import corrected
from returns.models import ReturnLine, SupplierReturn, Verification
from returns.totals import ZERO
from suppliers.models import Commitment


def reported_on(starts_on, ends_before) -> QuerySet[Commitment]:
    """The agreed commitments that a period with these edges concerns; without any there is no return to send.

    What was to be done by a date and is verified as done is not asked about again.
    """
    return Commitment.objects.alias(verified=Coalesce(Subquery(_verified_last()), ZERO)).filter(
        Q(starts_on__isnull=True) | Q(starts_on__lt=ends_before),
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on),
        ~Q(measure__value_type=Measure.ValueType.MILESTONE) | Q(verified__lt=1),
        status=Commitment.Status.AGREED,
    )


def _verified_last() -> QuerySet:
    """The verified figure that stands for a commitment with its corrections, as a subquery: 1 is done, 0 is not.

    The last decided period stands; a line that was not verified, and has no approved correction, says nothing (domain
    rules, section 2.4, and `returns.figures.counts`).
    """
    lines = corrected(
        ReturnLine.objects.filter(
            commitment=OuterRef("pk"), supplier_return__status=SupplierReturn.Status.DECIDED
        ).order_by("-supplier_return__period__starts_on")
    )
    said = lines.exclude(verification__decision=Verification.Decision.NOT_VERIFIED, approved_corrections=0)
    return said.values_list(F("verification__verified") + F("corrected"))[:1]
