"""The contracts of a council's register with what is published of them, as a file that anybody may use again (PU7)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from accounts.models import Council
from reports.editions import NOTHING, Stored, stored_edition
from reports.ocds.packages import Cover, NoContractsError, package
from reports.ocds.published import published_figures
from reports.published_register import registered
from suppliers.ocds.shape import LONDON

__all__ = ["NoContractsError", "published_package"]


def published_package(council: Council, *, uri: str, today: date) -> Iterator[str]:
    """The text of a release package, piece by piece: every contract of the register, with its published figures.

    It is the same until something in it changes, or the day. Two queries, and eight more for every 50 contracts. Raises
    NoContractsError where there is no contract to tell of.
    """
    stored = stored_edition(council.pk) or Stored(council.pk, NOTHING, {})
    contracts = registered(council, today=today).select_related("supplier", "area")
    yield from package(
        council,
        contracts.prefetch_related("supplier__identifiers"),
        partial(published_figures, stored=stored, today=today),
        Cover(uri, _as_of(stored, today), is_open=True),
    )


def _as_of(stored: Stored, today: date) -> datetime:
    """When the figures last changed, or when the day began, if that is later: contracts are read as they are."""
    begun = datetime.combine(today, time(), LONDON)
    return max(begun, stored.edition.made_at or begun)
