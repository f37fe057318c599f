"""Contracts out of notices: created as being set up, and later changed only where the notices themselves changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Council, User
from audit.record import record
from suppliers.actions.notice_organisations import bring_in_organisation, find_organisation
from suppliers.events import SupplierEvent
from suppliers.models import Contract, ContractParty
from suppliers.ocds.facts import CONTRACT_FIELDS, ContractFacts, ProcessFacts, Where
from suppliers.permissions import can_manage_contract, is_member_of

# What a return or a promise rests on: on a contract that is no longer being set up an officer decides about these.
_WEIGHTY = {"value_net", "value_gross", "starts_on", "ends_on", "supplier_id", "parties"}
_DATES = {"starts_on", "ends_on"}
_OVER = {"cancelled", "terminated", "terminatedEarly", "terminatedSuccessfully"}
_LONGEST_REFERENCE = 80


@dataclass(frozen=True)
class Notice:
    """The notice being imported, for whom and by whom; `by_operator` at the command line, where numbers are trusted."""

    council: Council
    ocid: str
    release_id: str
    by: User | None
    by_operator: bool
    where: Where


@dataclass
class Brought:
    """What became of one contract of a notice; `changed` names the fields that were changed, in words."""

    contract: Contract | None = None
    is_new: bool = False
    changed: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _State:
    """The fields of a contract as a notice has them: plain fields, the supplier's key, and the others' keys."""

    fields: dict[str, Any]
    unnumbered: int


def bring_in_contract(
    now: ContractFacts, *, before: ContractFacts | None, process: ProcessFacts, notice: Notice
) -> Brought:
    """Create a contract from a notice, or change the fields that differ from what the notices said `before`.

    Raises Refused when the suppliers cannot be told apart or `notice.by` may not change the contract.
    """
    contract = Contract.objects.filter(council=notice.council, ocid=notice.ocid, ocds_id=now.ocds_id).first()
    if contract is None and now.status in _OVER:
        note = _("Contract %(id)s was left out: the notice says it is %(status)s.")
        return Brought(notes=[note % {"id": now.ocds_id, "status": now.status}])
    state = _state(now, notice, creating=True)
    if contract is None:
        return _create(now, state, process, notice)
    return _update(contract, now, before, state, notice)


def _state(facts: ContractFacts, notice: Notice, *, creating: bool) -> _State:
    """The facts with organisations in place of parties; those not known yet are created only where asked."""
    organisations = [
        bring_in_organisation(
            party, by=notice.by, by_operator=notice.by_operator, release_id=notice.release_id, where=notice.where
        )
        if creating
        else find_organisation(party, notice.where, by_operator=notice.by_operator)
        for party in facts.suppliers
    ]
    first = organisations[0].pk if organisations and organisations[0] else None
    others = frozenset(other.pk for other in organisations[1:] if other and other.pk != first)
    values = {name: getattr(facts, name) for name in CONTRACT_FIELDS}
    return _State({**values, "supplier_id": first, "parties": others}, organisations[1:].count(None))


def _refuse_own(state: _State, notice: Notice) -> None:
    """Raises Refused where the officer belongs to a supplier: nobody sets up a contract with themselves."""
    suppliers = {state.fields["supplier_id"], *state.fields["parties"]}
    if notice.by is not None and any(is_member_of(notice.by, pk) for pk in suppliers if pk is not None):
        message = _("You belong to a supplier that this notice names. Ask a colleague to add its contracts.")
        raise notice.where.refuse("awards.suppliers", message)


def _create(now: ContractFacts, state: _State, process: ProcessFacts, notice: Notice) -> Brought:
    _refuse_own(state, notice)
    wanted, reference = _reference(process, now, notice)
    values = {name: value for name, value in state.fields.items() if name != "parties"}
    contract = Contract.objects.create(
        council=notice.council, ocid=notice.ocid, ocds_id=now.ocds_id, reference=reference, **values
    )
    _add_parties(contract, state.fields["parties"])
    record(SupplierEvent.CONTRACT_IMPORTED, by=notice.by, on=contract, data={"release": notice.release_id})
    brought = Brought(contract, is_new=True, notes=list(_about_suppliers(contract, state)))
    if reference != wanted:
        note = _("Reference %(wanted)s is taken by another contract, so this one is %(reference)s.")
        brought.notes.append(note % {"wanted": wanted, "reference": reference})
    return brought


def _about_suppliers(contract: Contract, state: _State) -> Iterator[str]:
    """What a person must do because the notice names suppliers without a number."""
    if contract.supplier_id is None:
        note = _(
            "%(reference)s: the notice gives no official number for a supplier. A person must choose the supplier."
        )
        yield note % {"reference": contract.reference}
    if state.unnumbered:
        note = _("%(reference)s: %(count)s further suppliers have no official number and were left out.")
        yield note % {"reference": contract.reference, "count": state.unnumbered}


def _reference(process: ProcessFacts, now: ContractFacts, notice: Notice) -> tuple[str, str]:
    """The reference we would like, and the first like it that no other contract of the council has."""
    alone = len(process.contracts) == 1
    tender = process.tender_id
    liked = [tender] if alone and tender else []
    liked += [f"{tender}/{now.ocds_id}"] if tender else []
    liked += [f"{notice.ocid}/{now.ocds_id}"]
    fitting = [reference for reference in liked if len(reference) <= _LONGEST_REFERENCE]
    numbered = (f"{notice.ocid}-{number}" for number in count(1))
    taken = Contract.objects.filter(council=notice.council)
    free = next(text for text in chain(fitting, numbered) if not taken.filter(reference=text).exists())
    return (fitting or [free])[0], free


def _update(
    contract: Contract, now: ContractFacts, before: ContractFacts | None, state: _State, notice: Notice
) -> Brought:
    """Three sides: what notices said before, what they say now, and what the contract says, which people may edit."""
    if notice.by is not None and not can_manage_contract(notice.by, contract):
        raise notice.where.refuse(now.field, _("You may not change contract %(it)s.") % {"it": contract.reference})
    _refuse_own(state, notice)
    old = _state(before, notice, creating=False).fields if before else {}
    mine = {name: getattr(contract, name) for name in (*CONTRACT_FIELDS, "supplier_id")}
    mine["parties"] = _consortium(contract)
    moved = {name: value for name, value in state.fields.items() if value not in (old.get(name), mine[name])}
    differing = {name for name in moved if not _may_take(contract, name, mine[name], old.get(name))}
    differing |= _clashing_dates(mine, {name: moved[name] for name in moved if name not in differing})
    taken = {name: value for name, value in moved.items() if name not in differing}
    _apply(contract, taken)
    brought = Brought(contract, changed=_labels(set(taken)))
    if taken:
        data = {"release": notice.release_id, **_told(taken, mine)}
        record(SupplierEvent.CONTRACT_UPDATED, by=notice.by, on=contract, data=data)
    if differing:
        data = {"release": notice.release_id, **_told({name: moved[name] for name in sorted(differing)}, mine)}
        record(SupplierEvent.CONTRACT_CONTRADICTED, by=notice.by, on=contract, data=data)
        note = _("%(reference)s: the notice differs in %(fields)s. An officer must decide.")
        brought.notes.append(note % {"reference": contract.reference, "fields": _labels(differing)})
    if now.status in _OVER and (before is None or before.status != now.status):
        note = _("%(reference)s: the notice says it is %(status)s. An officer must decide.")
        brought.notes.append(note % {"reference": contract.reference, "status": now.status})
    return brought


def _may_take(contract: Contract, name: str, mine: Any, old: Any) -> bool:
    """Whether the notice's value may replace ours: nobody here has changed it, and nothing rests on it yet."""
    untouched = mine == old or mine in (None, "", frozenset())
    return untouched and (contract.status == Contract.Status.PREPARING or name not in _WEIGHTY)


def _clashing_dates(mine: dict[str, Any], taken: dict[str, Any]) -> set[str]:
    """The dates to leave alone because, beside the ones we keep, they would end the contract before it starts."""
    starts_on, ends_on = (taken.get(name, mine[name]) for name in ("starts_on", "ends_on"))
    return _DATES & set(taken) if starts_on and ends_on and ends_on < starts_on else set()


def _consortium(contract: Contract) -> frozenset[int]:
    parties = contract.parties.filter(role=ContractParty.Role.CONSORTIUM)
    return frozenset(parties.values_list("organisation_id", flat=True))


def _apply(contract: Contract, taken: dict[str, Any]) -> None:
    """Write the fields that were taken."""
    columns = {name: value for name, value in taken.items() if name != "parties"}
    for name, value in columns.items():
        setattr(contract, name, value)
    if columns:
        contract.save(update_fields=["supplier" if name == "supplier_id" else name for name in columns])
    if "parties" in taken:
        members = contract.parties.filter(role=ContractParty.Role.CONSORTIUM)
        members.exclude(organisation_id__in=taken["parties"]).delete()
        _add_parties(contract, taken["parties"])


def _add_parties(contract: Contract, organisation_ids: frozenset[int]) -> None:
    for organisation_id in sorted(organisation_ids):
        ContractParty.objects.get_or_create(
            contract=contract, organisation_id=organisation_id, defaults={"role": ContractParty.Role.CONSORTIUM}
        )


def _told(changed: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any]:
    """What the audit keeps of a change: which fields, and the figures before and after (never a text)."""
    figures = {name: [_plain(mine[name]), _plain(changed[name])] for name in changed if name in _WEIGHTY}
    return {"fields": sorted(changed), "figures": figures}


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value if value is None or isinstance(value, int) else str(value)


def _labels(names: set[str]) -> str:
    """The fields in words."""
    labels = {column.attname: column.verbose_name for column in Contract._meta.fields}
    labels |= {"supplier_id": _("supplier"), "parties": _("other suppliers")}
    return ", ".join(str(labels[name]) for name in sorted(names))
