"""Several short questions in one: how many wait, none reading more rows than it needs to say "100+", and which."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

MOST = 100


@dataclass(frozen=True)
class Counting:
    """A question after several counts, as it is written for the database; asked again and again with other answers."""

    names: tuple[str, ...]
    statement: str
    parameters: tuple
    nothing: tuple[str, ...]
    """Those known beforehand to be nothing."""

    @classmethod
    def of(cls, rows: Mapping[str, QuerySet], *, most: int) -> Self:
        """How many rows each of these queries gives, at most `most` + 1.

        The statements are put side by side as Django writes them: as columns of one query, each would be copied and
        resolved over and over, which took longer than the answer. A query that says its order keeps it: an index in
        that order is then read from its start, where the database would look through the whole table for the first
        that fit.
        """
        columns: dict[str, str] = {}
        parameters: list = []
        for name, found in rows.items():
            try:
                keys = (found if found.query.order_by else found.order_by()).values("pk")[: most + 1]
                statement, these = keys.query.sql_with_params()
            except EmptyResultSet:  # known beforehand to give nothing
                continue
            columns[name] = f"(SELECT COUNT(*) FROM ({statement}) counted)"  # noqa: S608 (what Django wrote, parameters apart)
            parameters += these
        nothing = tuple(name for name in rows if name not in columns)
        return cls(tuple(columns), f"SELECT {', '.join(columns.values())}", tuple(parameters), nothing)

    def answers(self) -> dict[str, int]:
        """The numbers by their names. One query, and none where all are known to be nothing."""
        counts = dict.fromkeys(self.nothing, 0)
        if self.names:
            with connection.cursor() as cursor:
                cursor.execute(self.statement, self.parameters)
                counts |= dict(zip(self.names, cursor.fetchone(), strict=True))
        return counts


def counts_up_to(rows: Mapping[str, QuerySet], *, most: int = MOST) -> dict[str, int]:
    """The number of rows of each query by its name, at most `most` + 1, all in one query."""
    counts = Counting.of(rows, most=most).answers()
    return {name: counts[name] for name in rows}


class KeptCountings:
    """Countings that were written before, by all that they depend on: a dozen cost more to write than to answer.

    What a question depends on is for whoever asks it to say: who sees which rows is part of it. What is kept is the
    text of the question and never an answer.
    """

    def __init__(self, most_kept: int = 500) -> None:
        self._most_kept = most_kept
        self._known: dict[Hashable, Counting] = {}

    def counts_up_to(
        self, depends_on: Hashable, rows: Callable[[], Mapping[str, QuerySet]], *, most: int = MOST
    ) -> dict[str, int]:
        """As `counts_up_to`; `rows` is called where nobody has asked the same before."""
        counting = self._known.get((depends_on, most))
        if counting is None:
            if len(self._known) >= self._most_kept:
                self._known = {}
            counting = self._known[depends_on, most] = Counting.of(rows(), most=most)
        return counting.answers()


def keys_of(rows: Mapping[str, QuerySet]) -> dict[str, list]:
    """The keys of each query by its name, in no order, all in one query. Each query says itself how many it gives.

    To read the rows of several short lists at once: joined to all that is shown of them, each list alone takes the
    database longer to plan than to answer.
    """
    keys: dict[str, list] = {name: [] for name in rows}
    statements: list[str] = []
    parameters: list = []
    for place, found in enumerate(rows.values()):
        try:
            statement, these = found.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT {place}, pk FROM ({statement}) list_{place}")  # noqa: S608 (as above)
        parameters += these
    if statements:
        names = list(rows)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), parameters)
            for place, key in cursor.fetchall():
                keys[names[place]].append(key)
    return keys


def words_for(count: int, *, most: int = MOST) -> str:
    """The number as people read it: "7", or "100+"."""
    return _("%(most)d+") % {"most": most} if count > most else str(count)
