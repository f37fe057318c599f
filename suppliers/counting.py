"""How many wait: several counts in one question, none of which reads more rows than it needs to say "100+"."""

from collections.abc import Mapping

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

MOST = 100


def counts_up_to(rows: Mapping[str, QuerySet], *, most: int = MOST) -> dict[str, int]:
    """The number of rows of each query by its name, at most `most` + 1, all in one query.

    The statements are put side by side as Django writes them: as columns of one query, each would be copied and
    resolved over and over, which took longer than the answer.
    """
    counts, columns = dict.fromkeys(rows, 0), {}
    parameters: list = []
    for name, found in rows.items():
        try:
            statement, these = found.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:  # known beforehand to give nothing
            continue
        columns[name] = f"(SELECT COUNT(*) FROM ({statement}) counted)"  # noqa: S608 (what Django wrote, parameters apart)
        parameters += these
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns.values())}", parameters)
            counts |= dict(zip(columns, cursor.fetchone(), strict=True))
    return counts


def words_for(count: int, *, most: int = MOST) -> str:
    """The number as people read it: "7", or "100+"."""
    return _("%(most)d+") % {"most": most} if count > most else str(count)
