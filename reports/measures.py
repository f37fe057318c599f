"""Which measures belong to a part of a framework, and which serve a local theme of a council.

Measures of a framework that all share are many councils', and the themes that they serve are each council's own. So
whatever is asked by theme goes by the council of a row as well as by its measure.
"""

from collections import defaultdict

from django.db.models import Q

from accounts.models import User
from reports.dimensions import WAYS, Dimension, heads_visible_to
from suppliers.places import NOT_SAID

Themes = dict[tuple[int, int], list[int]]


def of_measures(user: User, dimension: Dimension, key: int, *, measure: str, council: str = "council") -> Q:
    """A condition: rows of one head, by what their measure and council are called. One query; none for a measure."""
    if dimension == Dimension.THEME:
        return _of_theme(themes_of(user), key, measure=measure, council=council)
    return Q(**{f"{measure}__in": measures_in(user, dimension, key)})


def measures_in(user: User, dimension: Dimension, key: int) -> list[int]:
    """The ids of the measures of a part of a framework. One query, none for a measure itself."""
    if dimension == Dimension.MEASURE:
        return [key]
    found = heads_visible_to(user, Dimension.MEASURE).filter(**{WAYS[dimension]: key})
    return list(found.order_by().values_list("pk", flat=True))


def themes_of(user: User) -> Themes:
    """The local themes that each measure serves, by council and measure. One query."""
    served = heads_visible_to(user, Dimension.THEME).filter(measures__isnull=False)
    found: Themes = defaultdict(list)
    for theme, council, measure in served.order_by().values_list("pk", "council", "measures"):
        found[council, measure].append(theme)
    return found


def _of_theme(themes: Themes, key: int, *, measure: str, council: str) -> Q:
    """Rows whose measure serves a theme of their council; with `NOT_SAID` those whose measure serves none."""
    by_council: dict[int, list[int]] = defaultdict(list)
    for (of_council, pk), served in themes.items():
        if key == NOT_SAID or key in served:
            by_council[of_council].append(pk)
    found = Q(pk__in=[])
    for of_council, pks in by_council.items():
        found |= Q(**{council: of_council, f"{measure}__in": sorted(pks)})
    return ~found if key == NOT_SAID else found
