"""How much of a return a person has on the supplier's side: all of it, or only lines (decision record 0023).

The people of the contract's supplier have all of it. Those of a consortium member or subcontractor have the lines of
what their organisation delivers, with their own files; the rest of the return is as little theirs as another contract.
"""

from dataclasses import dataclass

from accounts.models import User
from returns.models import Evidence, ReturnLine, SupplierReturn
from suppliers.permissions import can_write_for
from suppliers.reach import places_of, reaches


@dataclass(frozen=True)
class Part:
    """Whose lines somebody sees, and for which of these organisations the person writes.

    `organisations` is the supplier alone where it is all of the return, else those that deliver the lines.
    """

    reader: User | None = None
    is_whole: bool = True
    organisations: frozenset[int] = frozenset()
    writes: frozenset[int] = frozenset()
    is_limited: bool = False
    """Whether the reader may not know everything the organisation does elsewhere."""

    def has(self, line: ReturnLine) -> bool:
        """Whether a line is in this part."""
        return self.is_whole or line.commitment.deliverer_id in self.organisations

    def has_file(self, evidence: Evidence) -> bool:
        """Whether a file under one of its lines may be known: the supplier answers for all, the others have theirs."""
        return self.is_whole or evidence.organisation_id in self.organisations

    def may_write(self, line: ReturnLine) -> bool:
        """Whether the reader answers a line: the supplier's writers every one, the others what they deliver."""
        return bool(self.writes) if self.is_whole else line.commitment.deliverer_id in self.writes


# What the council reads, and what the actions look at that ask for permission themselves.
WHOLE = Part()


def part_of(user: User, supplier_return: SupplierReturn) -> Part | None:
    """The part of a return that somebody has as one of a supplier's people; None for everybody else, such as officers.

    Queries only for restricted members, and for people whose organisations take part in contracts of others.
    """
    supplier_id, contract_id = supplier_return.supplier_id, supplier_return.contract_id
    if reaches(user, supplier_id, contract_id):
        return Part(
            reader=user,
            organisations=frozenset({supplier_id}),
            writes=frozenset({supplier_id} if can_write_for(user, supplier_id) else ()),
            is_limited=places_of(user)[supplier_id].is_restricted,
        )
    taking_part = [
        pk for pk, place in places_of(user).items() if pk and place.takes_part and reaches(user, pk, contract_id)
    ]
    if not taking_part:
        return None
    lines = ReturnLine.objects.filter(supplier_return=supplier_return, commitment__deliverer__in=taking_part)
    delivering = frozenset(pk for pk in lines.order_by().values_list("commitment__deliverer", flat=True).distinct())
    if not delivering:
        return None
    writes = frozenset(pk for pk in delivering if can_write_for(user, pk))
    return Part(reader=user, is_whole=False, organisations=delivering, writes=writes, is_limited=True)
