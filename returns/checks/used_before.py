"""A file that supported a claim before is used again only with a reason (domain rules, section 2.5).

What is asked is whether this file, or one nearly like it, was sent with another return. Of the supplier's own returns
the page says which, where the reader may see them; of anybody else's it says nothing but that there is one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.models import EvidenceUse
from returns.queries import supplier_lines_visible_to
from returns.sheet import Sheet

CODE = "used_before"
MOST_NAMED = 3
CLAIM = "answer__line__supplier_return"
FACTS = (
    "answer__line",
    f"{CLAIM}__supplier",
    f"{CLAIM}__contract__title",
    f"{CLAIM}__period__starts_on",
    f"{CLAIM}__period__ends_before",
)


@dataclass(frozen=True)
class EarlierUse:
    """An earlier return of the same supplier that a file, or one like it, was sent with."""

    contract: str
    starts_on: date
    ends_before: date

    def __str__(self) -> str:
        last_day = self.ends_before - timedelta(days=1)
        return _("%(contract)s, %(start)s to %(end)s") % {
            "contract": self.contract,
            "start": date_format(self.starts_on, "j F Y"),
            "end": date_format(last_day, "j F Y"),
        }


def earlier_uses(sheet: Sheet) -> dict[UUID, list[EarlierUse]]:
    """The files of the sheet's open lines that were used before, each with the supplier's own earlier returns.

    The list of a file is empty when only others used it or one like it, or where the reader may not see those returns.
    Newest first. One query for the whole sheet, asked once, and another for a reader who does not see everything of the
    supplier; none where there are no files.
    """
    known = sheet.looked_up.get(CODE)
    if known is None:
        known = sheet.looked_up[CODE] = _look_up(sheet)
    return known


def question(uses: list[EarlierUse]) -> str:
    """What the supplier is asked about a file, naming the newest of its own returns that it was sent with."""
    if not uses:
        return _("This file, or one like it, has been used before. Why is it used again?")
    return _("You used this file, or one like it, before: %(returns)s. Why is it used again?") % {
        "returns": get_text_list([str(use) for use in uses[:MOST_NAMED]], _("and"))
    }


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each file that was used before and has no reason yet."""
    earlier = earlier_uses(sheet)
    for row in sheet.rows:
        for evidence in row.evidence if row.line.is_open else ():
            if evidence.pk in earlier and not row.again_reasons.get(evidence.pk):
                message = _("Commitment %(number)s, %(name)s: %(question)s") % {
                    "number": row.number,
                    "name": evidence.original_name,
                    "question": question(earlier[evidence.pk]),
                }
                yield Problem(CODE, STOP, message, "evidence", row.number)


def _look_up(sheet: Sheet) -> dict[UUID, list[EarlierUse]]:
    files = {evidence.pk for row in sheet.rows if row.line.is_open for evidence in row.evidence}
    if not files:
        return {}
    sent = _sent_with_other_returns(sheet)
    itself = sent.filter(evidence__in=files).values_list("evidence", *FACTS)
    alike = sent.filter(evidence__later_matches__evidence__in=files)
    rows = itself.union(alike.values_list("evidence__later_matches__evidence", *FACTS))
    facts = sorted(rows, key=lambda row: row[4], reverse=True)
    own = _own_lines(sheet, facts)
    found: dict[UUID, list[EarlierUse]] = defaultdict(list)
    for evidence, line, _supplier, contract, starts_on, ends_before in facts:
        use = EarlierUse(contract, starts_on, ends_before)
        found[evidence] += [use] if line in own and use not in found[evidence] else []
    return dict(found)


def _own_lines(sheet: Sheet, facts: list[tuple]) -> set[int]:
    """The ids of the lines, among those found, that the reader may be told about."""
    part = sheet.part
    if part.reader is None or not part.is_limited:
        return {fact[1] for fact in facts if fact[2] == sheet.supplier_return.supplier_id}
    lines = supplier_lines_visible_to(part.reader).filter(pk__in={fact[1] for fact in facts})
    return set(lines.values_list("pk", flat=True))


def _sent_with_other_returns(sheet: Sheet) -> QuerySet[EvidenceUse]:
    """Every use of a file that a council was sent, save those of this return's own earlier revisions."""
    return (
        EvidenceUse.objects.filter(answer__revision__submitted_at__isnull=False)
        .exclude(answer__line__supplier_return=sheet.supplier_return)
        .order_by()
    )
