"""Other claims that the files of a line, or files nearly like them, support: told to the officer who reads it.

It does not matter which of two files that are alike was added first, nor which return was sent first.
Officers see the claims of the councils they work for, with the way to them. Of other councils they are told only that
there is a claim, because nothing of it is theirs to see (invariant 1; domain rules, section 6.6, check 6).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import officer_roles
from returns.models import Evidence, EvidenceMatch, EvidenceUse, Verification
from returns.sheet import Row, Sheet

MOST = 50
ITSELF = "itself"
LIKENESS = {
    ITSELF: _("This file"),
    EvidenceMatch.Likeness.SAME.value: _("The same file, added again"),
    EvidenceMatch.Likeness.PICTURE.value: _("Nearly the same picture"),
    EvidenceMatch.Likeness.TEXT.value: _("Nearly the same words"),
}
# From a file that is used to those that are like it: those added later, and those added earlier.
ENDS = (("later_matches", "evidence"), ("matches", "earlier"))
LINE = "answer__line"
FACTS = (
    f"{LINE}__supplier_return",
    f"{LINE}__number",
    f"{LINE}__supplier_return__council",
    f"{LINE}__supplier_return__supplier__name",
    f"{LINE}__supplier_return__contract__title",
    f"{LINE}__supplier_return__period__starts_on",
    f"{LINE}__supplier_return__period__ends_before",
    f"{LINE}__verification__decision",
)


@dataclass(frozen=True)
class OtherClaim:
    """A line of a return that was sent with a file, or one like it, and what was decided of that line.

    Of another council's only the likeness is told.
    """

    likeness: str
    href: str = ""
    number: int = 0
    supplier: str = ""
    contract: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_here: bool = False
    decision: str = ""

    @property
    def decided(self) -> str:
        """What an officer decided of it, in words; empty while nobody has."""
        return str(Verification.Decision(self.decision).label) if self.decision else ""


@dataclass(frozen=True)
class ClaimedElsewhere:
    """A file of a line, the other claims it supports, and why the supplier uses it again, if it was asked."""

    evidence: Evidence
    claims: list[OtherClaim]
    reason: str


def other_claims(row: Row, user: User) -> list[ClaimedElsewhere]:
    """The files of a line that other lines were sent with, or with one like them, newest period first.

    Claims of all other councils together are told once a likeness. At most 50 are looked at; one query, and none for a
    line without files.
    """
    files = [evidence.pk for evidence in row.evidence]
    if not files:
        return []
    others = _sent().exclude(answer__line=row.line)
    likeness = Value(ITSELF, output_field=CharField())
    itself = others.filter(evidence__in=files).values_list("evidence", likeness, *FACTS)
    rows = itself.union(*(_alike(others, files, *ends) for ends in ENDS))
    found: dict[UUID, list[OtherClaim]] = defaultdict(list)
    for evidence, *facts in sorted(rows[:MOST], key=lambda facts: facts[7], reverse=True):
        claim = _told(facts, user, row)
        if claim not in found[evidence]:
            found[evidence].append(claim)
    return [
        ClaimedElsewhere(evidence, found[evidence.pk], row.again_reasons.get(evidence.pk, ""))
        for evidence in row.evidence
        if evidence.pk in found
    ]


def claimed_elsewhere(sheet: Sheet) -> set[int]:
    """The numbers of the lines of a sheet with a file that another line was sent with, or with one like it.

    One query for the whole sheet; none for one without files.
    """
    files = list({evidence.pk for row in sheet.rows for evidence in row.evidence})
    if not files:
        return set()
    uses = _sent().filter(evidence__in=files).values_list("evidence", LINE)
    alike = [
        _sent().filter(**{f"evidence__{matches}__{end}__in": files}).values_list(f"evidence__{matches}__{end}", LINE)
        for matches, end in ENDS
    ]
    lines: dict[UUID, set[int]] = defaultdict(set)
    for evidence, line in uses.union(*alike):
        lines[evidence].add(line)
    return {row.number for row in sheet.rows if any(lines[evidence.pk] - {row.line.pk} for evidence in row.evidence)}


def _alike(others: QuerySet[EvidenceUse], files: list[UUID], matches: str, end: str) -> QuerySet:
    """The uses of files that are like these, on one side of their matches, with the facts of each."""
    alike = others.filter(**{f"evidence__{matches}__{end}__in": files})
    return alike.values_list(f"evidence__{matches}__{end}", f"evidence__{matches}__likeness", *FACTS)


def _sent() -> QuerySet[EvidenceUse]:
    """The uses of files in the revision of each return that the council has now."""
    sent = F(f"{LINE}__supplier_return__sent_revision")
    return EvidenceUse.objects.filter(answer__revision=sent).order_by()


def _told(facts: list, user: User, row: Row) -> OtherClaim:
    """What this person may be told of a claim."""
    likeness, supplier_return, number, council, supplier, contract, starts_on, ends_before, decision = facts
    words = str(LIKENESS[likeness])
    if council not in officer_roles(user):
        return OtherClaim(words)
    return OtherClaim(
        words,
        href=reverse("line-review", args=[supplier_return, number]),
        number=number,
        supplier=supplier,
        contract=contract,
        starts_on=starts_on,
        ends_on=ends_before - timedelta(days=1),
        is_here=supplier_return == row.line.supplier_return_id,
        decision=decision or "",
    )
