"""How far a promise is, by what was verified and the council's thresholds (domain rules, section 6.7).

The one place where a figure becomes a rating: whatever shows one asks here.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from suppliers.models import Rating, RatingRule
from suppliers.models.rating import LEAST, MOST, USUAL_BELOW, USUAL_MET, USUAL_SLIGHTLY_BELOW

COLOURS = {
    Rating.MET: "green",
    Rating.SLIGHTLY_BELOW: "amber",
    Rating.BELOW: "orange",
    Rating.SIGNIFICANTLY_BELOW: "red",
    Rating.OTHER: "",
}
FIELDS = ("met", "slightly_below", "below")


@dataclass(frozen=True)
class Thresholds:
    """From which percent of the profile on a promise is on track, slightly behind and behind."""

    met: int = USUAL_MET
    slightly_below: int = USUAL_SLIGHTLY_BELOW
    below: int = USUAL_BELOW

    def as_data(self) -> dict[str, int]:
        """The three of them by name, as rows and events hold them."""
        return asdict(self)


USUAL = Thresholds()


def are_in_order(thresholds: Thresholds) -> bool:
    """Whether each is lower than the one before it, and all lie between 1% and 200%."""
    return MOST >= thresholds.met > thresholds.slightly_below > thresholds.below >= LEAST


def ratio_of(verified: Decimal | None, profile: Decimal | None, *, lower_is_better: bool = False) -> Decimal | None:
    """Verified over profile, or the other way round where lower is better; None where that says nothing.

    Nothing verified where lower is better is as good as can be: infinite.
    """
    if verified is None or not profile:
        return None
    if not lower_is_better:
        return verified / profile
    return profile / verified if verified > 0 else Decimal("Infinity")


def rating_of(ratio: Decimal | None, thresholds: Thresholds) -> Rating:
    """The id of the performance scale for a ratio: on a threshold it counts as reached. None is not rated."""
    if ratio is None:
        return Rating.OTHER
    if ratio * 100 >= thresholds.met:
        return Rating.MET
    if ratio * 100 >= thresholds.slightly_below:
        return Rating.SLIGHTLY_BELOW
    return Rating.BELOW if ratio * 100 >= thresholds.below else Rating.SIGNIFICANTLY_BELOW


# --- What a council has set -------------------------------------------------------------------------------------------
def rules_of(council_id: int) -> QuerySet[RatingRule]:
    """Every version of a council's own thresholds, the newest first."""
    return RatingRule.objects.filter(council=council_id).order_by("-version")


def thresholds_of(council_id: int) -> Thresholds:
    """The thresholds that a council goes by now: its newest, else the usual ones. One query."""
    row = rules_of(council_id).values_list(*FIELDS).first()
    return Thresholds(*row) if row else USUAL


def thresholds_in_force(council: str) -> Subquery:
    """As `thresholds_of`, to annotate rows with: `council` is the way from a row to its council.

    A dict for `thresholds_from`; None where the usual ones count.
    """
    rules = RatingRule.objects.filter(council=OuterRef(council)).order_by("-version")
    return Subquery(rules.values(limits=JSONObject(**{name: name for name in FIELDS}))[:1])


def thresholds_from(limits: dict[str, int] | None) -> Thresholds:
    """What a row says that is annotated with `thresholds_in_force`."""
    return Thresholds(**limits) if limits else USUAL
