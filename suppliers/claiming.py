"""Finding the contract that a supplier means by a reference (only ever for the council's officers)."""

import re

from django.db.models import QuerySet

from suppliers.models import Contract

# What people leave out, add or write differently in a reference; written so that both databases read it alike.
_SIGNS = r"(\W|_)*"


def contracts_with_reference(council_id: int, reference: str) -> QuerySet[Contract]:
    """The council's contracts whose reference is this one but for case, spaces and punctuation. One query."""
    letters = [re.escape(letter) for letter in reference if letter.isalnum()]
    contracts = Contract.objects.filter(council=council_id).order_by("reference", "pk")
    if not letters:
        return contracts.none()
    return contracts.filter(reference__iregex=f"^{_SIGNS}{_SIGNS.join(letters)}{_SIGNS}$")
