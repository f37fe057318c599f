"""A person brings a register, says which sheet and columns are which, reads what it would do, and has it taken in.

The file is opened by a worker alone, in the cage. Between these steps the worker does its own (`register_steps`).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Organisation, RegisterFile, RememberedColumns
from suppliers.permissions import can_bring_register, can_take_in_register
from suppliers.registers import store
from suppliers.registers.columns import COLUMNS, digest_of
from suppliers.workflow import REGISTER, InvalidTransition, Outdated, move

Status = RegisterFile.Status
KEPT_FOR = timedelta(days=28)
LONGEST_NAME = 100
# So many files of one council, or of one team, may lie here at once.
MOST_KEPT = 20
NOTHING_FOUND_YET = dict.fromkeys(
    ("done_to", "new", "changed", "unchanged", "wrong", "taken", "taken_to", "attempts"), 0
)


@transaction.atomic
def bring_register(
    *,
    kind: str,
    file: str,
    content: BinaryIO,
    by: User,
    council: Council | None = None,
    organisation: Organisation | None = None,
) -> RegisterFile:
    """Keep a file for the worker to open. Raises PermissionDenied; NotReady when too many lie here already."""
    if not can_bring_register(by, council=council, organisation=organisation, kind=kind):
        raise PermissionDenied
    lying = RegisterFile.objects.filter(council=council, organisation=organisation)
    if lying.exclude(status__in=[Status.TAKEN, Status.REFUSED]).count() >= MOST_KEPT:
        message = _("%(most)d files wait here already. Take them in, or leave them, first")
        raise NotReady([message % {"most": MOST_KEPT}])
    register = RegisterFile.objects.create(
        council=council,
        organisation=organisation,
        kind=kind,
        file_name="".join(letter for letter in file if letter.isprintable())[:LONGEST_NAME] or "-",
        language=get_language() or "",
        sent_at=timezone.now(),
        sent_by=by,
    )
    store.put(register.stored_name, content)
    tell(SupplierEvent.REGISTER_BROUGHT, by=by, on=register, data={"kind": kind})
    return register


@transaction.atomic
def choose_sheet(*, register: RegisterFile, sheet: int, by: User) -> None:
    """Have the worker open another sheet of the file; nothing happens for the one that is read already.

    What was found before is forgotten. Raises PermissionDenied; InvalidTransition; NotReady when the file has no such
    sheet, or nothing stands on it.
    """
    _check_right(register, by)
    if sheet not in {known["number"] for known in register.sheets}:
        raise NotReady([_("Choose a sheet of the file that holds rows")])
    if sheet == register.sheet:
        return
    move(register, REGISTER["read_sheet"], sheet=sheet, **NOTHING_FOUND_YET)
    register.rows.all().delete()


@transaction.atomic
def match_columns(
    *,
    register: RegisterFile,
    columns: Mapping[str, int],
    counts_from_1904: bool,
    by: User,
    sheet: int | None = None,
) -> None:
    """Say which column is which, remember it for files with these headings, and have the rows looked through.

    `sheet` is the one whose columns the person read; without it, that of `register`. What was found before is
    forgotten. Raises PermissionDenied; InvalidTransition; Outdated when another sheet is read by now; NotReady when a
    column is missing without which no row can be taken in.
    """
    _check_right(register, by)
    _hold_as_read(register, sheet=register.sheet if sheet is None else sheet)
    missing = [column.label for column in COLUMNS[register.kind] if column.is_needed and column.code not in columns]
    if missing:
        raise NotReady([_("Choose the column for: %(name)s") % {"name": str(label).lower()} for label in missing])
    found = {"columns": dict(columns), "counts_from_1904": counts_from_1904}
    move(register, REGISTER["look_through"], **found, **NOTHING_FOUND_YET, look=F("look") + 1)
    register.refresh_from_db(fields=["look"])
    register.rows.all().delete()
    RememberedColumns.objects.update_or_create(
        council=register.council,
        organisation=register.organisation,
        kind=register.kind,
        headings=digest_of(register.headings),
        defaults=found,
    )


@transaction.atomic
def take_in_register(*, register: RegisterFile, only_if_all: bool, by: User, read: int | None = None) -> None:
    """Have the worker take in the rows that are right, as the person read them.

    `read` is the number of the look through that they read; without it, that of `register`. Raises PermissionDenied;
    InvalidTransition; Outdated when the rows were looked through again since; NotReady when there is nothing to take
    in, when a row is not right and `only_if_all`, or while another file of the same council is being taken in.
    """
    _check_right(register, by)
    if register.status != Status.CHECKED:
        raise InvalidTransition("it is not looked through, or taken in already")
    _hold_as_read(register, look=register.look if read is None else read)
    if not register.right:
        raise NotReady([_("Nothing in this file can be taken in")])
    if only_if_all and register.wrong:
        raise NotReady([_("Not every row is right. Mend those that are not, or take in the others")])
    try:
        with transaction.atomic():
            move(register, REGISTER["take_in"], confirmed_at=timezone.now(), confirmed_by=by)
    except IntegrityError as error:
        register.refresh_from_db(fields=["status", "confirmed_at", "confirmed_by"])
        message = _("Another file is being taken in here at the moment. Try again when that is done")
        raise NotReady([message]) from error
    tell(SupplierEvent.REGISTER_CONFIRMED, by=by, on=register, data={"right": register.right})


@transaction.atomic
def leave_register(*, register: RegisterFile, by: User) -> None:
    """Forget a file and what was found in it. Raises PermissionDenied; InvalidTransition while it is being taken in."""
    _check_right(register, by)
    if register.status in (Status.TAKING, Status.TAKEN):
        raise InvalidTransition("a register that is being taken in stays until that is done")
    tell(SupplierEvent.REGISTER_LEFT, by=by, on=register)
    _forget(register)


@transaction.atomic
def drop_old_registers() -> int:
    """Forget the files that are 28 days old, and contents whose row never came; how many files these were."""
    old = RegisterFile.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).exclude(status=Status.TAKING)
    for register in (found := list(old)):
        _forget(register)
    known = {str(pk) for pk in RegisterFile.objects.values_list("pk", flat=True)}
    for name in store.strays(known):
        store.remove(name)
    return len(found)


def _check_right(register: RegisterFile, by: User) -> None:
    if not can_take_in_register(by, register):
        raise PermissionDenied


def _hold_as_read(register: RegisterFile, **read: int) -> None:
    """Keep a register as the person read it: the UPDATE lets nobody change it before all is done. Raises Outdated."""
    if RegisterFile.objects.filter(pk=register.pk, **read).update(look=F("look")) != 1:
        raise Outdated("the register is not what was read")


def _forget(register: RegisterFile) -> None:
    """Delete a register's rows, and its content once that is certain. Raises InvalidTransition where it moved on."""
    name = register.stored_name
    register.rows.all().delete()
    if not RegisterFile.objects.filter(pk=register.pk, status=register.status).delete()[0]:
        raise InvalidTransition("the register moved on meanwhile")
    transaction.on_commit(lambda: store.remove(name))
