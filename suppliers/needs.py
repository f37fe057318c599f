"""How great the need of areas is, as officers are shown it: the newest figure of each indicator."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from suppliers.models import Area, AreaNeed

WORST = (AreaNeed.Fifth.WORST, AreaNeed.Fifth.SECOND_WORST)
COLOURS = {
    AreaNeed.Fifth.WORST: "red",
    AreaNeed.Fifth.SECOND_WORST: "orange",
    AreaNeed.Fifth.MIDDLE: "yellow",
    AreaNeed.Fifth.SECOND_BEST: "blue",
    AreaNeed.Fifth.BEST: "green",
}


def newest(needs: QuerySet[AreaNeed]) -> QuerySet[AreaNeed]:
    """Those that no later year stands before."""
    later = AreaNeed.objects.filter(area=OuterRef("area"), indicator=OuterRef("indicator"), year__gt=OuterRef("year"))
    return needs.filter(~Exists(later))


def with_needs(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Areas of which something is known, each with by how many indicators, and by how many it is among the worst.

    `indicators` and `worst` are counts; worst are the two worst fifths.
    """
    known = newest(AreaNeed.objects.filter(area=OuterRef("pk"))).order_by().values("area")

    def count(needs: QuerySet) -> Coalesce:
        return Coalesce(Subquery(needs.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)

    counted = areas.annotate(indicators=count(known), worst=count(known.filter(fifth__in=WORST)))
    return counted.filter(indicators__gt=0)


def needs_of(needs: QuerySet[AreaNeed], area: Area) -> QuerySet[AreaNeed]:
    """What is known of one area, the worst first; one query."""
    found = newest(needs.filter(area=area)).select_related("indicator")
    return found.order_by("fifth", F("indicator__name"), "indicator__code")
