"""How great the need of areas is, as a list: in columns that a register of it has, so that it can be brought again."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.listing import Field, Given, Listing, label_of
from suppliers.models import AreaNeed, Indicator
from suppliers.queries import needs_visible_to


def _needs(user: User, given: Given) -> QuerySet[AreaNeed]:
    return needs_visible_to(user).order_by("-pk")


NEEDS = Listing(
    "needs",
    _("Needs of areas"),
    "need-list",
    _needs,
    (
        Field(_("Council"), "area__council__name", 24),
        Field(_("Area code"), "area__code", 12),
        Field(_("Area"), "area__name", 30),
        Field(_("Indicator code"), "indicator__code", 24),
        Field(_("Indicator"), "indicator__name", 40),
        Field(_("Fifth"), "fifth", 8),
        Field(_("Value"), "value", 14),
        Field(_("Year"), "year", 8),
        Field(_("Source"), "source", 30),
        Field(_("Objective"), "indicator__objective", 14),
        Field(_("Which end is worse"), "indicator__polarity", 24, label_of(Indicator.Polarity)),
    ),
)
