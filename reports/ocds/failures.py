"""Cases about statutory KPIs that came to something, as performance failures (Procurement Act 2023, section 71).

A case counts once it is closed without an improvement, or as soon as a second officer approved a remedy in it. One that
was withdrawn never counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch

from reports.ocds.amounts import known, moment, period_of, pounds, start_of
from reports.ocds.parties import organisation_party, reference
from reports.ocds.releases import Thing
from returns.models import Escalation, EscalationStep, Remedy
from suppliers.models import Commitment, Contract
from suppliers.ocds.shape import LONDON

Kind = Remedy.Kind
TERMINATIONS = {Kind.PART_TERMINATION, Kind.TERMINATION}
# A sum is a penalty only where the contract grants it: the portal knows no others (decision record 0028).
IN_THE_CONTRACT = "contracted"


def cases_of(contracts: Collection[Contract]) -> dict[int, list[Escalation]]:
    """The cases about statutory KPIs by contract, with their promises, notices and approved remedies.

    Four queries, whatever the number of contracts.
    """
    about_a_kpi = Commitment.objects.filter(
        escalations=OuterRef("pk"), statutory_kpi__isnull=False, is_publishable=True
    )
    notices = EscalationStep.objects.filter(level=EscalationStep.Level.NOTICE, corrected_by__isnull=True)
    cases = (
        Escalation.objects.filter(Exists(about_a_kpi), contract__in=contracts)
        .exclude(status=Escalation.Status.WITHDRAWN)
        .order_by("pk")
        .prefetch_related(
            Prefetch("commitments", Commitment.objects.select_related("measure").order_by("position")),
            Prefetch("steps", notices.order_by("number"), to_attr="notices"),
            Prefetch(
                "remedies", Remedy.objects.filter(status=Remedy.Status.APPROVED).order_by("pk"), to_attr="approved"
            ),
        )
    )
    found: dict[int, list[Escalation]] = defaultdict(list)
    for case in cases:
        found[case.contract_id].append(case)
    return found


def failures_in(case: Escalation, contract: Contract, *, with_words: bool) -> Iterator[Thing]:
    """The failures of a case: one for each approved remedy, or one where it was closed without an improvement.

    `with_words`: with what officers and suppliers wrote, which may be about people. Without, measures are named.
    """
    # Django's stubs do not know what `Prefetch` was told to put where.
    remedies: list[Remedy] = case.approved  # type: ignore[attr-defined]
    for remedy in remedies:
        decided = _decided(remedy)
        failure = _failure(f"case-{case.pk}-remedy-{remedy.pk}", case, contract, decided, with_words=with_words)
        yield failure | _penalty(remedy, decided)
    if not remedies and case.status == Escalation.Status.NOT_IMPROVED and case.closed_at:
        yield _failure(f"case-{case.pk}", case, contract, case.closed_at, with_words=with_words)


def _failure(id: str, case: Escalation, contract: Contract, decided: datetime, *, with_words: bool) -> Thing:
    notices: list[EscalationStep] = case.notices  # type: ignore[attr-defined]  # as above
    notice = notices[-1] if with_words and notices else None
    promises = case.commitments.all()
    about = dict.fromkeys(one.promise if with_words else one.measure.title for one in promises)
    return known(
        {
            "id": id,
            "period": period_of(case.opened_at.astimezone(LONDON).date(), decided.astimezone(LONDON).date()),
            "requirement": notice.requirement if notice else "; ".join(about),
            "description": notice.words if notice else "",
            "decisionDate": moment(decided),
            "suppliers": [reference(organisation_party(contract.supplier, "supplier"))] if contract.supplier else [],
        }
    )


def _penalty(remedy: Remedy, decided: datetime) -> Thing:
    kind = Kind(remedy.kind)
    label = str(kind.label)
    return known(
        {
            "penaltyDate": start_of(decided.astimezone(LONDON).date()),
            "penaltyType": IN_THE_CONTRACT,
            "penaltyTypeEntered": label,
            "penaltyValue": {} if kind in TERMINATIONS else pounds(remedy.amount),
            "partialTermination": label if kind == Kind.PART_TERMINATION else "",
        }
    )


def _decided(remedy: Remedy) -> datetime:
    """When a second officer approved it: the database has no approved remedy without that."""
    assert remedy.decided_at is not None  # noqa: S101
    return remedy.decided_at
