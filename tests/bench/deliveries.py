"""The returns of a synthetic council: what was answered, proved, decided and recorded, each figure borne out by lines.

Shares of the statuses: 85% decided, 6% sent and waiting, 1% being read, 2% sent back, 6% drafts.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from audit.models import AuditEvent
from returns.declarations import DECLARATIONS
from returns.events import ReturnEvent
from returns.figures import DECIDED_AS
from returns.models import (
    Answer,
    ContractFigure,
    Evidence,
    EvidenceUse,
    LineComment,
    ReturnLine,
    Revision,
    SupplierReturn,
    Verification,
)
from returns.priority import ABOUT_CHILDREN, CHILDREN, FAR, FINDINGS, FIRST, place_for
from returns.totals import shard_of
from suppliers.calendar import add_working_days
from tests.bench.claims import SENTENCES, Claim, ClaimMaker, blank, judge, parts
from tests.bench.council import NATION, PERIODS, Agreed, moment
from tests.bench.rows import Rows

Status = SupplierReturn.Status
Decision = Verification.Decision
OWN_STATUSES = (Status.RETURNED, Status.UNDER_REVIEW, Status.SUBMITTED, Status.DECIDED, Status.SUBMITTED)
# The pair in the returns of who signs in, confirmed when they were sent.
CONFIRMED = ["M1.13+M3.06"]
WHY_LESS = "The file shows a smaller figure than the one that was claimed."


@dataclass
class Sending:
    """One return on its way: its claims, its revisions and its moments, as far as it has come."""

    pk: int
    agreed: Agreed
    index: int
    status: str
    claims: list[Claim]
    submitted_at: datetime.datetime | None = None
    returned_at: datetime.datetime | None = None
    decided_at: datetime.datetime | None = None
    revisions: list[int] = field(default_factory=list)

    @property
    def was_sent(self) -> bool:
        """Whether the council has a revision."""
        return self.status != Status.DRAFT

    @property
    def sent_revision(self) -> int | None:
        """The revision the council has."""
        if not self.was_sent:
            return None
        return self.revisions[0] if self.status == Status.RETURNED else self.revisions[-1]


class ReturnMaker:
    """Adds the returns of one contract after another to `rows`. `proxies` are (id, valid from) by measure id."""

    def __init__(self, rows: Rows, *, today: date, officer: int, proxies: dict[int, tuple[int, date]]) -> None:
        self.rows, self.today, self.officer, self.proxies = rows, today, officer, proxies
        self.maker = ClaimMaker(today.toordinal())

    def add_returns(self, agreed: Agreed) -> None:
        """One return for each period, decided up to the last or the one before it."""
        statuses = statuses_of(agreed.number, agreed.quarters_over)
        if agreed.is_own:
            statuses[-2] = OWN_STATUSES[agreed.number]
        for index, status in enumerate(statuses):
            self._add_return(agreed, index, status)

    def _add_return(self, agreed: Agreed, index: int, status: str) -> None:
        pk = self.rows.next_id(SupplierReturn)
        is_unusual = pk % 6 == 0 and status != Status.DRAFT
        next_line = partial(self.rows.next_id, ReturnLine)
        claims = [
            self.maker.claim(next_line(), number, promise, index, is_unusual=is_unusual and number == 1)
            for number, promise in enumerate(agreed.promises, start=1)
        ]
        sending = Sending(pk, agreed, index, status, self._as_far_as_done(pk, agreed, status, claims))
        self._set_moments(sending)
        self._add_evidence(sending)
        self._add_revisions(sending, is_unusual)
        self._add_head(sending, is_unusual)
        self._add_lines(sending)
        self._add_figures(sending)
        self._add_events(sending)

    # --- What the supplier says --------------------------------------------------------------------------------------
    def _as_far_as_done(self, pk: int, agreed: Agreed, status: str, claims: list[Claim]) -> list[Claim]:
        """A draft is answered up to some line: the first contract of who signs in wholly, its second not at all."""
        if status != Status.DRAFT:
            return claims
        done = (len(claims) - agreed.number) % (len(claims) + 1) if agreed.is_own else pk % (len(claims) + 1)
        return [claim if claim.number <= done else blank(claim) for claim in claims]

    def _set_moments(self, sending: Sending) -> None:
        """Sent within 25 days of the period's end, decided within ten more; never after yesterday."""
        if not sending.was_sent:
            return
        ends_before = sending.agreed.periods[sending.index][1].ends_before
        yesterday = max(ends_before, self.today - timedelta(days=1))
        day = min(ends_before + timedelta(days=sending.pk * 7 % 25), yesterday)
        sending.submitted_at = moment(day, sending.pk)
        if sending.status == Status.RETURNED or (sending.status == Status.DECIDED and sending.pk % 10 == 0):
            sending.returned_at = moment(day, sending.pk) + timedelta(hours=2)
        if sending.status == Status.DECIDED:
            sending.decided_at = moment(min(day + timedelta(days=1 + sending.pk % 10), yesterday)) + timedelta(hours=11)

    def _add_evidence(self, sending: Sending) -> None:
        for claim in sending.claims:
            if claim.evidence_id:
                sha256, size = self.maker.content_hash(), 20_000 + claim.line_id % 400_000
                self.rows.add(
                    Evidence,
                    id=claim.evidence_id,
                    organisation_id=sending.agreed.supplier_id,
                    contract_id=sending.agreed.pk,
                    status=Evidence.Status.AVAILABLE,
                    original_name=f"letter about line {claim.line_id}.pdf",
                    media_type="application/pdf",
                    size=size,
                    sha256=sha256,
                    scan=Evidence.Scan.CLEAN,
                    stored_size=size,
                    stored_sha256=sha256,
                    uploaded_at=self._worked_at(sending),
                    uploaded_by_id=sending.agreed.editor_id,
                )

    def _worked_at(self, sending: Sending) -> datetime.datetime:
        """When the supplier wrote it."""
        opened = sending.agreed.periods[sending.index][1].starts_on
        return (sending.submitted_at or moment(opened, sending.pk) + timedelta(days=1)) - timedelta(hours=3)

    # --- What is sent ------------------------------------------------------------------------------------------------
    def _add_revisions(self, sending: Sending, is_unusual: bool) -> None:
        """One, or two where the council asked for a change; the second is open while the supplier makes it."""
        first = sending.claims
        if sending.returned_at:
            asked, *others = sending.claims
            self._add_revision(sending, 1, [replace(asked, narrative=f"{SENTENCES[0]} Draft."), *others], is_unusual)
            first = [replace(asked, steps=0) if sending.status == Status.RETURNED else asked, *others]
        self._add_revision(sending, 2 if sending.returned_at else 1, first, is_unusual)

    def _add_revision(self, sending: Sending, number: int, claims: Sequence[Claim], is_unusual: bool) -> None:
        is_sent = sending.was_sent and not (sending.status == Status.RETURNED and number == 2)
        stamp = {}
        if is_sent:
            stamp = {
                "declarations": sorted(DECLARATIONS),
                "findings": [_finding()] if is_unusual else [],
                "submitted_at": sending.submitted_at,
                "submitted_by_id": sending.agreed.editor_id,
            }
        revision_id = self.rows.add(
            Revision,
            supplier_return_id=sending.pk,
            number=number,
            story=SENTENCES[sending.pk % len(SENTENCES)],
            story_seen=True,
            confirmed_pairs=CONFIRMED if sending.agreed.is_own and stamp else [],
            **stamp,
        )
        sending.revisions.append(revision_id)
        for claim in claims:
            self._add_answer(revision_id, claim)

    def _add_answer(self, revision_id: int, claim: Claim) -> None:
        answer_id = self.rows.add(
            Answer,
            revision_id=revision_id,
            line_id=claim.line_id,
            claimed=claim.claimed,
            numerator=claim.numerator,
            denominator=claim.denominator,
            nothing_reason=claim.nothing_reason,
            narrative=claim.narrative,
            no_evidence_reason="" if claim.evidence_id or not claim.claimed else "Seen by the contract manager.",
            figure_done=claim.steps > 0,
            words_done=claim.steps > 1,
            evidence_done=claim.steps > 2,
        )
        if claim.evidence_id:
            self.rows.add(EvidenceUse, answer_id=answer_id, evidence_id=claim.evidence_id)

    def _add_head(self, sending: Sending, is_unusual: bool) -> None:
        agreed, status = sending.agreed, sending.status
        period_id, span, due = agreed.periods[sending.index]
        values: dict = {"answered_count": sum(claim.steps == 3 for claim in sending.claims)}
        if sending.was_sent:
            reasons = self._reasons(sending, is_unusual)
            values |= {"submitted_at": sending.submitted_at, "submitted_by_id": agreed.editor_id}
            values |= {"queue_reasons": reasons, "queue_place": place_for(sending.submitted_at, reasons)}
        if sending.returned_at:
            values |= {"returned_at": sending.returned_at, "returned_by_id": agreed.manager_id}
        if status == Status.RETURNED:
            due = add_working_days(sending.returned_at.date(), 10, NATION)
            values |= {"answered_count": len(sending.claims) - 1, "officer_message": "See the first commitment."}
        if status == Status.UNDER_REVIEW:
            values |= {"taken_at": sending.submitted_at + timedelta(hours=4), "taken_by_id": self._reader(agreed)}
        if status == Status.DECIDED:
            values |= {"decided_at": sending.decided_at, "decided_by_id": agreed.manager_id}
        self.rows.add(
            SupplierReturn,
            id=sending.pk,
            contract_id=agreed.pk,
            period_id=period_id,
            council_id=agreed.council_id,
            supplier_id=agreed.supplier_id,
            status=status,
            due_on=due,
            opened_on=span.starts_on,
            line_count=len(sending.claims),
            warning_count=int(is_unusual),
            sent_revision_id=sending.sent_revision,
            **values,
        )

    def _reasons(self, sending: Sending, is_unusual: bool) -> dict[str, int]:
        """Why it is read sooner, by the portal's own words."""
        is_about = any(claim.promise.measure.sensitivity in ABOUT_CHILDREN for claim in sending.claims)
        found = {FIRST: sending.index == 0, FINDINGS: is_unusual, CHILDREN: is_about, FAR: is_unusual}
        return {reason: 1 for reason, is_so in found.items() if is_so}

    def _reader(self, agreed: Agreed) -> int:
        """Who has a return open: for the organisation of who signs in, the officer who signs in."""
        return self.officer if agreed.is_own else agreed.manager_id

    # --- What the council says ---------------------------------------------------------------------------------------
    def _add_lines(self, sending: Sending) -> None:
        """Every line with its decision, where there is one."""
        for claim in sending.claims:
            is_asked = sending.returned_at is not None and claim.number == 1
            if is_asked:
                self._add_comment(sending, claim)
            self.rows.add(
                ReturnLine,
                id=claim.line_id,
                supplier_return_id=sending.pk,
                commitment_id=claim.promise.pk,
                number=claim.number,
                target=claim.target,
                is_open=sending.status != Status.DECIDED and (sending.status != Status.RETURNED or is_asked),
                verification_id=self._decide(sending, claim, is_asked) if _is_decided(sending, claim) else None,
            )

    def _add_comment(self, sending: Sending, claim: Claim) -> None:
        self.rows.add(
            LineComment,
            line_id=claim.line_id,
            revision_id=sending.revisions[0],
            text="Say where the people live, by outward postcode and without names.",
            made_at=sending.returned_at - timedelta(minutes=5),
            made_by_id=sending.agreed.manager_id,
        )

    def _decide(self, sending: Sending, claim: Claim, was_asked: bool) -> int:
        decision, verified, top = judge(claim)
        proxy_id, valid_from = self.proxies.get(claim.promise.measure.pk, (None, date.max))
        is_valued = valid_from <= sending.agreed.periods[sending.index][1].starts_on
        return self.rows.add(
            Verification,
            line_id=claim.line_id,
            revision_id=sending.revisions[-1 if was_asked else 0],
            decision=decision,
            claimed=claim.claimed,
            verified=verified,
            numerator=top,
            denominator=claim.denominator,
            reason="" if decision == Decision.VERIFIED else WHY_LESS,
            proxy_value_id=proxy_id if is_valued else None,
            decided_at=sending.decided_at or sending.submitted_at + timedelta(hours=1),
            decided_by_id=sending.agreed.manager_id,
        )

    # --- What follows from it ----------------------------------------------------------------------------------------
    def _add_figures(self, sending: Sending) -> None:
        """No measure stands twice in one of these contracts, so a figure is its line's."""
        period_id, _span, due = sending.agreed.periods[sending.index]
        for claim in sending.claims:
            figures: dict = {"promised": claim.target, "lines": 1, "lines_sent": int(sending.was_sent)}
            if sending.was_sent:
                figures["lines_evidenced"] = int(claim.evidence_id is not None)
                figures |= parts("claimed", claim.claimed, claim.numerator, claim.denominator)
            if sending.status == Status.DECIDED:
                decision, verified, top = judge(claim)
                figures |= parts("verified", verified, top, claim.denominator) | {DECIDED_AS[decision]: 1}
            self.rows.add(
                ContractFigure,
                council_id=sending.agreed.council_id,
                contract_id=sending.agreed.pk,
                measure_id=claim.promise.measure.pk,
                period_id=period_id,
                shard=shard_of(sending.agreed.pk),
                due_on=due,
                **figures,
            )

    def _add_events(self, sending: Sending) -> None:
        """Five of what happened, in order."""
        agreed, worked_at = sending.agreed, self._worked_at(sending)
        span = agreed.periods[sending.index][1]
        opened = {"period": f"{span.starts_on} to {span.ends_on}", "lines": len(sending.claims)}
        story = [(moment(span.starts_on), None, ReturnEvent.OPENED, opened)]
        sent = {"revision": 1, "nil": False, "declarations": sorted(DECLARATIONS)}
        later = []
        if sending.was_sent:
            later.append((sending.submitted_at, agreed.editor_id, ReturnEvent.SUBMITTED, sent))
        if sending.status in (Status.UNDER_REVIEW, Status.RETURNED, Status.DECIDED):
            taken_at = sending.submitted_at + timedelta(minutes=1)
            later.append((taken_at, self._reader(agreed), ReturnEvent.TAKEN, {}))
        if sending.status == Status.DECIDED:
            later.append((sending.decided_at, agreed.manager_id, ReturnEvent.DECIDED, {"outcome": "part_approved"}))
        for number in range(1, 5 - len(later)):
            saved = {"line": number, "page": "words", "revision": 1}
            story.append((worked_at, agreed.editor_id, ReturnEvent.LINE_ANSWERED, saved))
        for at, actor_id, event, data in story + later:
            self.rows.add(
                AuditEvent,
                at=at,
                actor_id=actor_id,
                event=event.code,
                subject_type=SupplierReturn._meta.label_lower,
                subject_id=str(sending.pk),
                trail=f"suppliers.contract:{agreed.pk}",
                council_id=agreed.council_id,
                data=data,
            )


def statuses_of(number: int, quarters_over: int) -> list[str]:
    """The statuses of a contract's returns: the last closed period is still with somebody for a quarter."""
    if quarters_over > 1:
        return [Status.DECIDED] * PERIODS
    place = number * 37 % 100 % 9
    waiting = Status.SUBMITTED if place < 6 else Status.UNDER_REVIEW if place < 7 else Status.RETURNED
    if quarters_over == 1:
        return [*[Status.DECIDED] * (PERIODS - 1), waiting]
    return [*[Status.DECIDED] * (PERIODS - 2), waiting, Status.DRAFT]


def _is_decided(sending: Sending, claim: Claim) -> bool:
    """Every line of a decided return, all but the one asked about of one sent back, half while it is being read."""
    if sending.status == Status.RETURNED:
        return claim.number > 1
    if sending.status == Status.UNDER_REVIEW:
        return claim.number <= len(sending.claims) // 2
    return sending.status == Status.DECIDED


def _finding() -> dict:
    return {"code": "unusual_figure", "line": 1, "data": {"is_more": True}}
