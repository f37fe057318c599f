"""Letting files go when their time is over, keeping them longer, and holds (domain rules, section 7.5; invariant 15).

Every disposal and every placing of a hold begins with `hold_council`, so that for one council they come one after the
other: whoever disposes of a file sees every hold that was placed before, and a hold never comes a moment too late
without the file being gone already when it is placed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from audit.record import record
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.evidence.leftovers import let_go
from returns.keeping import (
    CHILD_TOLD_AFTER,
    CHILD_WITHIN,
    Rule,
    about_children,
    days_known,
    due_on,
    not_proposed,
    obstacles,
    open_incident,
    perhaps_due,
    rule_for,
    rules_of,
    with_holds,
)
from returns.models import (
    DisposalCertificate,
    DisposalProposal,
    Evidence,
    EvidenceUse,
    Incident,
    LegalHold,
    RetentionRule,
)
from returns.permissions import can_decide_disposal, can_lift_hold, can_place_hold, can_set_retention
from returns.workflow import DISPOSAL, EVIDENCE, SHOWN
from suppliers.checks import NotReady
from suppliers.models import Contract
from suppliers.workflow import InvalidTransition, move

BATCH = 200


@dataclass
class Outcome:
    """What became of a number of proposals: those whose files are gone, and those that stay, each with why."""

    gone: list[DisposalProposal] = field(default_factory=list)
    stayed: list[tuple[DisposalProposal, str]] = field(default_factory=list)


def hold_council(council_id: int) -> None:
    """Until this transaction ends nobody else disposes of a file of this council or places a hold in it.

    An UPDATE that changes nothing: two of them wait for one another, on both databases.
    """
    Council.objects.filter(pk=council_id).update(name=F("name"))


# --- Proposing --------------------------------------------------------------------------------------------------------
def propose_disposals(*, today: date) -> int:
    """Propose every file whose time is over for disposal; returns how many are new.

    Left out are files under a hold, those kept longer, and those with a proposal that waits. A file that names or shows
    a child is proposed 21 days after that was known, so that it can be gone after 30 although its problem is open.
    Doing it twice, or twice at once, proposes nothing twice.
    """
    councils = list(Council.objects.order_by("pk").values_list("pk", flat=True))
    rules = rules_of(councils)
    return sum(_propose_due(pk, rules[pk], today) + _propose_hidden(pk, today) for pk in councils)


def _propose_due(council_id: int, rules: dict[str, Rule], today: date) -> int:
    """The due files of one council, a batch and a transaction at a time."""
    of_council = Evidence.objects.filter(contract__council_id=council_id)
    files = with_holds(not_proposed(perhaps_due(of_council, rules, today=today), today=today)).filter(is_on_hold=False)
    count, last = 0, None
    while True:
        with transaction.atomic():
            hold_council(council_id)
            batch = list((files.filter(pk__gt=last) if last else files).order_by("pk")[:BATCH])
            for evidence in batch:
                day = due_on(evidence, rules, today=today)
                if day and day <= today:
                    day = max(filter(None, [day, evidence.kept_last]))
                    _propose(evidence, rule=str(rule_for(evidence, rules)), day=day)
                    count += 1
        if len(batch) < BATCH:
            return count
        last = batch[-1].pk


def _propose_hidden(council_id: int, today: date) -> int:
    """The council's hidden files with a child's data whose 30 days draw near: what is in them must not wait longer."""
    hidden = Evidence.objects.filter(contract__council_id=council_id, status=Evidence.Status.HIDDEN)
    waiting = with_holds(not_proposed(hidden, today=today)).filter(is_on_hold=False)
    rule = _("30 days at most after it was reported that it names or shows a child")
    with transaction.atomic():
        hold_council(council_id)
        incidents = about_children(today=today).filter(evidence__in=waiting.values("pk"))
        overdue = list(incidents.select_related("evidence__contract").order_by("pk")[:BATCH])
        for incident in overdue:
            _propose(incident.evidence, rule=rule, day=timezone.localdate(incident.aware_since + CHILD_WITHIN))
    return len(overdue)


def _propose(evidence: Evidence, *, rule: str, day: date) -> None:
    DisposalProposal.objects.create(council_id=evidence.contract.council_id, evidence=evidence, rule=rule, due_on=day)
    record(ReturnEvent.EVIDENCE_PROPOSED, by=None, on=evidence, data={"due_on": day.isoformat(), "rule": rule})


def remind_of_children(*, today: date) -> int:
    """Tell the leads after 21 and after 28 days that a file which names or shows a child must go; returns how often.

    Once each, also when two nights come at once, and on hold or not: the reasons for a hold may be over.
    """
    incidents = about_children(today=today).filter(told_after_days__lt=CHILD_TOLD_AFTER[-1])
    return sum(_remind(incident, today) for incident in incidents.select_related("council", "evidence"))


@transaction.atomic
def _remind(incident: Incident, today: date) -> bool:
    """One word, if one is due and was not said."""
    after = max(days for days in CHILD_TOLD_AFTER if days <= days_known(incident, today=today))
    waiting = Incident.objects.filter(pk=incident.pk, closed_at__isnull=True, told_after_days__lt=after)
    if waiting.update(told_after_days=after) != 1:
        return False
    due = timezone.localdate(incident.aware_since + CHILD_WITHIN)
    tell(ReturnEvent.CHILD_FILE_REMINDED, by=None, on=incident, data={"due_on": due.isoformat()})
    return True


# --- Deciding ---------------------------------------------------------------------------------------------------------
def approve_disposals(*, proposals: Sequence[DisposalProposal], by: User, today: date) -> Outcome:
    """Let go of the files of some proposals, each in a transaction of its own: one that stays stops no other.

    A file stays, and the outcome says why, when it is on hold, hidden (unless it names or shows a child), used by a
    return that is not decided, not due any more, or decided on by somebody else. The content is deleted once the
    transaction commits; figures, hash and size stay. Raises PermissionDenied, before anything is done, if one of them
    is not this person's to decide.
    """
    if not all(can_decide_disposal(by, proposal) for proposal in proposals):
        raise PermissionDenied
    outcome = Outcome()
    for proposal in proposals:
        try:
            _dispose(proposal, by, today)
            outcome.gone.append(proposal)
        except NotReady as error:
            outcome.stayed.append((proposal, error.problems[0]))
        except InvalidTransition:
            outcome.stayed.append((proposal, _("Somebody decided about this file first, or its problem is not closed")))
    return outcome


@transaction.atomic
def _dispose(proposal: DisposalProposal, by: User, today: date) -> None:
    """One file. What speaks against it is looked at last, when nobody can change it any more."""
    hold_council(proposal.council_id)
    move(proposal, DISPOSAL["approve"], decided_at=timezone.now(), decided_by=by)
    evidence = Evidence.objects.select_related("contract").get(pk=proposal.evidence_id)
    was_hidden = evidence.status == Evidence.Status.HIDDEN
    move(evidence, EVIDENCE["dispose"])
    if problems := obstacles(Evidence.objects.filter(pk=evidence.pk), today=today):
        raise NotReady([*problems.values()])
    if was_hidden and not open_incident(evidence):
        raise NotReady([_("It is hidden: report the problem with it, so that it can be looked at")])
    if was_hidden:
        free_drafts(evidence)
    certify(evidence=evidence, rule=proposal.rule, by=by)
    data = {"rule": proposal.rule, "sha256": evidence.sha256, "size": evidence.size}
    record(ReturnEvent.EVIDENCE_DISPOSED, by=by, on=evidence, data=data)
    let_go(evidence)


def free_drafts(evidence: Evidence) -> None:
    """A file that is gone supports no answer that was not sent. What was sent keeps its use: there was a file."""
    EvidenceUse.objects.filter(evidence=evidence, answer__revision__submitted_at__isnull=True).delete()


def certify(*, evidence: Evidence, rule: str, by: User) -> DisposalCertificate:
    """The certificate of a file that goes in this transaction; the database refuses a second one."""
    return DisposalCertificate.objects.create(
        council_id=evidence.contract.council_id,
        evidence=evidence,
        sha256=evidence.sha256,
        stored_sha256=evidence.stored_sha256,
        size=evidence.size,
        rule=rule,
        disposed_at=timezone.now(),
        disposed_by=by,
    )


@transaction.atomic
def keep_longer(*, proposal: DisposalProposal, until: date, reason: str, by: User, today: date) -> DisposalProposal:
    """Keep a file whose time is over until a day, on which it is proposed again.

    Raises PermissionDenied; InvalidTransition when somebody decided first; NotReady for a day that is not to come, or
    a file that is hidden.
    """
    if not can_decide_disposal(by, proposal):
        raise PermissionDenied
    if until <= today:
        raise NotReady([_("The day must be in the future")])
    if proposal.evidence.status not in SHOWN:
        raise NotReady([_("A problem with this file is being looked at: decide that first")])
    move(proposal, DISPOSAL["keep"], kept_until=until, reason=reason, decided_at=timezone.now(), decided_by=by)
    data = {"kept_until": until.isoformat(), "reason": reason}
    record(ReturnEvent.EVIDENCE_KEPT, by=by, on=proposal.evidence, data=data)
    return proposal


# --- Holds and rules --------------------------------------------------------------------------------------------------
@transaction.atomic
def place_hold(
    *, council: Council, reason: str, by: User, contract: Contract | None = None, evidence: Evidence | None = None
) -> LegalHold:
    """From now on nothing of the council, of one contract or of one file is disposed of or destroyed.

    Raises PermissionDenied, also for a contract or file of another council; NotReady when the file is gone already.
    """
    of_others = [thing for thing in (contract, evidence) if thing and thing.audit_council_id != council.pk]
    if of_others or not can_place_hold(by, council.pk):
        raise PermissionDenied
    hold_council(council.pk)
    gone = [Evidence.Status.REMOVED, Evidence.Status.DISPOSED]
    if evidence and Evidence.objects.filter(pk=evidence.pk, status__in=gone).exists():
        raise NotReady([_("This file is gone already, so there is nothing to hold")])
    hold = LegalHold.objects.create(
        council=council, contract=contract, evidence=evidence, reason=reason, placed_at=timezone.now(), placed_by=by
    )
    record(ReturnEvent.HOLD_PLACED, by=by, on=evidence or contract or hold, data={"hold": hold.pk, "reason": reason})
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: User) -> LegalHold:
    """From now on the hold blocks nothing. Raises PermissionDenied, or InvalidTransition if it was lifted before."""
    if not can_lift_hold(by, hold):
        raise PermissionDenied
    hold_council(hold.council_id)
    now = timezone.now()
    if LegalHold.objects.filter(pk=hold.pk, lifted_at__isnull=True).update(lifted_at=now, lifted_by=by) != 1:
        raise InvalidTransition("the hold was lifted before")
    hold.lifted_at, hold.lifted_by = now, by
    record(ReturnEvent.HOLD_LIFTED, by=by, on=hold.evidence or hold.contract or hold, data={"hold": hold.pk})
    return hold


@transaction.atomic
def set_retention(*, council: Council, rules: Iterable[Rule], by: User) -> list[RetentionRule]:
    """Set how long a council keeps its files, a rule for each record class; returns those that changed.

    Files that are due by the new rules are proposed the next night; nothing goes without a person.
    """
    if not can_set_retention(by, council):
        raise PermissionDenied
    before, changed = rules_of([council.pk])[council.pk], []
    for rule in rules:
        if rule == before[rule.record_class]:
            continue
        row, _is_new = RetentionRule.objects.update_or_create(
            council=council, record_class=rule.record_class, defaults={"months": rule.months, "start": rule.start}
        )
        said = _("%(files)s: %(rule)s") % {"files": row.get_record_class_display(), "rule": rule}
        record(ReturnEvent.RETENTION_SET, by=by, on=row, data={"rule": said})
        changed.append(row)
    return changed
