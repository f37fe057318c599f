"""The figures of one line of a return in the columns of a file: what was promised, claimed and verified of it."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from framework.values import percentage
from reports.lists.listing import Field, amount_of, figure, measure_fields
from returns.figures import corrected, verified_with_corrections, with_corrections
from returns.models import Answer, ReturnLine, SupplierReturn
from tables.cells import Value

CLAIMS = ("sent_claimed", "sent_numerator", "sent_denominator")
DECIDED = ("verification__verified", "verification__numerator", "verification__denominator")
CORRECTIONS = ("corrected", "corrected_top", "corrected_bottom")


def with_figures(lines: QuerySet[ReturnLine]) -> QuerySet[ReturnLine]:
    """Lines with what their newest sent revision claims, and their approved corrections."""
    sent = Answer.objects.filter(line=OuterRef("pk"), revision=OuterRef("supplier_return__sent_revision"))
    claims = {name: Subquery(sent.order_by().values(name.removeprefix("sent_"))[:1]) for name in CLAIMS}
    return corrected(lines.select_related("commitment__measure")).annotate(**claims)


def claimed_of(line) -> Decimal | None:
    """What the supplier claims, a percentage from its parts; None while nothing was sent."""
    return _one_figure(*(getattr(line, name) for name in CLAIMS))


def verified_of(line) -> Decimal | None:
    """What an officer has verified, with approved corrections; None until the return is decided."""
    if line.supplier_return.status != SupplierReturn.Status.DECIDED:
        return None
    return _one_figure(*verified_with_corrections(line))


def _one_figure(value: Decimal | None, top: Decimal | None, bottom: Decimal | None) -> Decimal | None:
    """The figure of a value, or of the two parts of a percentage."""
    ratio = percentage(top, bottom)
    return value if ratio is None else ratio


def _claimed(value_type: str, unit: str, *claims: Decimal | None) -> Value:
    return amount_of(value_type, unit, _one_figure(*claims))


def _verified(value_type: str, unit: str, status: str, *figures) -> Value:
    """`figures`: the three of `DECIDED`, then the three of `CORRECTIONS`."""
    if status != SupplierReturn.Status.DECIDED:
        return None
    return amount_of(value_type, unit, _one_figure(*with_corrections(*figures)))


OF_RETURN = (
    Field(_("Council"), "council__name", 24),
    Field(_("Supplier"), "supplier__name", 30),
    Field(_("Contract reference"), "contract__reference"),
    Field(_("Contract"), "contract__title", 40),
    Field(_("Period from"), "period__starts_on", 12),
    Field(_("Period to"), "period__ends_before", 12, lambda day: day - timedelta(days=1)),
)


def of_return(way: str) -> tuple[Field, ...]:
    """Whose return it is and for when, of a row that leads to its return by `way` ("" where it is one itself)."""
    return tuple(one.under(way) for one in OF_RETURN)


MEASURE = "commitment__measure"
FIGURES = (
    Field(_("Commitment number"), "commitment__position", 12),
    Field(_("Promise"), "commitment__promise", 50),
    *measure_fields(MEASURE),
    Field(_("Promised for the period"), figure(MEASURE, "target"), 14, amount_of),
    Field(_("Claimed"), figure(MEASURE, *CLAIMS), 14, _claimed),
    Field(_("Verified"), figure(MEASURE, "supplier_return__status", *DECIDED, *CORRECTIONS), 14, _verified),
)
