"""How many wait: several counts in one question, none of which reads more rows than it needs to say "100+"."""

from collections.abc import Mapping

from django.db.models import IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User

MOST = 100


class _Counted(Subquery):
    """The number of rows that a query gives, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counts_up_to(user: User, rows: Mapping[str, QuerySet], *, most: int = MOST) -> dict[str, int]:
    """The number of rows of each query by its name, at most `most` + 1, all in one query. `user` is who asks."""
    columns = {
        name: Coalesce(_Counted(found.order_by().values(one=Value(1))[: most + 1]), 0) for name, found in rows.items()
    }
    return dict(zip(columns, User.objects.filter(pk=user.pk).values_list(*columns.values()).get(), strict=True))


def words_for(count: int, *, most: int = MOST) -> str:
    """The number as people read it: "7", or "100+"."""
    return _("%(most)d+") % {"most": most} if count > most else str(count)
