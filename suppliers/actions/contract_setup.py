"""Setting a contract up: what it is, how it reports, and who its supplier is (OF1)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Council, User
from framework.models import FrameworkVersion
from framework.queries import versions_to_choose
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Area, Commitment, Contract, Department, Organisation, Proposal, ServiceCategory
from suppliers.ownership import possible_managers
from suppliers.permissions import can_add_contract, can_manage_contract, is_member_of
from suppliers.places import moving
from suppliers.proportion import suggestion_for
from suppliers.workflow import InvalidTransition

PREPARING = Contract.Status.PREPARING
# What may stand in the history of a change, before and after: dates and figures, never a text.
_FIGURES = ("starts_on", "ends_on", "signed_on", "value_net", "value_gross")


class ReferenceTaken(NotReady):
    """Another contract of the council has this reference."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an officer may say of a contract at any time. Services (ids), department and area are the council's own."""

    title: str
    description: str = ""
    categories: tuple[int, ...] = ()
    department: Department | None = None
    area: Area | None = None

    def columns(self) -> dict[str, Any]:
        """The fields that stand in the contract's own row."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "categories"}


@dataclass(frozen=True, kw_only=True)
class Details(Words):
    """What an officer says of a contract that is being set up; amounts in pounds."""

    reference: str
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None
    value_net: Decimal | None = None
    value_gross: Decimal | None = None
    legal_basis: str = Contract.LegalBasis.OTHER.value
    is_light_touch: bool = False
    framework_version: FrameworkVersion | None = None


@dataclass(frozen=True)
class Reporting:
    """How often a contract reports, what its periods follow, and why that is more than usual, if it is."""

    frequency: str
    anchor: str
    one_off_due_on: date | None = None
    proportion_reason: str = field(default="")


@transaction.atomic
def create_contract(*, council: Council, details: Details, manager: User | None, by: User) -> Contract:
    """Add a contract that is being set up; it reports as often as contracts of its value usually do.

    Raises PermissionDenied, ReferenceTaken, or NotReady for what the council does not have.
    """
    if not can_add_contract(by, council):
        raise PermissionDenied
    contract = Contract(council=council, manager=manager, **details.columns())
    _check(contract, details, by)
    if manager is not None and not possible_managers(council.pk).filter(pk=manager.pk).exists():
        raise NotReady([_("Choose a contract manager who decides for the council")])
    suggestion = suggestion_for(contract)
    if suggestion is not None:
        contract.frequency = suggestion.frequency
    _save_once(contract.save)
    contract.categories.set(details.categories)
    tell(SupplierEvent.CONTRACT_CREATED, by=by, on=contract)
    if manager is not None:
        tell(SupplierEvent.MANAGER_NAMED, by=by, on=contract, data={"user": manager.pk})
    return contract


@transaction.atomic
def change_contract(*, contract: Contract, details: Details, by: User) -> Contract:
    """Change a contract that is being set up.

    Raises PermissionDenied, InvalidTransition, ReferenceTaken, or NotReady for what does not fit.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    changed = [name for name, value in details.columns().items() if getattr(contract, name) != value]
    if "framework_version" in changed and _has_promises(contract):
        raise NotReady([_("The framework cannot change any more: the contract has commitments measured by it")])
    before = {name: getattr(contract, name) for name in _FIGURES}
    for name in changed:
        setattr(contract, name, getattr(details, name))
    _check(contract, details, by)
    _save_once(lambda: _write(contract, {name: getattr(contract, name) for name in changed}))
    _record_change(contract, details.categories, changed, before, by)
    return contract


@transaction.atomic
def describe_contract(*, contract: Contract, words: Words, by: User) -> None:
    """Change what does no harm to a contract that is reported on: its words, services, department and area.

    Its figures move with it. Its dates move by `extend_contract`; what returns and promises rest on stays. Raises
    PermissionDenied, InvalidTransition, or NotReady for what another council has.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.status != Contract.Status.ACTIVE:
        raise InvalidTransition(f"a contract that is {contract.status} is not described anew")
    changed = {name: value for name, value in words.columns().items() if getattr(contract, name) != value}
    _check_places(contract, words)
    with moving(contract):
        _write(contract, changed, status=Contract.Status.ACTIVE)
        _record_change(contract, words.categories, list(changed), {}, by)


@transaction.atomic
def set_reporting(*, contract: Contract, reporting: Reporting, by: User) -> Contract:
    """Say how often a contract that is being set up reports. Raises PermissionDenied or InvalidTransition."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    changed = {name: value for name, value in asdict(reporting).items() if getattr(contract, name) != value}
    _write(contract, changed)
    if changed:
        tell(SupplierEvent.CONTRACT_CHANGED, by=by, on=contract, data={"fields": sorted(changed), "figures": {}})
    return contract


@transaction.atomic
def choose_supplier(*, contract: Contract, organisation: Organisation, by: User) -> Contract:
    """Give a contract that is being set up its supplier, or another one.

    Raises PermissionDenied; InvalidTransition; NotReady when the officer belongs to the organisation, when it takes
    part already, or when something has been promised with the supplier it has.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if problem := _why_not_supplier(contract, organisation, by):
        raise NotReady([problem])
    if contract.supplier_id == organisation.pk:
        return contract
    _write(contract, {"supplier": organisation, "supplier_owner": None}, supplier=contract.supplier_id)
    tell(SupplierEvent.SUPPLIER_CHOSEN, by=by, on=contract, data={"organisation": organisation.pk})
    return contract


def _why_not_supplier(contract: Contract, organisation: Organisation, by: User) -> str:
    """Why this organisation cannot be chosen; empty when it can."""
    if is_member_of(by, organisation.pk):
        return _("You belong to this organisation. Ask a colleague to choose it")
    if organisation.is_provisional or organisation.merged_into_id is not None:
        return _("This organisation has not been confirmed yet")
    if contract.parties.filter(organisation=organisation).exists():
        return _("This organisation takes part in the contract already. Take it out first")
    if contract.supplier_id not in (None, organisation.pk) and _has_promised(contract):
        return _("The supplier cannot change any more: commitments have been agreed with it. Withdraw them first")
    return ""


def _has_promises(contract: Contract) -> bool:
    """Whether anything is promised under the contract, or may be soon."""
    alive = [Commitment.Status.PROPOSED, Commitment.Status.AGREED]
    return contract.commitments.filter(status__in=alive).exists()


def _has_promised(contract: Contract) -> bool:
    """Whether the supplier has agreed to anything, or proposed something that waits."""
    if contract.commitments.filter(status=Commitment.Status.AGREED).exists():
        return True
    waiting = Proposal.objects.filter(commitment__contract=contract, status=Proposal.Status.WITH_COUNCIL)
    return waiting.exists()


def _check(contract: Contract, details: Details, by: User) -> None:
    """Raises NotReady for what does not fit together or is not the council's, and ReferenceTaken."""
    _check_places(contract, details)
    version = details.framework_version
    if version is not None and not versions_to_choose(by, contract.council_id).filter(pk=version.pk).exists():
        raise NotReady([_("Choose one of the council’s frameworks")])
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        raise NotReady([_("The contract cannot end before it starts")])
    same = Contract.objects.filter(council=contract.council_id, reference=details.reference).exclude(pk=contract.pk)
    if same.exists():
        raise _taken()


def _check_places(contract: Contract, words: Words) -> None:
    """Raises NotReady for services, a department or an area of somebody else."""
    own = ServiceCategory.objects.filter(council=contract.council_id, pk__in=words.categories)
    if own.count() != len(set(words.categories)):
        raise NotReady([_("Choose service categories of the council")])
    if words.department is not None and words.department.council_id != contract.council_id:
        raise NotReady([_("Choose a department of the council")])
    if words.area is not None and words.area.council_id != contract.council_id:
        raise NotReady([_("Choose an area of the council")])


def _taken() -> ReferenceTaken:
    return ReferenceTaken([_("Another contract of the council has this reference. Enter a different one")])


def _save_once(save) -> None:
    """Save what holds the reference; who was second to use it is told so."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        if "reference" not in str(error):
            raise
        raise _taken() from error


def _write(contract: Contract, values: dict[str, Any], *, status: str = PREPARING, **still: Any) -> None:
    """Write fields of a contract as long as its status, and what else is named, are still what was read.

    Raises InvalidTransition when somebody else was quicker.
    """
    rows = Contract.objects.filter(pk=contract.pk, status=status, **still)
    if contract.status != status or (values and rows.update(**values) != 1):
        raise InvalidTransition(f"contract {contract.pk} is not {status} any more")
    for name, value in values.items():
        setattr(contract, name, value)


def _record_change(contract: Contract, categories: Collection[int], changed: list[str], before: dict, by: User) -> None:
    """Set the categories, and put what changed into the history, if anything did."""
    if set(contract.categories.values_list("pk", flat=True)) != set(categories):
        contract.categories.set(categories)
        changed = [*changed, "categories"]
    if not changed:
        return
    figures = {name: [_plain(before[name]), _plain(getattr(contract, name))] for name in changed if name in before}
    tell(SupplierEvent.CONTRACT_CHANGED, by=by, on=contract, data={"fields": sorted(changed), "figures": figures})


def _plain(value: Any) -> str | None:
    """A date or an amount as JSON can hold it."""
    return None if value is None else str(value)
