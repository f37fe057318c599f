"""Several short questions in one: how many wait, none reading more rows than it needs to say "100+", and which."""

from collections.abc import Mapping

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

MOST = 100


def counts_up_to(rows: Mapping[str, QuerySet], *, most: int = MOST) -> dict[str, int]:
    """The number of rows of each query by its name, at most `most` + 1, all in one query.

    The statements are put side by side as Django writes them: as columns of one query, each would be copied and
    resolved over and over, which took longer than the answer. A query that says its order keeps it: an index in that
    order is then read from its start, where the database would look through the whole table for the first that fit.
    """
    counts, columns = dict.fromkeys(rows, 0), {}
    parameters: list = []
    for name, found in rows.items():
        try:
            keys = (found if found.query.order_by else found.order_by()).values("pk")[: most + 1]
            statement, these = keys.query.sql_with_params()
        except EmptyResultSet:  # known beforehand to give nothing
            continue
        columns[name] = f"(SELECT COUNT(*) FROM ({statement}) counted)"  # noqa: S608 (what Django wrote, parameters apart)
        parameters += these
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns.values())}", parameters)
            counts |= dict(zip(columns, cursor.fetchone(), strict=True))
    return counts


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
