"""The search index in PostgreSQL, and titles that look like a word by their groups of three letters (pg_trgm).

The words are asked for as the database cuts them back itself, and as we do: which grammar it uses depends on how it
was set up. Without the extension, which a migration adds where it may, titles are taken in the order of the site.
"""

from functools import cache, reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Greatest
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.conf import get_app_config

from cms.search.words import SHORTEST_BEGINNING, beginning

Entry = get_app_config().get_model("IndexEntry", require_ready=False)
MOST_TITLES = 1_000
MOST_LIKE = 50


def ranked(words: list[str], language: str) -> QuerySet:
    """Entries with some of the words: `has_all` says whether all are there, the best of each first."""
    some, every = _query(words, language, or_), _query(words, language, and_)
    rank = SearchRank(F("title"), some) * F("title_norm") * Value(4.0) + SearchRank(F("body"), some)
    has_all = Case(When(words=every, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        Entry.objects.annotate(words=CombinedExpression(F("title"), "||", F("body")))
        .filter(words=some)
        .annotate(kind=F("content_type_id"), key=F("object_id"), has_all=has_all, rank=rank)
        .order_by("-has_all", "-rank", "pk")
    )


def nearest_titles(pages: QuerySet, words: list[str]) -> list[str]:
    """Titles with words that look like those asked for, the likest first."""
    if not _has_trigrams():
        return list(pages.order_by("path").values_list("title", flat=True)[:MOST_TITLES])
    likeness = [TrigramWordSimilarity(word, "title") for word in words]
    whole = Greatest(*likeness) if len(likeness) > 1 else likeness[0]
    return list(
        pages.annotate(likeness=whole).order_by("-likeness", "path").values_list("title", flat=True)[:MOST_LIKE]
    )


@cache
def _has_trigrams() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def _query(words: list[str], language: str, join) -> SearchQuery:
    return SearchQuery(reduce(join, (_forms(word, language) for word in words)), search_type="raw")


def _forms(word: str, language: str):
    is_beginning = len(word) >= SHORTEST_BEGINNING
    cut = beginning(word, language)
    whole = Lexeme(word, prefix=is_beginning)
    return whole if cut == word else whole | Lexeme(cut, prefix=is_beginning)
