"""Contracts out of a register: what each row would do, and doing it (OF1).

The twin, for many rows, of adding and changing a contract on its page: the same rights, the same rules, and an event
for each contract. An empty cell takes nothing away, so that sparse registers do no harm (domain rules, section 1.7).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.models import Council, User
from audit.record import record_each
from suppliers.actions.contract_setup import Words, choose_supplier, describe_contract
from suppliers.actions.register_parties import (
    Owners,
    Suppliers,
    bring_in_organisations,
    owner_of,
    owners_of,
    suppliers_in,
    words_of,
)
from suppliers.events import SupplierEvent
from suppliers.models import Contract, ContractParty, Department, Organisation, RegisterFile, RegisterRow
from suppliers.permissions import can_add_contract
from suppliers.proportion import Band, bands_of, suggested, yearly_value
from suppliers.reach import memberships, parties_by_contract
from suppliers.registers.columns import fold, label_of
from suppliers.registers.rows import Plan, Problem, Said
from suppliers.registers.saying import Sentence, say
from suppliers.workflow import InvalidTransition

Verdict = RegisterRow.Verdict
PREPARING, ACTIVE = Contract.Status.PREPARING, Contract.Status.ACTIVE
PLAIN = ("title", "description", "starts_on", "ends_on", "signed_on", "value_net", "value_gross", "legal_basis", "ocid")
# What changes on a contract that is reported on; all else rests under returns and promises.
WORDS = {"title", "description", "department"}
# What may stand in the history of a change, before and after: dates and figures, never a text.
FIGURES = {"starts_on", "ends_on", "signed_on", "value_net", "value_gross"}
NOT_CHECKED = ("council", "supplier", "department", "area", "framework_version", "manager", "deputy", "supplier_owner")


@dataclass
class Around:
    """What rows are compared with: the council's contracts of these references, and who and what they name."""

    council: Council
    contracts: dict[str, Contract]
    suppliers: dict[int, Suppliers]
    owners: Owners
    departments: dict[str, Department]
    processes: dict[str, str]
    bands: Sequence[Band]
    own: set[int | None]
    takes_part: set[int]


@dataclass
class Change:
    """What would become of one contract."""

    contract: Contract
    fields: dict[str, Any] = field(default_factory=dict)
    gets_supplier: bool = False
    owners: Owners = field(default_factory=dict)
    suppliers: Suppliers = field(default_factory=lambda: Suppliers(()))


# --- What rows would do -----------------------------------------------------------------------------------------------
def plan_contracts(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do with the council's contracts. Eight queries for any number of rows; writes nothing.

    Raises PermissionDenied for who may not add contracts.
    """
    council = register.council
    if council is None or not can_add_contract(by, council):
        raise PermissionDenied
    around = _around(council, rows, by)
    # What was read from cells was valid then, and stays so until it is taken in.
    is_first = register.status == RegisterFile.Status.CHECKING
    return [_plan(said, around, is_first=is_first) for said in rows]


def _around(council: Council, rows: Sequence[Said], by: User) -> Around:
    references = [said.values["reference"] for said in rows if "reference" in said.values]
    ocids = {said.values["ocid"] for said in rows if "ocid" in said.values}
    suppliers = {said.number: suppliers_in(said.values) for said in rows}
    contracts = Contract.objects.filter(council=council, reference__in=references)
    processes = Contract.objects.filter(council=council, ocid__in=ocids, ocds_id="") if ocids else ()
    return Around(
        council,
        {one.reference: one for one in contracts.select_related("department", "supplier").order_by()},
        suppliers,
        owners_of(party for one in suppliers.values() for party in one.parties),
        {fold(one.name): one for one in council.departments.all()},
        {one.ocid: one.reference for one in processes},
        bands_of(council.pk),
        set(memberships(by)),
        set(parties_by_contract(by)),
    )


def _plan(said: Said, around: Around, *, is_first: bool) -> Plan:
    reference = said.values.get("reference", "")
    contract = around.contracts.get(reference)
    change = Change(contract or Contract(council=around.council, reference=reference))
    change.suppliers, change.owners = around.suppliers[said.number], around.owners
    plan = Plan(said, Verdict.WRONG, reference, said.values.get("title") or change.contract.title, thing=change)
    _note_fields(change, said, around)
    said.problems += _problems(change, said, around, is_new=contract is None)
    if said.problems:
        return plan
    if contract is None:
        said.remarks += change.suppliers.remarks
        plan.verdict = Verdict.NEW
        _settle(change, around)
        if is_first:
            change.contract.clean_fields(exclude=NOT_CHECKED)
        return plan
    said.remarks += _note_supplier(change, around)
    plan.changes = list(_changes(change))
    plan.verdict = Verdict.CHANGED if plan.changes else Verdict.UNCHANGED
    return plan


def _note_fields(change: Change, said: Said, around: Around) -> None:
    """The fields that the row says otherwise than the contract; what does not fit the portal's lists is a remark."""
    found = {name: said.values[name] for name in PLAIN if name in said.values}
    if "department" in said.values:
        department = around.departments.get(fold(said.values["department"]))
        if department is not None:
            found["department"] = department
        else:
            text = _("“%(name)s” is not among the council’s departments, and was left out")
            said.remarks.append(say(text, name=said.values["department"][:60]))
    taken = around.processes.get(found.get("ocid", ""))
    if taken not in (None, change.contract.reference):
        del found["ocid"]
        text = _("The notice process belongs to contract %(reference)s already, and was left out")
        said.remarks.append(say(text, reference=taken))
    elif "ocid" in found and change.contract.pk is None:
        around.processes[found["ocid"]] = change.contract.reference
    change.fields = {name: value for name, value in found.items() if getattr(change.contract, name) != value}


def _problems(change: Change, said: Said, around: Around, *, is_new: bool) -> Iterator[Problem]:
    """What is not right about a row beside its single cells."""
    wrong = {problem.column for problem in said.problems}
    if "reference" not in said.values and "reference" not in wrong:
        yield Problem(
            "reference", say(_("Enter the reference. Without it the contract cannot be recognised next time"))
        )
    if is_new and "title" not in said.values and "title" not in wrong:
        yield Problem("title", say(_("Enter the title of the contract")))
    if change.suppliers.problem:
        yield Problem("supplier", change.suppliers.problem)
    yield from _about_figures(change)
    yield from _about_people(change, around)
    if not is_new:
        yield from _about_status(change)


def _about_figures(change: Change) -> Iterator[Problem]:
    """Days in their order; with VAT is not less than without."""
    now = {name: change.fields.get(name, getattr(change.contract, name)) for name in FIGURES}
    if now["starts_on"] and now["ends_on"] and now["ends_on"] < now["starts_on"]:
        yield Problem("ends_on", say(_("The last day cannot be before the first day")))
    net, gross = now["value_net"], now["value_gross"]
    if net is not None and gross is not None and gross < net:
        yield Problem("value_gross", say(_("The value with VAT cannot be less than the value without it")))


def _about_people(change: Change, around: Around) -> Iterator[Problem]:
    """Nobody sets up a contract with themselves."""
    if not around.own:
        return
    named = {owner_of(party, around.owners) for party in change.suppliers.parties}
    contract = change.contract
    if (named | {contract.supplier_id}) - {None} & around.own or contract.pk in around.takes_part:
        yield Problem("supplier", say(_("You belong to a supplier of this contract. Ask a colleague to take it in")))


def _about_status(change: Change) -> Iterator[Problem]:
    """What a contract that is past its preparation lets happen."""
    contract, fields = change.contract, change.fields
    if contract.status == PREPARING:
        if contract.ocid and "ocid" in fields:
            message = _("The contract belongs to another notice process here: %(id)s")
            yield Problem("ocid", say(message, id=contract.ocid))
        return
    held = set(fields) if contract.status != ACTIVE else set(fields) - WORDS
    if not held:
        return
    if contract.status == ACTIVE:
        message = _("The contract is reported on already and says something else for: %(names)s. Decide on its page")
    else:
        message = _("The contract has ended, and has something else here for: %(names)s. Take those out of the row")
    yield Problem(sorted(held)[0], say(message, names=lambda: _names(held)))


def _names(columns: set[str]) -> str:
    """What the portal calls some columns, in a sentence."""
    return get_text_list([label_of("contracts", name).lower() for name in sorted(columns)], gettext("and"))


def _note_supplier(change: Change, around: Around) -> Iterator[Sentence]:
    """Give a contract that has none its supplier; say where the row and the contract name different ones."""
    if not change.suppliers.parties:
        return
    first = change.suppliers.parties[0]
    owner, contract = owner_of(first, around.owners), change.contract
    if contract.supplier_id is None:
        if contract.status == PREPARING:
            change.gets_supplier = True
    elif owner != contract.supplier_id:
        text = _("The row names another supplier by number than the contract has: %(supplier)s. It stays as it is")
        yield say(text, supplier=lambda: words_of(first))


def _settle(change: Change, around: Around) -> None:
    """Set the fields of a new contract; it reports as often as contracts of its value usually do."""
    contract = change.contract
    for name, value in change.fields.items():
        setattr(contract, name, value)
    yearly = yearly_value(contract)
    if yearly is not None and (suggestion := suggested(yearly, around.bands)):
        contract.frequency = suggestion.frequency


def _changes(change: Change) -> Iterator[tuple[str, Any, Any]]:
    for name, value in change.fields.items():
        yield name, _named(getattr(change.contract, name)), _named(value)
    if change.gets_supplier:
        yield "supplier", None, change.suppliers.parties[0]


def _named(value: Any) -> Any:
    """A value as a row keeps it: a department by its name."""
    return value.name if isinstance(value, Department) else value


# --- Doing it ---------------------------------------------------------------------------------------------------------
def take_in_contracts(*, register: RegisterFile, plans: Sequence[Plan], by: User) -> None:
    """Do what the plans of some rows say. A part of taking a register in, which asks who may.

    Raises InvalidTransition or IntegrityError where somebody else was at the same contract: then nothing is done.
    """
    new = [plan for plan in plans if plan.verdict == Verdict.NEW]
    parties = [party for plan in plans for party in plan.thing.suppliers.parties if _is_given(plan)]
    owners = plans[0].thing.owners if plans else {}
    bring_in_organisations(parties=parties, owners=owners, by=by)
    _add(register, new, owners, by)
    told = []
    for plan in plans:
        if plan.verdict == Verdict.CHANGED:
            told += _change_contract(register, plan, owners, by)
    record_each(SupplierEvent.CONTRACT_CHANGED, by=by, things=told)


def _is_given(plan: Plan) -> bool:
    """Whether the row's suppliers become those of its contract."""
    return plan.verdict == Verdict.NEW or plan.thing.gets_supplier


def _add(register: RegisterFile, plans: Sequence[Plan], owners: Owners, by: User) -> None:
    """Create the new contracts, each with its suppliers and its event."""
    beside: list[ContractParty] = []
    for plan in plans:
        found = [owner_of(party, owners) for party in plan.thing.suppliers.parties]
        organisations = list(dict.fromkeys(one for one in found if one is not None))
        if organisations:
            plan.thing.contract.supplier_id = organisations[0]
        beside += [
            ContractParty(contract=plan.thing.contract, organisation_id=one, role=ContractParty.Role.CONSORTIUM)
            for one in organisations[1:]
        ]
    Contract.objects.bulk_create(plan.thing.contract for plan in plans)
    for party in beside:
        party.contract_id = party.contract.pk
    ContractParty.objects.bulk_create(beside)
    things = ((plan.thing.contract, _from(register, plan)) for plan in plans)
    record_each(SupplierEvent.CONTRACT_REGISTERED, by=by, things=things)


def _from(register: RegisterFile, plan: Plan) -> dict[str, Any]:
    """Where an event says that it came from."""
    return {"register": str(register.pk), "row": plan.said.number}


def _change_contract(
    register: RegisterFile, plan: Plan, owners: Owners, by: User
) -> list[tuple[Contract, dict[str, Any]]]:
    """Change one contract; what is to be told of it, where its own action has not told it."""
    change: Change = plan.thing
    contract, fields = change.contract, change.fields
    if contract.status == ACTIVE:
        standing = {name: getattr(contract, name) for name in ("title", "description", "department", "area")}
        services = tuple(contract.categories.values_list("pk", flat=True))
        describe_contract(contract=contract, words=Words(**standing | fields, categories=services), by=by)
        return []
    if change.gets_supplier:
        owner = owner_of(change.suppliers.parties[0], owners)
        if owner is not None:
            choose_supplier(contract=contract, organisation=Organisation.objects.get(pk=owner), by=by)
    if not fields:
        return []
    before = {name: getattr(contract, name) for name in FIGURES & set(fields)}
    if Contract.objects.filter(Q(pk=contract.pk, status=PREPARING)).update(**fields) != 1:
        raise InvalidTransition(f"contract {contract.pk} is not being set up any more")
    figures = {name: [_kept(value), _kept(fields[name])] for name, value in before.items()}
    return [(contract, {"fields": sorted(fields), "figures": figures, **_from(register, plan)})]


def _kept(value: Any) -> str | None:
    """A date or an amount as JSON can hold it."""
    return None if value is None else str(value)
