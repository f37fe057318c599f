"""What a page of a measure shows beside the measure: editors' notes, relations, local themes and guidance about it.

All of it in one question to the database: rows of seven texts, whose first says what the others are.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, TextField, Value, When
from django.db.models import F as Field
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from cms.addresses import address
from cms.models.guidance import GuidancePage
from cms.models.measure_note import TEXTS, notes_for
from framework.models import Measure, MeasureRelation
from framework.published import RELATION_WORDS, PublishedFramework, as_row, surroundings_of

MOST_GUIDES = 10


@dataclass(frozen=True)
class Note:
    """Editors' words about a measure; each may be empty."""

    plain: str = ""
    good_example: str = ""
    bad_example: str = ""
    who_benefits: str = ""
    where_counts: str = ""


@dataclass(frozen=True)
class RelationSentence:
    """How the measure stands to another one: a sentence with a place for the other measure."""

    words: str
    other: Measure
    address: str


@dataclass(frozen=True)
class Guide:
    """A page of guidance that mentions the measure."""

    title: str
    address: str


@dataclass(frozen=True)
class Surroundings:
    """All that stands around a measure, for its page."""

    note: Note
    relations: tuple[RelationSentence, ...]
    themes: tuple[str, ...]
    guides: tuple[Guide, ...]


def surroundings(measure: Measure, framework: PublishedFramework, council_id: int | None, home: Page) -> Surroundings:
    """What a site shows beside a measure. `home` is its home page in the language of the page."""
    rows = surroundings_of(measure.pk, council_id).union(_notes(measure, council_id), _guides(measure, home), all=True)
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kind, *texts in rows:
        found[kind].append(tuple(texts))
    notes = sorted(found["note"], key=lambda note: note[-1])
    guides = sorted(found["guide"])
    return Surroundings(
        note=Note(*notes[0][:-1]) if notes else Note(),
        relations=_sentences(found["relation"], framework),
        themes=tuple(sorted(theme[0] for theme in found["theme"])),
        guides=tuple(Guide(title, address(path, get_language() or "")) for title, path, *_rest in guides),
    )


def _sentences(rows: list[tuple[str, ...]], framework: PublishedFramework) -> tuple[RelationSentence, ...]:
    """Each relation once, in the order of the other measures."""
    place = {code: number for number, code in enumerate(framework.measures)}
    known = [row for row in rows if row[1] in place]
    found = {
        RelationSentence(
            str(RELATION_WORDS[MeasureRelation.Kind(kind), direction == "from"]),
            framework.measures[code],
            framework.address_of(code),
        ): place[code]
        for kind, code, direction, *_empty in known
    }
    return tuple(sorted(found, key=lambda sentence: (found[sentence], sentence.words)))


def _notes(measure: Measure, council_id: int | None) -> QuerySet:
    """The notes in the language of the page, the council's own with "0" before that of all with "1"."""
    whose = Case(When(council__isnull=True, then=Value("1")), default=Value("0"), output_field=CharField())
    notes = notes_for(council_id, get_language() or "").filter(code=measure.code).order_by()
    return notes.values_list(*as_row("note", *TEXTS, whose))


def _guides(measure: Measure, home: Page) -> QuerySet:
    """Published guidance of this site and language, open to all, whose body has the code or a block of the measure."""
    code = re.escape(measure.code)
    private = PageViewRestriction.objects.annotate(below=Cast(OuterRef("path"), CharField()))
    pages = (
        GuidancePage.objects.live()
        .filter(~Exists(private.filter(below__startswith=Field("page__path"))), path__startswith=home.path)
        .annotate(words=Cast("body", TextField()))
        .filter(words__contains=measure.code, words__regex=rf"(^|[^0-9A-Za-z]){code}([^0-9A-Za-z]|$)")
        .order_by("path")
    )
    some = GuidancePage.objects.filter(pk__in=pages.values("pk")[:MOST_GUIDES]).order_by()
    return some.values_list(*as_row("guide", "title", "url_path"))
