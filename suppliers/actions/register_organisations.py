"""Organisations out of a register: those that nobody has here yet, recognised by their official numbers."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_noop as _

from accounts.models import User
from suppliers.actions.register_parties import (
    Owners,
    Suppliers,
    bring_in_organisations,
    owner_of,
    owners_of,
    suppliers_in,
)
from suppliers.identifiers import Identifier
from suppliers.models import Contract, ContractParty, RegisterFile, RegisterRow
from suppliers.permissions import can_bring_register
from suppliers.registers.rows import Plan, Problem, Said
from suppliers.registers.saying import say

Verdict = RegisterRow.Verdict


def plan_organisations(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do: three queries for any number of rows; writes nothing.

    An organisation that is here already learns nothing, whatever else the row says of it. Nobody learns either that it
    is here, unless it has a contract with the council (row 7 of the security page). Raises PermissionDenied.
    """
    if not can_bring_register(by, council=register.council):
        raise PermissionDenied
    suppliers = {said.number: _organisation_in(said) for said in rows}
    owners = owners_of(party for one in suppliers.values() for party in one.parties)
    known = _with_contracts(register, set(owners.values()))
    return [_plan(said, suppliers[said.number], owners, known) for said in rows]


def _with_contracts(register: RegisterFile, organisations: set[int]) -> set[int]:
    """Those of some organisations that hold, or take part in, a contract of the register's council."""
    held = Contract.objects.filter(council=register.council, supplier__in=organisations)
    parts = ContractParty.objects.filter(contract__council=register.council, organisation__in=organisations)
    return {*held.values_list("supplier", flat=True), *parts.values_list("organisation", flat=True)}


def _organisation_in(said: Said) -> Suppliers:
    """The organisation of a row, with all numbers that the row gives it."""
    numbers: tuple[Identifier, ...] = (*said.values.get("numbers", ()), *said.values.get("vat", ()))
    return suppliers_in({**said.values, "supplier": said.values.get("name", ""), "numbers": numbers, "parties": ()})


def _plan(said: Said, found: Suppliers, owners: Owners, known: set[int]) -> Plan:
    plan = Plan(said, Verdict.WRONG, "", said.values.get("name", ""))
    columns = {problem.column for problem in said.problems}
    if "name" not in said.values and "name" not in columns:
        said.problems.append(Problem("name", say(_("Enter the name of the organisation"))))
    if found.problem:
        said.problems.append(Problem("numbers", found.problem))
    elif not found.parties and not columns & {"numbers", "company", "charity", "vat"}:
        message = _("Enter an official number. An organisation is never recognised by its name alone")
        said.problems.append(Problem("numbers", say(message)))
    if said.problems:
        return plan
    (party,) = found.parties[:1]
    plan.key, plan.thing = str(party.numbers[0]), party
    owner = owner_of(party, owners)
    plan.verdict = Verdict.UNCHANGED if owner in known else Verdict.NEW
    return plan


def take_in_organisations(*, register: RegisterFile, plans: Sequence[Plan], by: User) -> None:
    """Create the organisations of some rows. A part of taking a register in, which asks who may."""
    parties = [plan.thing for plan in plans]
    kinds = {
        party.numbers[0]: plan.said.values.get("vcse_kind", "") for party, plan in zip(parties, plans, strict=True)
    }
    bring_in_organisations(parties=parties, owners=owners_of(parties), by=by, kinds=kinds)
