"""Importing published notices: each contracting process whole or not at all (domain rules, section 9.1).

Releases are merged with those stored before, so that a notice that tells only differences takes nothing away, and the
same notice twice changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Council, User
from audit.record import record
from suppliers.actions.notice_contracts import Brought, Notice, bring_in_contract
from suppliers.events import SupplierEvent
from suppliers.models import Contract, NoticeRef
from suppliers.ocds.facts import ContractFacts, PartyFacts, Where, buyer_of, facts, notice_kind, plain_name
from suppliers.ocds.merge import in_order, merged
from suppliers.ocds.problems import OcdsProblem, Refused
from suppliers.ocds.read import Release
from suppliers.permissions import can_import_notices


@dataclass
class Outcome:
    """What became of one process: contracts created, contracts changed, how many notices were new, and remarks.

    By the key of each contract: `said` what the notices say of it, `changes` which fields were changed, in words.
    """

    ocid: str
    created: list[Contract] = field(default_factory=list)
    updated: list[Contract] = field(default_factory=list)
    recorded: int = 0
    notes: list[str] = field(default_factory=list)
    said: dict[int, ContractFacts] = field(default_factory=dict)
    changes: dict[int, str] = field(default_factory=dict)


@dataclass
class ImportReport:
    """What became of a batch. Processes with a problem have no outcome: nothing of them was written."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[OcdsProblem] = field(default_factory=list)


def import_releases(
    *,
    releases: Iterable[Release],
    by: User | None,
    council: Council | None = None,
    problems: Iterable[OcdsProblem] = (),
    is_fetched: bool = False,
) -> ImportReport:
    """Import releases as `suppliers.ocds.read.read` gives them, one transaction a process.

    A process goes to the council that has one of its buyer's official numbers; otherwise to the council that holds its
    earlier notices, or else to `council`. `problems` are those found while reading; processes they name are held back.
    `by` is None at the command line, and also where the portal fetched the releases itself (`is_fetched`). Then, as for
    an officer, only notices in which `council` buys are brought in, and organisations that are here learn no number.
    Raises PermissionDenied when `by` may not import for `council`.
    """
    if council is not None and not can_import_notices(by, council):
        raise PermissionDenied
    report = ImportReport(problems=list(problems))
    held_back = {problem.ocid for problem in report.problems}
    batch: dict[str, list[Release]] = {}
    for release in releases:
        if release.ocid not in held_back:
            batch.setdefault(release.ocid, []).append(release)
    for ocid, group in batch.items():
        try:
            with transaction.atomic():
                report.outcomes.append(_import_process(ocid, group, by=by, council=council, is_fetched=is_fetched))
        except Refused as refused:
            report.problems.append(refused.problem)
        except IntegrityError:
            message = _("Somebody else is importing the same notices. Import them again.")
            report.problems.append(OcdsProblem(group[0].file, ocid, "", message))
    return report


def _import_process(
    ocid: str, group: list[Release], *, by: User | None, council: Council | None, is_fetched: bool
) -> Outcome:
    """Everything about one process, inside its transaction. Raises Refused."""
    outcome = Outcome(ocid)
    group = _each_once(in_order(group))
    where = Where(group[-1].file, ocid)
    by_operator = by is None and not is_fetched
    home = _council_of(group, where, by=by, council=council, by_operator=by_operator, notes=outcome.notes)
    stored = _stored(home, ocid)
    fresh = [release for release in group if release.id not in stored]
    outcome.notes += _republished(group, stored)
    if not fresh:
        return outcome
    where = Where(fresh[-1].file, ocid)
    notice = Notice(home, ocid, fresh[-1].id, by, by_operator, where)
    before = facts(merged(stored.values()), where) if stored else None
    now = facts(merged([*stored.values(), *fresh]), where)
    outcome.recorded = len(fresh)
    outcome.notes += now.cautions
    _record_notices(fresh, notice)
    said_before = {contract.ocds_id: contract for contract in before.contracts} if before else {}
    for contract in now.contracts:
        brought = bring_in_contract(contract, before=said_before.get(contract.ocds_id), process=now, notice=notice)
        _note(outcome, brought, contract)
    if not now.contracts:
        outcome.notes.append(_("It names no contract, so none was imported."))
    if now.removes_a_supplier and not (before and before.removes_a_supplier):
        outcome.notes.append(_("It takes a supplier out. An officer must decide what that means."))
    return outcome


def _note(outcome: Outcome, brought: Brought, said: ContractFacts) -> None:
    """Add what became of one contract to the outcome of its process."""
    if brought.contract and brought.is_new:
        outcome.created.append(brought.contract)
    elif brought.contract and brought.changed:
        outcome.updated.append(brought.contract)
    if brought.contract:
        outcome.said[brought.contract.pk] = said
        outcome.changes[brought.contract.pk] = brought.changed
    outcome.notes += brought.notes


def _each_once(group: list[Release]) -> list[Release]:
    """The releases of one process without repetitions. Raises Refused when one id stands for two texts."""
    once: dict[str, Release] = {}
    for release in group:
        first = once.setdefault(release.id, release)
        if first.data != release.data:
            message = _("Two files say different things under the same notice number. Download the notice again.")
            raise Refused(OcdsProblem(release.file, release.ocid, f"id {release.id}", message))
    return list(once.values())


def _stored(council: Council, ocid: str) -> dict[str, Release]:
    """The releases of a process this council has already, by id."""
    rows = NoticeRef.objects.filter(council=council, ocid=ocid)
    return {row.release_id: Release("", ocid, row.release_id, row.published, row.release) for row in rows}


def _republished(group: list[Release], stored: dict[str, Release]) -> list[str]:
    """A remark for each notice that says something else than when it was first imported."""
    note = _("Notice %(release)s was imported before with other content; it stays as it was.")
    changed = [release for release in group if release.id in stored and stored[release.id].data != release.data]
    return [note % {"release": release.id} for release in changed]


def _record_notices(fresh: list[Release], notice: Notice) -> None:
    """Store the releases as published."""
    for release in fresh:
        row = NoticeRef.objects.create(
            council=notice.council,
            ocid=release.ocid,
            release_id=release.id,
            kind=notice_kind(release.data),
            published=release.published,
            release=release.data,
        )
        record(SupplierEvent.NOTICE_RECORDED, by=notice.by, on=row, data={"release": release.id})


def _council_of(
    group: list[Release],
    where: Where,
    *,
    by: User | None,
    council: Council | None,
    by_operator: bool,
    notes: list[str],
) -> Council:
    """The council a process belongs to, among those `by` may import for. Raises Refused when it cannot be told."""
    buyer = buyer_of(merged(group), where)
    known = _with_numbers(buyer, where)
    if not by_operator and council is not None:
        return _own_council(council, buyer, known, where, by=by, notes=notes)
    if known and can_import_notices(by, known):
        return known
    earlier = Council.objects.filter(notices__ocid=where.ocid).distinct()
    homes = [home for home in earlier if can_import_notices(by, home)]
    if len(homes) == 1 and not known:
        if council not in (None, homes[0]):
            notes.append(_("Its earlier notices belong to %(council)s, and so does this.") % {"council": homes[0]})
        return homes[0]
    if council is None or known:
        raise where.refuse("buyer.id", _who_buys(buyer))
    if buyer is not None and buyer.identifiers:
        notes.append(
            _("Its buyer has the number %(number)s, which %(council)s does not have here: check that it is yours.")
            % {"number": ", ".join(str(number) for number in buyer.identifiers), "council": council}
        )
    return council


def _own_council(
    council: Council,
    buyer: PartyFacts | None,
    known: Council | None,
    where: Where,
    *,
    by: User | None,
    notes: list[str],
) -> Council:
    """The council an officer imports for, where the notice is that council's. Raises Refused.

    A later notice that gives its buyer no number follows the earlier ones of its process. Where only the name is the
    council's, a person decides: nothing comes in by itself because of a name.
    """
    numbers = buyer.identifiers if buyer else ()
    follows = not numbers and NoticeRef.objects.filter(council=council, ocid=where.ocid).exists()
    if known == council or follows:
        return council
    if numbers:
        message = _(
            "The buyer has the number %(number)s, which is no number of %(council)s. Only your own council’s notices "
            "can be added. If the number is yours, ask support to add it to your council."
        ) % {"number": ", ".join(str(number) for number in numbers), "council": council}
    elif buyer and plain_name(buyer.name) == plain_name(council.name):
        if by is not None:
            notes.append(_("It names your council, but gives no official number for it. Check that it is yours."))
            return council
        message = _(
            "The notice names your council, but gives no official number for it. If it is yours, choose “Try again” "
            "to add it. If it is not, leave it out."
        )
    else:
        message = _(
            "The notice gives no official number for its buyer, so nobody can tell that the contract is yours. "
            "Add the contract by hand."
        )
    raise where.refuse("buyer.id", message)


def _with_numbers(buyer: PartyFacts | None, where: Where) -> Council | None:
    """The council that has one of the buyer's numbers. Raises Refused when they belong to several."""
    if buyer is None or not buyer.identifiers:
        return None
    wanted = Q()
    for number in buyer.identifiers:
        wanted |= Q(identifiers__scheme=number.scheme, identifiers__value=number.value)
    councils = list(Council.objects.filter(wanted).distinct())
    if len(councils) > 1:
        raise where.refuse(
            "buyer.id", _("The buyer's numbers belong to different councils. Check the councils' numbers.")
        )
    return councils[0] if councils else None


def _who_buys(buyer: PartyFacts | None) -> str:
    """What to do when no council here can be told from the buyer."""
    if buyer is None or not buyer.identifiers:
        return _("The notice gives no official number for its buyer. Say which council buys (--council).")
    return _(
        "No council of yours has the buyer's number (%(number)s). "
        "Add the number to the council, or say which council buys (--council)."
    ) % {"number": ", ".join(str(number) for number in buyer.identifiers)}
