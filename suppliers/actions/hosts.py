"""Hosts of the opportunity log: added, changed, retired."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, names_nobody
from suppliers.checks.problem import Wrong
from suppliers.events import SupplierEvent
from suppliers.models import Contract, Host
from suppliers.permissions import can_keep_log
from suppliers.workflow import InvalidTransition

ACTIVE = Contract.Status.ACTIVE


@dataclass(frozen=True, kw_only=True)
class HostDetails:
    """What is said of a host; `area` is the id of one of the council's areas."""

    name: str
    kind: str
    area_id: int | None = None
    outward_postcode: str = ""
    contact_name: str = ""
    contact_email: str = ""
    dbs_level: str
    dbs_checked_on: date | None = None
    dbs_renew_on: date | None = None
    insurance: str
    insurance_ends_on: date


@transaction.atomic
def add_host(*, contract: Contract, details: HostDetails, by: User) -> Host:
    """Add a host to the log of a contract.

    Raises PermissionDenied, InvalidTransition where the contract is not active, or NotReady.
    """
    _check(contract, details, by)
    host = Host(contract=contract, added_at=timezone.now(), added_by=by, **asdict(details))
    _save(host)
    tell(SupplierEvent.HOST_ADDED, by=by, on=host)
    return host


@transaction.atomic
def change_host(*, host: Host, details: HostDetails, by: User) -> Host:
    """Change what is said of a host, such as until when its checks hold. Raises as `add_host`."""
    _check(host.contract, details, by)
    said = asdict(details)
    changed = [name for name, value in said.items() if getattr(host, name) != value]
    if host.retired_at is not None:
        raise InvalidTransition("the host was retired")
    if not changed:
        return host
    for name in changed:
        setattr(host, name, said[name])
    _save(host, update_fields=changed)
    days = ("dbs_checked_on", "dbs_renew_on", "insurance_ends_on")
    data = {name: said[name].isoformat() if said[name] else "" for name in days if name in changed}
    tell(SupplierEvent.HOST_CHANGED, by=by, on=host, data=data)
    return host


@transaction.atomic
def retire_host(*, host: Host, by: User) -> None:
    """Offer nothing at a host any more. Who to ask for there is forgotten; what was recorded stays.

    Raises PermissionDenied, or InvalidTransition where it was retired already or the contract is not active.
    """
    if not can_keep_log(by, host.contract):
        raise PermissionDenied
    retired = {"retired_at": timezone.now(), "retired_by": by, "contact_name": "", "contact_email": ""}
    open_ones = Host.objects.filter(pk=host.pk, retired_at__isnull=True, contract__status=ACTIVE)
    if open_ones.update(**retired) != 1:
        raise InvalidTransition("the host was retired already")
    for name, value in retired.items():
        setattr(host, name, value)
    tell(SupplierEvent.HOST_RETIRED, by=by, on=host)


def _check(contract: Contract, details: HostDetails, by: User) -> None:
    """Who may, whether the contract runs, and what must be mended first."""
    if not can_keep_log(by, contract):
        raise PermissionDenied
    if contract.status != ACTIVE:
        raise InvalidTransition("the contract is not active")
    texts = {"name": details.name, "contact_name": details.contact_name}
    problems = [*names_nobody.problems(texts), *_wrong_days(details)]
    if details.area_id is not None and not contract.council.areas.filter(pk=details.area_id).exists():
        problems.append(Wrong("area", _("Choose an area of the council")))
    if details.area_id is None and not details.outward_postcode:
        problems.append(Wrong("outward_postcode", _("Say where it is: an area, or the first half of the postcode")))
    if problems:
        raise NotReady(problems)


def _wrong_days(details: HostDetails) -> list[Wrong]:
    """What is wrong with the days of the DBS check."""
    if details.dbs_level == Host.Check.NONE:
        if details.dbs_checked_on or details.dbs_renew_on:
            return [Wrong("dbs_level", _("Choose which DBS check it was"))]
        return []
    if details.dbs_checked_on is None:
        return [Wrong("dbs_checked_on", _("Enter the day of the DBS check"))]
    if details.dbs_checked_on > timezone.localdate():
        return [Wrong("dbs_checked_on", _("The day of the DBS check cannot be in the future"))]
    if details.dbs_renew_on is None:
        return [Wrong("dbs_renew_on", _("Enter the day until which the DBS check holds"))]
    if details.dbs_renew_on <= details.dbs_checked_on:
        return [Wrong("dbs_renew_on", _("The DBS check must hold until a day after it was made"))]
    return []


def _save(host: Host, **options) -> None:
    """Save it; a second host of the same name is refused by the database, whoever was first."""
    try:
        with transaction.atomic():
            host.save(**options)
    except IntegrityError:
        raise NotReady([Wrong("name", _("A host with this name is in the log already"))]) from None
