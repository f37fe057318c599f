"""What the worker does with a register: open it, look its rows through, take them in. Each step is one transaction.

Whoever works on a register holds its lease. A batch stores what it found or did together with how far it came, and
extends the lease in the same statement that proves that it is still held; so whoever is killed leaves whole batches
behind, and the next one goes on after them (decision record 0040).
"""

import logging
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from accounts.models import User
from audit.adding import add_rows
from suppliers.actions.register_kinds import KINDS
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import RegisterFile, RegisterRow, RememberedColumns
from suppliers.permissions import can_take_in_register
from suppliers.registers import store
from suppliers.registers.columns import digest_of, match
from suppliers.registers.headings import Beginning
from suppliers.registers.refusals import refusal_of
from suppliers.registers.rows import LONGEST_KEY, Plan, Problem, Said, from_json, pack, to_json
from suppliers.registers.saying import Sentence, say
from suppliers.workflow import REGISTER, REGISTER_WAITS, InvalidTransition, move

logger = logging.getLogger(__name__)

Verdict = RegisterRow.Verdict
LEASE = timedelta(minutes=2)
BATCH = 500
FREE = {"lease": None, "leased_until": None, "attempts": 0}
CHANGED_HERE = _("Things have changed here since this row was looked through. Bring it again")
UNREADABLE = _("This row cannot be read. Look for something unusual in it, or leave it out and enter it by hand")
RIGHT = (Verdict.NEW.value, Verdict.CHANGED.value)
FOUND = ("number", "verdict", "key", "title", "values", "changes", "problems", "remarks", "cells")


class Kept(NamedTuple):
    """What was kept of a row that is right, until it is taken in."""

    pk: int
    number: int
    verdict: str
    values: dict[str, Any]
    changes: list[list[Any]]


@transaction.atomic
def claim_register(*, register: RegisterFile) -> None:
    """Take a register in hand for two minutes. Raises InvalidTransition when somebody else has it, or it moved on."""
    now, lease = timezone.now(), uuid.uuid4()
    free = RegisterFile.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=now), pk=register.pk, status__in=REGISTER_WAITS
    )
    if free.update(lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1) != 1:
        raise InvalidTransition("somebody else works on it, or there is nothing to do")
    register.refresh_from_db()


@transaction.atomic
def put_back_register(*, register: RegisterFile) -> None:
    """Let the next worker go on with it."""
    RegisterFile.objects.filter(pk=register.pk, lease=register.lease).update(lease=None, leased_until=None)


@transaction.atomic
def let_register_wait(*, register: RegisterFile, wait: timedelta, counts: bool) -> None:
    """Have nobody work on it for a while, because nobody could now; `counts` says whether that was an attempt."""
    attempts = register.attempts if counts else max(register.attempts - 1, 0)
    held = RegisterFile.objects.filter(pk=register.pk, lease=register.lease)
    held.update(lease=uuid.uuid4(), leased_until=timezone.now() + wait, attempts=attempts)


# --- Opening ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def open_register(*, register: RegisterFile, beginning: Beginning) -> None:
    """Keep where the headings stand, and which columns they mean: as the last time they came, or by their names."""
    _hold(register)
    known = RememberedColumns.objects.filter(
        council=register.council,
        organisation=register.organisation,
        kind=register.kind,
        headings=digest_of(beginning.headings),
    ).first()
    move(
        register,
        REGISTER["open"],
        sheet=beginning.sheet,
        sheets=beginning.sheets,
        heading_row=beginning.row,
        headings=beginning.headings,
        samples=beginning.samples,
        last_row=beginning.last_row,
        columns=known.columns if known else match(beginning.headings, register.kind),
        counts_from_1904=bool(known and known.counts_from_1904),
        **FREE,
    )


@transaction.atomic
def refuse_register(*, register: RegisterFile, fault: str) -> None:
    """Say why a file cannot be read, and delete it."""
    _hold(register)
    move(register, REGISTER["refuse"], fault=fault, **FREE)
    tell(SupplierEvent.REGISTER_REFUSED, by=None, on=register, data={"fault": fault})
    _drop_content(register)


# --- Looking through --------------------------------------------------------------------------------------------------
@transaction.atomic
def look_through(*, register: RegisterFile, rows: Sequence[Said], done_to: int) -> None:
    """Keep what some rows would do, and that they were looked at. Raises InvalidTransition without the lease."""
    _plan_anew()
    plans = _planned(register, rows)
    _mark_repeats(register, plans)
    add_rows(RegisterRow, each=FOUND, rows=map(_found, plans), register_id=register.pk)
    counted = {verdict: sum(plan.verdict == verdict for plan in plans) for verdict in Verdict.values}
    _hold(register, done_to=done_to, **{name: F(name) + count for name, count in counted.items() if count})


def _planned(register: RegisterFile, rows: Sequence[Said]) -> list[Plan]:
    """What the rows would do. A row that nobody foresaw is not right itself, and holds up no other.

    Raises PermissionDenied, and whatever the database as such cannot do now.
    """
    noted = [(len(said.problems), len(said.remarks)) for said in rows]
    try:
        with transaction.atomic():
            return KINDS[register.kind].plan(register=register, rows=rows, by=register.sent_by)
    except (PermissionDenied, OperationalError, InterfaceError):
        raise
    except Exception as problem:
        for said, (problems, remarks) in zip(rows, noted, strict=True):
            del said.problems[problems:], said.remarks[remarks:]
        if len(rows) > 1:
            half = len(rows) // 2
            return _planned(register, rows[:half]) + _planned(register, rows[half:])
        (said,) = rows
        logger.exception("Row %s of register %s cannot be read (%s)", said.number, register.pk, type(problem).__name__)
        said.problems.append(Problem("", say(UNREADABLE)))
        return [Plan(said, Verdict.WRONG)]


def _mark_repeats(register: RegisterFile, plans: Sequence[Plan]) -> None:
    """A thing stands once in a register: a second row about it says the same, or one of the two is wrong."""
    keys = {plan.key for plan in plans if plan.key and plan.verdict != Verdict.WRONG}
    earlier = register.rows.filter(key__in=keys).exclude(verdict=Verdict.WRONG).order_by("-number")
    seen = {key: (number, values) for key, number, values in earlier.values_list("key", "number", "values")}
    for plan in plans:
        if not plan.key or plan.verdict == Verdict.WRONG:
            continue
        values = to_json(plan.said.values)
        number, said = seen.setdefault(plan.key, (plan.said.number, values))
        if number == plan.said.number:
            continue
        if said == values:
            plan.verdict, plan.changes = Verdict.UNCHANGED, []
            plan.said.remarks.append(say(_("Row %(number)d says the same"), number=number))
        else:
            message = _("Row %(number)d is about the same, and says something else. Keep the one that is right")
            plan.verdict = Verdict.WRONG
            plan.said.problems.append(Problem("", say(message, number=number)))


def _found(plan: Plan) -> tuple:
    """The fields `FOUND` of a row."""
    said, is_wrong = plan.said, plan.verdict == Verdict.WRONG
    return (
        said.number,
        plan.verdict,
        plan.key[:LONGEST_KEY],
        plan.title[:250],
        {} if is_wrong else to_json(said.values),
        [] if is_wrong else _changes(plan),
        [(problem.column, problem.said) for problem in said.problems],
        said.remarks,
        # Of what is right too: it may no longer be so when it is taken in, and has to be mended then.
        said.cells if plan.verdict != Verdict.UNCHANGED else [],
    )


def _changes(plan: Plan) -> list[list[Any]]:
    """The changes of a row as they are kept."""
    return [[column, pack(before), pack(after)] for column, before, after in plan.changes]


@transaction.atomic
def tell_what_was_found(*, register: RegisterFile) -> None:
    """Every row was looked through: it is the person's turn. Raises InvalidTransition without the lease."""
    _hold(register)
    move(register, REGISTER["tell"], **FREE)
    register.refresh_from_db()
    counted = {"new": register.new, "changed_rows": register.changed, "wrong": register.wrong}
    tell(SupplierEvent.REGISTER_LOOKED_THROUGH, by=None, on=register, data=counted)


# --- Taking in --------------------------------------------------------------------------------------------------------
@transaction.atomic
def take_in_batch(*, register: RegisterFile) -> int:
    """Take in the next rows that are right, 500 at most; how many were left to look at, 0 when all is done.

    Each is compared with how things are now: what would no longer do what was shown is not done, and says so. Raises
    InvalidTransition without the lease; PermissionDenied when whoever confirmed it may not any more.
    """
    _plan_anew()
    _hold(register)
    by = register.confirmed_by
    if by is None or not by.is_active or not can_take_in_register(by, register):
        raise PermissionDenied
    register.refresh_from_db(fields=["taken_to"])
    waiting = register.rows.filter(verdict__in=RIGHT, number__gt=register.taken_to).order_by("number")
    kept = [Kept(*row) for row in waiting.values_list("pk", "number", "verdict", "values", "changes")[:BATCH]]
    saids = [Said(row.number, from_json(row.values)) for row in kept]
    plans = KINDS[register.kind].plan(register=register, rows=saids, by=by)
    going: list[tuple[Kept, Plan]] = []
    differing: list[tuple[Kept, Plan]] = []
    for row, plan in zip(kept, plans, strict=True):
        (going if _is_as_shown(row, plan) else differing).append((row, plan))
    _note_what_differs(register, differing)
    done = sum(1 for _row in _do(register, going, by))
    if kept:
        _hold(register, taken=F("taken") + done, taken_to=kept[-1].number)
    return len(kept)


def _is_as_shown(row: Kept, plan: Plan) -> bool:
    """Whether the row would still do what the person read."""
    return plan.verdict == row.verdict and _changes(plan) == row.changes


def _do(register: RegisterFile, going: Sequence[tuple[Kept, Plan]], by: User) -> Iterator[Kept]:
    """Do the rows together; where that cannot be, one by one, so that none holds up another. Those that were done."""
    try:
        with transaction.atomic():
            KINDS[register.kind].take_in(register=register, plans=[plan for _row_, plan in going], by=by)
        yield from (row for row, _plan in going)
        return
    except (IntegrityError, InvalidTransition, NotReady) as problem:
        if len(going) == 1:
            refused = isinstance(problem, NotReady)
            _note_what_differs(register, going, _refusal(register, going[0][1], by) if refused else [say(CHANGED_HERE)])
            return
    for row, _plan in going:
        said = Said(row.number, from_json(row.values))
        (plan,) = KINDS[register.kind].plan(register=register, rows=[said], by=by)
        if _is_as_shown(row, plan):
            yield from _do(register, [(row, plan)], by)
        else:
            _note_what_differs(register, [(row, plan)])


def _refusal(register: RegisterFile, plan: Plan, by: User) -> list[Sentence]:
    """Why the checks refuse one row by now."""
    return refusal_of(lambda: KINDS[register.kind].take_in(register=register, plans=[plan], by=by))


def _note_what_differs(
    register: RegisterFile, pairs: Sequence[tuple[Kept, Plan]], refusal: Sequence[Sentence] = ()
) -> None:
    """Rows that were right when they were looked through and are not done now, each with why."""
    for row, plan in pairs:
        is_there = plan.verdict == Verdict.UNCHANGED and not refusal
        verdict, problems = Verdict.UNCHANGED if is_there else Verdict.WRONG, []
        if not is_there:
            said = refusal or [problem.said for problem in plan.said.problems]
            problems = [["", words] for words in said or [say(CHANGED_HERE)]]
        register.rows.filter(pk=row.pk).update(verdict=verdict, problems=problems)
        _hold(register, **{row.verdict: F(row.verdict) - 1, verdict.value: F(verdict.value) + 1})


@transaction.atomic
def finish_register(*, register: RegisterFile, fault: str = "") -> None:
    """Everything was taken in, or no more may be (`fault`): say so, and delete the file. Raises InvalidTransition."""
    _hold(register)
    move(register, REGISTER["finish"], fault=fault, **FREE)
    register.refresh_from_db()
    if register.confirmed_by is not None:
        KINDS[register.kind].when_finished(register=register, by=register.confirmed_by)
    tell(SupplierEvent.REGISTER_TAKEN_IN, by=register.confirmed_by, on=register, data={"taken": register.taken})
    _drop_content(register)


def _plan_anew() -> None:
    """Have PostgreSQL plan the statements of this batch by what the tables hold now.

    Those it remembers (decision record 0025) were planned while the tables were nearly empty: for each of 500
    references they would go through every contract of the council.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")


def _hold(register: RegisterFile, **changes: Any) -> None:
    """Extend the lease, and change fields with it. Raises InvalidTransition when it is not ours any more."""
    held = RegisterFile.objects.filter(pk=register.pk, status=register.status, lease=register.lease)
    if register.lease is None or held.update(leased_until=timezone.now() + LEASE, attempts=0, **changes) != 1:
        raise InvalidTransition("somebody else works on the register")


def _drop_content(register: RegisterFile) -> None:
    name = register.stored_name
    transaction.on_commit(lambda: store.remove(name))
