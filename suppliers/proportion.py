"""How much a contract of its size should ask: how many promises at most, and how often to report (SU14).

The bands are those of the domain rules, section 6.2, unless a council has set its own (`ProportionBand`). A contract
may ask for more, and says why: `suppliers/checks/proportionate.py` looks at that before reporting starts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suppliers.calendar import add_months
from suppliers.models import Contract, ProportionBand

Frequency = Contract.Frequency
MONTHS_A_YEAR = 12
PENNY = Decimal("0.01")
# Dates so far away are slips in a notice; years between them say nothing.
LAST_YEAR = 9990
RETURNS_A_YEAR = {
    Frequency.MONTHLY: 12,
    Frequency.QUARTERLY: 4,
    Frequency.SIX_MONTHLY: 2,
    Frequency.ANNUAL: 1,
    Frequency.AT_END: 0,
    Frequency.ONE_OFF: 0,
}


@dataclass(frozen=True)
class Band:
    """What is usual from a yearly value on, in pounds without VAT; a value on the edge belongs to the band it opens."""

    from_value: Decimal
    most_commitments: int
    frequency: str


DEFAULT_BANDS = (
    Band(Decimal(0), 2, Frequency.ANNUAL.value),
    Band(Decimal(100_000), 4, Frequency.SIX_MONTHLY.value),
    Band(Decimal(1_000_000), 6, Frequency.QUARTERLY.value),
    Band(Decimal(5_000_000), 10, Frequency.QUARTERLY.value),
)


@dataclass(frozen=True)
class Suggestion:
    """What a contract of this yearly value (pounds without VAT) usually asks for."""

    yearly_value: Decimal
    most_commitments: int
    frequency: str

    @property
    def frequency_words(self) -> str:
        """How often, as people read it: "Every six months"."""
        return str(Frequency(self.frequency).label)


@lru_cache(maxsize=4096)
def years_between(starts_on: date, ends_on: date) -> Fraction:
    """How many years a contract runs, both days included; a part of a year by its days. Never less than one.

    Exact, so that three times £100,000 over three years is £100,000 a year and lands on the edge of its band.
    """
    ends_before = ends_on + timedelta(days=1)
    whole = ends_before.year - starts_on.year
    if add_months(starts_on, MONTHS_A_YEAR * whole) > ends_before:
        whole -= 1
    since = add_months(starts_on, MONTHS_A_YEAR * whole)
    until = add_months(starts_on, MONTHS_A_YEAR * (whole + 1))
    return max(Fraction(1), whole + Fraction((ends_before - since).days, (until - since).days))


def yearly_value(contract: Contract) -> Decimal | None:
    """The contract's value without VAT for each year it runs, to the penny; None while value or dates are not known."""
    starts_on, ends_on = contract.starts_on, contract.ends_on
    if contract.value_net is None or starts_on is None or ends_on is None:
        return None
    if ends_on < starts_on or ends_on.year > LAST_YEAR:
        return None
    years = years_between(starts_on, ends_on)
    exact = contract.value_net * years.denominator / years.numerator
    return exact.quantize(PENNY, rounding=ROUND_HALF_UP)


def bands_of(council_id: int) -> Sequence[Band]:
    """A council's bands, the lowest first: its own where it has set any, else those of the domain rules. One query."""
    own = ProportionBand.objects.filter(council=council_id).order_by("from_value")
    rows = own.values_list("from_value", "most_commitments", "frequency")
    return [Band(*row) for row in rows] or DEFAULT_BANDS


def suggestion_for(contract: Contract) -> Suggestion | None:
    """What is usual for a contract of this yearly value; None while its value is not known. One query at most."""
    yearly = yearly_value(contract)
    if yearly is None:
        return None
    return suggested(yearly, bands_of(contract.council_id))


def suggested(yearly: Decimal, bands: Sequence[Band]) -> Suggestion | None:
    """What is usual for a yearly value by these bands, the lowest first; None below the first of them."""
    reached = [band for band in bands if band.from_value <= yearly]
    return Suggestion(yearly, reached[-1].most_commitments, reached[-1].frequency) if reached else None


def asks_too_much(contract: Contract, *, commitments: int) -> list[str]:
    """What a contract with so many promises asks beyond its band, a sentence each; empty when it does not.

    Whether a reason was given is not asked here. One query at most.
    """
    suggestion = suggestion_for(contract)
    return [] if suggestion is None else beyond(suggestion, frequency=contract.frequency, commitments=commitments)


def beyond(suggestion: Suggestion, *, frequency: str, commitments: int) -> list[str]:
    """What so many promises and such a frequency ask beyond a suggestion, a sentence each."""
    found = []
    if commitments > suggestion.most_commitments:
        words = ngettext(
            "Contracts of this value usually have %(most)d commitment at most. This one has %(count)d",
            "Contracts of this value usually have %(most)d commitments at most. This one has %(count)d",
            suggestion.most_commitments,
        )
        found.append(words % {"most": suggestion.most_commitments, "count": commitments})
    if RETURNS_A_YEAR[Frequency(frequency)] > RETURNS_A_YEAR[Frequency(suggestion.frequency)]:
        words = _("Contracts of this value usually report less often: %(usual)s. This one reports: %(asked)s")
        found.append(
            words
            % {
                "usual": suggestion.frequency_words.lower(),
                "asked": str(Frequency(frequency).label).lower(),
            }
        )
    return found
