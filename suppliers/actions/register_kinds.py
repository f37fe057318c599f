"""What can be taken in: for each kind of register, who says what rows would do, and who does it."""

from collections.abc import Callable
from dataclasses import dataclass

from suppliers.actions.register_contracts import plan_contracts, take_in_contracts
from suppliers.actions.register_members import plan_members, take_in_members
from suppliers.actions.register_needs import plan_needs, take_in_needs
from suppliers.actions.register_organisations import plan_organisations, take_in_organisations
from suppliers.actions.register_promises import plan_promises, take_in_promises, tell_of_promises
from suppliers.models import RegisterKind
from suppliers.registers.rows import Plan


def _nothing_more(**_about) -> None:
    """Most kinds are finished then."""


@dataclass(frozen=True)
class Work:
    """How one kind is worked on. Both take `register` and `by`; `plan` takes `rows`, and `take_in` its `plans`."""

    plan: Callable[..., list[Plan]]
    take_in: Callable[..., None]
    when_finished: Callable[..., None] = _nothing_more
    """What is left to do once everything was taken in: takes `register` and `by`."""


OF_COUNCILS = (RegisterKind.CONTRACTS, RegisterKind.ORGANISATIONS, RegisterKind.COMMITMENTS, RegisterKind.NEEDS)
KINDS: dict[str, Work] = {
    RegisterKind.CONTRACTS: Work(plan_contracts, take_in_contracts),
    RegisterKind.ORGANISATIONS: Work(plan_organisations, take_in_organisations),
    RegisterKind.COMMITMENTS: Work(plan_promises, take_in_promises, tell_of_promises),
    RegisterKind.MEMBERS: Work(plan_members, take_in_members),
    RegisterKind.NEEDS: Work(plan_needs, take_in_needs),
}
