"""A file that supports another claim is used again only with a reason (domain rules, section 2.5).

What is asked is whether this file, or one nearly like it, was sent with another return, whichever of the two was added
first: whoever sends second is asked. Within one return the same file may support several commitments without a word,
but two files that are nearly alike may not. Of the supplier's own returns the page says which, where the reader may see
them; of anybody else's it says nothing but that there is one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.models import EvidenceMatch, EvidenceUse
from returns.queries import supplier_lines_visible_to
from returns.sheet import Row, Sheet
from suppliers.counting import counts_up_to

CODE = "used_before"
MOST_NAMED = 3
CLAIM = "answer__line__supplier_return"
# From a file that is used to those that are like it: those added later, and those added earlier.
LATER, EARLIER = "evidence__later_matches__evidence", "evidence__matches__earlier"
FACTS = (
    "answer__line",
    "answer__line__number",
    CLAIM,
    f"{CLAIM}__supplier",
    f"{CLAIM}__contract__title",
    f"{CLAIM}__period__starts_on",
    f"{CLAIM}__period__ends_before",
)


@dataclass(frozen=True)
class EarlierUse:
    """Another claim of the same supplier that a file, or one like it, supports; `number` is a line of this return."""

    contract: str
    starts_on: date
    ends_before: date
    number: int = 0

    def __str__(self) -> str:
        if self.number:
            return _("commitment %(number)s of this return") % {"number": self.number}
        last_day = self.ends_before - timedelta(days=1)
        return _("%(contract)s, %(start)s to %(end)s") % {
            "contract": self.contract,
            "start": date_format(self.starts_on, "j F Y"),
            "end": date_format(last_day, "j F Y"),
        }


@dataclass(frozen=True)
class Found:
    """A use of a file, or of one like it, elsewhere; `use` is empty where the reader is not told more."""

    line: int
    use: EarlierUse | None


def earlier_uses(sheet: Sheet, row: Row) -> dict[UUID, list[EarlierUse]]:
    """The files of an open line that support another claim as well, each with those that the reader may know.

    The list of a file is empty when only others used it or one like it, or where the reader may not see those returns.
    Newest first. One query for the whole sheet, asked once; a second where a file may be used elsewhere, and a third
    for a reader who does not see everything of the supplier. None where there are no files.
    """
    if CODE not in sheet.looked_up:
        sheet.looked_up[CODE] = _look_up(sheet)
    known: dict[UUID, list[Found]] = sheet.looked_up[CODE] if row.line.is_open else {}
    uses: dict[UUID, list[EarlierUse]] = {}
    for evidence in row.evidence:
        if found := [one for one in known.get(evidence.pk, []) if one.line != row.line.pk]:
            uses[evidence.pk] = list(dict.fromkeys(one.use for one in found if one.use))
    return uses


def question(uses: list[EarlierUse]) -> str:
    """What the supplier is asked about a file, naming the newest of its own claims that it supports."""
    if not uses:
        return _("This file, or one like it, has been used before. Why is it used again?")
    named = get_text_list([str(use) for use in uses[:MOST_NAMED]], _("and"))
    if all(use.number for use in uses):
        return _("A file like this one supports %(claims)s. Why is it used again?") % {"claims": named}
    return _("You used this file, or one like it, before: %(returns)s. Why is it used again?") % {"returns": named}


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each file that supports another claim and has no reason yet."""
    for row in sheet.rows:
        earlier = earlier_uses(sheet, row)
        for evidence in row.evidence:
            if evidence.pk in earlier and not row.again_reasons.get(evidence.pk):
                message = _("Commitment %(number)s, %(name)s: %(question)s") % {
                    "number": row.number,
                    "name": evidence.original_name,
                    "question": question(earlier[evidence.pk]),
                }
                yield Problem(CODE, STOP, message, "evidence", row.number)


def _look_up(sheet: Sheet) -> dict[UUID, list[Found]]:
    files = {evidence.pk for row in sheet.rows if row.line.is_open for evidence in row.evidence}
    if not files or not _may_be_used_elsewhere(sheet, files):
        return {}
    facts = sorted(_facts(sheet, files), key=lambda row: row[6], reverse=True)
    own = _own_lines(sheet, facts)
    found: dict[UUID, list[Found]] = defaultdict(list)
    for evidence, line, number, supplier_return, _supplier, contract, starts_on, ends_before in facts:
        here = number if supplier_return == sheet.supplier_return.pk else 0
        use = EarlierUse(contract, starts_on, ends_before, here) if line in own else None
        found[evidence].append(Found(line, use))
    return dict(found)


def _may_be_used_elsewhere(sheet: Sheet, files: set[UUID]) -> bool:
    """Whether any of these files is used in another return, or is like any other: mostly none is. One quick query."""
    elsewhere = EvidenceUse.objects.filter(evidence__in=files).exclude(**{CLAIM: sheet.supplier_return})
    alike = EvidenceMatch.objects.filter(Q(evidence__in=files) | Q(earlier__in=files))
    return any(counts_up_to({"elsewhere": elsewhere, "alike": alike}, most=0).values())


def _facts(sheet: Sheet, files: set[UUID]) -> QuerySet:
    """Where these files, or files like them, are used: in what was sent, and under other lines of this return.

    Of two files of this return that are alike the later one is asked about, or else the one whose line is open.
    """
    sent, here = _sent_with_other_returns(sheet), _on_the_sheet(sheet)
    settled = here.filter(answer__line__is_open=False)
    arms = [sent.filter(evidence__in=files).values_list("evidence", *FACTS)]
    for uses, to_the_file in ((sent, LATER), (sent, EARLIER), (here, LATER), (settled, EARLIER)):
        alike = uses.filter(**{f"{to_the_file}__in": files})
        arms.append(alike.values_list(to_the_file, *FACTS))
    return arms[0].union(*arms[1:])


def _own_lines(sheet: Sheet, facts: list[tuple]) -> set[int]:
    """The ids of the lines, among those found, that the reader may be told about."""
    part = sheet.part
    if part.reader is None or not part.is_limited:
        return {fact[1] for fact in facts if fact[4] == sheet.supplier_return.supplier_id}
    lines = supplier_lines_visible_to(part.reader).filter(pk__in={fact[1] for fact in facts})
    return set(lines.values_list("pk", flat=True))


def _sent_with_other_returns(sheet: Sheet) -> QuerySet[EvidenceUse]:
    """Every use of a file that a council was sent, save those of this return's own earlier revisions."""
    return (
        EvidenceUse.objects.filter(answer__revision__submitted_at__isnull=False)
        .exclude(answer__line__supplier_return=sheet.supplier_return)
        .order_by()
    )


def _on_the_sheet(sheet: Sheet) -> QuerySet[EvidenceUse]:
    """The uses of files that are on this sheet: of a return that is not sent nobody learns more than that."""
    files = {evidence.pk for row in sheet.rows for evidence in row.evidence}
    answers = [row.answer.pk for row in sheet.rows]
    return EvidenceUse.objects.filter(answer__in=answers, evidence__in=files).order_by()
