"""The tables of the portfolio as lists: where pieces stand by a dimension, and what each measure comes to."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from framework.comparing import unit_words
from reports.dimensions import Dimension, dimension_of, heads_visible_to
from reports.filters import Filters
from reports.lists.listing import ROWS_AT_A_TIME, Given, Summary, amount_of
from reports.queries import Row, amounts_of, counts_by, counts_of_suppliers
from reports.standing import LISTED
from tables.cells import Value
from tables.writing import Column

COUNTED = 14


def _by(given: Given) -> Dimension:
    return dimension_of(given.get("by", ""))


def _heads(user: User, by: Dimension) -> Iterator[Row]:
    """A row for every head, suppliers a thousand at a time, the newest first as on the page."""
    today = timezone.localdate()
    if by != Dimension.SUPPLIER:
        yield from counts_by(user, by, today=today)
        return
    suppliers = heads_visible_to(user, by).order_by("-pk").iterator(chunk_size=ROWS_AT_A_TIME)
    while some := list(islice(suppliers, ROWS_AT_A_TIME)):
        yield from counts_of_suppliers(user, some, today=today)


def _counts(user: User, given: Given) -> Iterator[Sequence[Value]]:
    for row in _heads(user, _by(given)):
        yield [row.title, *(getattr(row.standing, state) for state in LISTED)]


COUNTS = Summary(
    "counts",
    _("Where the promised pieces stand"),
    lambda given: reverse("portfolio-by", args=[_by(given).value]),
    lambda given: [Column(str(_by(given).label), 40), *(Column(str(words), COUNTED) for words in LISTED.values())],
    _counts,
)


def _page(given: Given) -> str:
    """The page of the one head that the amounts are of, and else of all measures."""
    filters = Filters.read(given)
    heads = [one for one in (filters.of_measures, filters.place) if one]
    if len(heads) > 1:
        raise Http404
    return reverse("portfolio-group", args=heads[0]) if heads else reverse("portfolio-by", args=["measure"])


def _amounts(user: User, given: Given) -> Iterator[Sequence[Value]]:
    filters = Filters.read(given)
    filters.words(user)  # what the person does not see is not found
    for item in amounts_of(user, filters):
        measure, reached = item.measure, item.reached
        amounts = (item.in_all, item.promised, item.claimed, item.verified)
        yield [
            measure.code, measure.title, unit_words(measure), bool(item.is_now),
            *(amount_of(measure.value_type, measure.unit, amount) for amount in amounts),
            reached.claimed, reached.evidenced, reached.upheld, reached.confirmed, reached.audited,
        ]  # fmt: skip


MEASURES = Summary(
    "measures",
    _("Amounts by measure"),
    _page,
    lambda given: [
        Column(str(_("Measure code")), 14), Column(str(_("Measure")), 50), Column(str(_("Unit")), 16),
        Column(str(_("Where things stand now")), 14),
        *(Column(str(words), COUNTED) for words in (
            _("Promised in all"), _("Promised so far"), _("Claimed"), _("Verified"), _("Pieces claimed"),
            _("Pieces with evidence"), _("Pieces verified, in full or in part"), _("Pieces confirmed"),
            _("Pieces audited"),
        )),
    ],
    _amounts,
)  # fmt: skip
