"""From which share of its profile on a promise counts as on track, as each council has set it over time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER

LEAST, MOST = 1, 200
USUAL_MET, USUAL_SLIGHTLY_BELOW, USUAL_BELOW = 100, 85, 60


class Rating(models.TextChoices):
    """How far a promise is: the five ids of the performance scale, with the portal's own words (section 6.7)."""

    MET = "met", _("On track")
    SLIGHTLY_BELOW = "slightlyBelow", _("Slightly behind")
    BELOW = "below", _("Behind")
    SIGNIFICANTLY_BELOW = "significantlyBelow", _("Well behind")
    OTHER = "other", _("Not rated")


class RatingRule(models.Model):
    """One version of a council's thresholds, in percent of the profile. The newest counts; none is ever changed.

    A council without a version goes by the usual ones (domain rules, section 6.7).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="rating_rules")
    version = models.PositiveSmallIntegerField(_("version"))
    met = models.PositiveSmallIntegerField(_("on track from"), default=USUAL_MET)
    slightly_below = models.PositiveSmallIntegerField(_("slightly behind from"), default=USUAL_SLIGHTLY_BELOW)
    below = models.PositiveSmallIntegerField(_("behind from"), default=USUAL_BELOW)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["council", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["council", "version"], name="rating_rule_once"),
            models.CheckConstraint(
                condition=Q(met__gt=F("slightly_below"), slightly_below__gt=F("below")), name="rating_rule_descends"
            ),
            models.CheckConstraint(condition=Q(met__lte=MOST, below__gte=LEAST), name="rating_rule_within_bounds"),
        ]

    def __str__(self) -> str:
        return f"version {self.version}: {self.met}%, {self.slightly_below}%, {self.below}%"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id
