"""The search index in SQLite (FTS5): words are found by what they begin with, because it knows no grammar."""

from functools import reduce
from operator import and_, or_

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from modelsearch.backends.database.sqlite.query import BM25, Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.conf import get_app_config

from cms.search.words import SHORTEST_BEGINNING, beginning

Entry = get_app_config().get_model("SQLiteFTSIndexEntry", require_ready=False)
MOST_TITLES = 1_000


class _TitleFirst(BM25):
    """How well an entry answers, the lowest best: its columns are completion, body and title."""

    def as_sql(self, compiler, connection, function=None, template=None):
        """Eight times as much for a word of the title as for one of the body."""
        return f"bm25({Entry._meta.db_table}, 0.0, 1.0, 8.0)", []


def ranked(words: list[str], language: str) -> QuerySet:
    """Entries with some of the words: `has_all` says whether all are there, the best of each first."""
    some, every = _match(words, language, or_), _match(words, language, and_)
    has_all = Case(
        When(pk__in=Entry.objects.filter(every).values("pk"), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        Entry.objects.filter(some)
        .annotate(
            kind=F("index_entry__content_type_id"), key=F("index_entry__object_id"), has_all=has_all, rank=_TitleFirst()
        )
        .order_by("-has_all", "rank", "pk")
    )


def nearest_titles(pages: QuerySet, words: list[str]) -> list[str]:
    """Titles whose words may have been meant: there is nothing to choose by, so the first ones of the site."""
    return list(pages.order_by("path").values_list("title", flat=True)[:MOST_TITLES])


def _match(words: list[str], language: str, join) -> MatchExpression:
    each = (Lexeme(beginning(word, language), prefix=len(word) >= SHORTEST_BEGINNING) for word in words)
    return MatchExpression(["title", "body"], SearchQueryExpression(reduce(join, each)))
