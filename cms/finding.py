"""Finding rows by their terms (`cms.terms`), and filters that stand in an address and can be shared."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from accounts.models import Council
from cms.models.board import Post, PostTerm
from cms.models.directory import Cause, EntryTerm, Help
from cms.terms import ALL, EVERYWHERE, MOST_ASKED, coded, stems_in, words

LONGEST_WORDS, MOST_PLACES, DIGITS = 100, 20, 9
FEW = 500


@dataclass(frozen=True)
class Filters:
    """What somebody looks for. Only what is known is kept, so that an address never says more than the page shows."""

    words: str = ""
    place: tuple[int, ...] = ()
    cause: str = ""

    @classmethod
    def read(cls, sent: QueryDict) -> Self:
        """The filters of an address; what is none of ours is left out."""
        return cls(
            words=sent.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS],
            place=tuple(dict.fromkeys(map(int, filter(_is_id, sent.getlist("place")[:MOST_PLACES])))),
            **{name: _known(sent.get(name, ""), codes) for name, codes in cls.choices().items()},
        )

    @classmethod
    def choices(cls) -> dict[str, list[str]]:
        """The codes that each filter may have."""
        return {"cause": Cause.values}

    @property
    def query(self) -> str:
        """The filters as they stand in an address."""
        pairs = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value], doseq=True)

    def but(self, **changes) -> Self:
        """The same with one of them changed."""
        return replace(self, **changes)

    def terms(self) -> list[str]:
        """What must all be there, the rarest kind of term first."""
        found = words(stems_in(self.words, most=MOST_ASKED))
        return [*found, *(f"{name}:{code}" for name in self.choices() if (code := getattr(self, name)))]


@dataclass(frozen=True)
class DirectoryFilters(Filters):
    """What is looked for in the directory."""

    offers: str = ""

    @classmethod
    def choices(cls) -> dict[str, list[str]]:
        """As above, and the kinds of help that are offered."""
        return {**super().choices(), "offers": Help.values}


@dataclass(frozen=True)
class BoardFilters(Filters):
    """What is looked for on the board."""

    kind: str = ""
    what: str = ""

    @classmethod
    def choices(cls) -> dict[str, list[str]]:
        """As above, needs or offers, and what they are about."""
        return {**super().choices(), "what": Help.values, "kind": Post.Kind.values}


def rows_with(
    model: type[EntryTerm] | type[PostTerm], council: Council, terms: Iterable[str], places: Iterable[int] = ()
) -> QuerySet:
    """One row for each entry or post of a council that has all these terms, and is in one of the places, if any.

    Where there are several terms one query asks which are rare: those are walked through, and the others looked up.
    """
    owner = "entry" if model is EntryTerm else "post"
    first, *rest = _rare_first(model, council, [*terms] or [ALL])
    rows = model._default_manager.filter(council=council, term=first)
    same = model._default_manager.filter(**{owner: OuterRef(f"{owner}_id")})
    for term in rest:
        rows = rows.filter(Exists(same.filter(term=term)))
    if places := [*places]:
        rows = rows.filter(Exists(same.filter(term__in=[*coded("place", places), EVERYWHERE])))
    return rows


def _rare_first(model: type[EntryTerm] | type[PostTerm], council: Council, terms: list[str]) -> list[str]:
    """The terms with those first that few have, none of which is counted further than to `FEW`."""
    if len(terms) < 2:
        return terms
    of_term = {f"term_{n}": model._default_manager.filter(council=council, term=t) for n, t in enumerate(terms)}
    beyond = {name: Exists(rows.order_by()[FEW : FEW + 1]) for name, rows in of_term.items()}
    is_common = Council.objects.filter(pk=council.pk).annotate(**beyond).values_list(*beyond).order_by().get()
    return [term for _common, term in sorted(zip(is_common, terms, strict=True), key=lambda pair: pair[0])]


def _known(code: str, codes: list[str]) -> str:
    return code if code in codes else ""


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS
