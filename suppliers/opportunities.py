"""The rules of the opportunity log: which checks of a host run out, and what a log comes to in totals.

Domain rules, section 5.1: what is sought, offered and taken up is counted, and why something was not, never of whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from framework.hidden_counts import Hidden
from framework.hidden_counts import Sum as KnownSum
from framework.small_numbers import public_counts_of_people
from suppliers.models import Commitment, Contract, Host, HostReminder, Opportunity, OpportunityStep, WhyNot

SOON = timedelta(days=30)
What, Check, Step = OpportunityStep.What, HostReminder.What, HostReminder.Step
# The measures whose figure the log can say, by what it counts (domain rules, section 5.1).
COUNTED_BY = {"M8.01": What.SOUGHT, "M8.02": What.OFFERED, "M8.03": What.TAKEN_UP}
# The measures of volunteering by young people in care.
FAMILY = "M8."
NOT_TAKEN_UP = "not_taken_up"


# --- Checks of hosts --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Expiry:
    """One check or insurance of a host that is out of date, or will be within 30 days."""

    host: Host
    what: HostReminder.What
    step: HostReminder.Step
    expires_on: date


def days_of(host: Host) -> dict[HostReminder.What, date]:
    """The last day on which each check that a host needs holds."""
    found = {Check.INSURANCE: host.insurance_ends_on}
    if host.dbs_renew_on is not None:
        found[Check.DBS] = host.dbs_renew_on
    return found


def expiries_of(hosts: Iterable[Host], *, today: date) -> list[Expiry]:
    """What is out of date or soon will be, the earliest first."""
    found = [
        Expiry(host, what, Step.PAST if day < today else Step.SOON, day)
        for host in hosts
        for what, day in days_of(host).items()
        if day <= today + SOON
    ]
    return sorted(found, key=lambda expiry: (expiry.expires_on, expiry.host.name))


def running_out(*, today: date) -> Q:
    """A condition: hosts that are not retired, with a check that is out of date or will be within 30 days."""
    last = today + SOON
    return Q(retired_at__isnull=True) & (Q(dbs_renew_on__lte=last) | Q(insurance_ends_on__lte=last))


def with_log(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts annotated with `keeps_log`: whether volunteering is promised in them, or the log was begun."""
    promised = Commitment.objects.filter(contract=OuterRef("pk"), measure__code__startswith=FAMILY)
    return contracts.annotate(keeps_log=Exists(promised) | Exists(Host.objects.filter(contract=OuterRef("pk"))))


# --- Totals -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Totals:
    """What some opportunities come to: exact, for the supplier and its council alone."""

    sought: int = 0
    offered: int = 0
    taken_up: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    """How many were not taken up, for each reason there was, in the order of the list."""

    @property
    def not_taken_up(self) -> int:
        """How many were not taken up, whatever the reason."""
        return sum(self.reasons.values())

    @property
    def reason_words(self) -> list[tuple[str, int]]:
        """The reasons in words, each with its count."""
        return [(str(WhyNot(reason).label), count) for reason, count in self.reasons.items()]

    def figure_for(self, measure_code: str) -> int | None:
        """What the log says for a measure; None where it counts something else."""
        what = COUNTED_BY.get(measure_code)
        return None if what is None else int(getattr(self, what.value))


def totals_of(steps: QuerySet[OpportunityStep]) -> Totals:
    """What some steps come to. One query, whatever their number."""
    rows = steps.order_by().values("what").annotate(total=Sum("count")).values_list("what", "total")
    found = {what: total for what, total in rows if total}
    return Totals(
        sought=found.get(What.SOUGHT, 0),
        offered=found.get(What.OFFERED, 0),
        taken_up=found.get(What.TAKEN_UP, 0),
        reasons={reason: found[reason] for reason in WhyNot.values if reason in found},
    )


def totals_of_period(contract_id: int, *, starts_on: date, ends_before: date) -> Totals:
    """What the log of a contract says of a period, from its first day up to but not including `ends_before`."""
    days = {"happened_on__gte": starts_on, "happened_on__lt": ends_before}
    return totals_of(OpportunityStep.objects.filter(opportunity__contract=contract_id, **days))


def steps_of(opportunities: QuerySet[Opportunity]) -> QuerySet[OpportunityStep]:
    """Everything that was counted of some opportunities."""
    return OpportunityStep.objects.filter(opportunity__in=opportunities.order_by().values("pk"))


def public_totals(totals: Totals) -> dict[str, int | Hidden]:
    """The totals as anybody else may see them, by what they count: without small ones and what would give them away.

    What was taken up, and what was not, is a part of what was sought or offered; the reasons add up to what was not.
    """
    counts = {
        What.SOUGHT.value: totals.sought,
        What.OFFERED.value: totals.offered,
        What.TAKEN_UP.value: totals.taken_up,
        NOT_TAKEN_UP: totals.not_taken_up,
        **{reason: totals.reasons.get(reason, 0) for reason in WhyNot.values},
    }
    parts = (What.TAKEN_UP.value, NOT_TAKEN_UP)
    known = parts if totals.taken_up + totals.not_taken_up <= totals.offered else parts[:1]
    sums = [KnownSum(NOT_TAKEN_UP, tuple(WhyNot.values))]
    if totals.taken_up <= totals.offered:
        sums.append(KnownSum(What.OFFERED.value, known, has_rest=True))
    return public_counts_of_people(counts, sums)
