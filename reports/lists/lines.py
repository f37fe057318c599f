"""The figures of one line of a return in the columns of a file: what was promised, claimed and verified of it."""

from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from framework.values import percentage
from reports.lists.listing import Field, amount_of, measure_fields
from returns.figures import corrected, verified_with_corrections
from returns.models import Answer, ReturnLine, SupplierReturn
from tables.cells import Value


def with_figures(lines: QuerySet[ReturnLine]) -> QuerySet[ReturnLine]:
    """Lines with what their newest sent revision claims, and their approved corrections."""
    sent = Answer.objects.filter(line=OuterRef("pk"), revision=OuterRef("supplier_return__sent_revision"))
    claims = {
        f"sent_{name}": Subquery(sent.order_by().values(name)[:1]) for name in ("claimed", "numerator", "denominator")
    }
    return corrected(lines.select_related("commitment__measure")).annotate(**claims)


def claimed_of(line) -> Decimal | None:
    """What the supplier claims, a percentage from its parts; None while nothing was sent."""
    ratio = percentage(line.sent_numerator, line.sent_denominator)
    return line.sent_claimed if ratio is None else ratio


def verified_of(line) -> Decimal | None:
    """What an officer has verified, with approved corrections; None until the return is decided."""
    if line.supplier_return.status != SupplierReturn.Status.DECIDED:
        return None
    value, top, bottom = verified_with_corrections(line)
    return percentage(top, bottom) if bottom else value


def _amount(line: ReturnLine, amount: Decimal | None) -> Value:
    return amount_of(line.commitment.measure, amount)


FIGURES = (
    Field(_("Commitment number"), lambda line: line.commitment.position, 12),
    Field(_("Promise"), lambda line: line.commitment.promise, 50),
    *measure_fields(lambda line: line.commitment.measure),
    Field(_("Promised for the period"), lambda line: _amount(line, line.target), 14),
    Field(_("Claimed"), lambda line: _amount(line, claimed_of(line)), 14),
    Field(_("Verified"), lambda line: _amount(line, verified_of(line)), 14),
)
