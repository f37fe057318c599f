"""Remedies are what a contract says: with a clause, and rates only where money may be counted (domain rules, 6.7)."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from suppliers.models import Commitment
from suppliers.remedies import Granted, why_never_money


def problems(granted: Granted, commitments: Mapping[int, Commitment]) -> Iterator[str]:
    """What is missing or cannot be; `commitments` are the agreed ones of the contract, by id."""
    if granted.kinds and not granted.clause:
        yield _("Say where the contract grants this")
    if "shortfall_payment" in granted.kinds and not granted.rates:
        yield _("Enter at least one rate for what is not delivered")
    for pk in granted.rates:
        commitment = commitments.get(pk)
        if commitment is None:
            yield _("A rate belongs to an agreed commitment of this contract")
        elif why := why_never_money(commitment):
            yield f"{commitment.promise}: {why}"
