"""How a supplier performed against the statutory KPIs of a contract, as an officer assessed it on one day."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.models import Commitment, Contract, Rating
from suppliers.rating import Thresholds, ratio_of


class KpiAssessment(models.Model):
    """One assessment of a contract (Procurement Act 2023, section 71) by the thresholds of that day. Never changed."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="kpi_assessments")
    covers_from = models.DateField(_("assessed from"))
    covers_until = models.DateField(_("assessed until"))
    is_final = models.BooleanField(_("at the end of the contract"), default=False)
    met = models.PositiveSmallIntegerField(_("on track from"))
    slightly_below = models.PositiveSmallIntegerField(_("slightly behind from"))
    below = models.PositiveSmallIntegerField(_("behind from"))
    assessed_at = models.DateTimeField(_("assessed at"))
    assessed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contract", "-covers_until"]
        verbose_name = _("KPI assessment")
        constraints = [
            models.UniqueConstraint(fields=["contract", "covers_from"], name="kpi_assessment_once"),
            models.CheckConstraint(
                condition=Q(covers_until__gte=F("covers_from")), name="kpi_assessment_covers_some_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}, {self.covers_from} to {self.covers_until}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"

    @property
    def thresholds(self) -> Thresholds:
        """The council's thresholds on the day."""
        return Thresholds(self.met, self.slightly_below, self.below)


class KpiRating(models.Model):
    """How one KPI was rated: its words and figures as they were, what was suggested and what was decided."""

    assessment = models.ForeignKey(KpiAssessment, on_delete=models.PROTECT, related_name="ratings")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="kpi_ratings")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"))
    profile = models.DecimalField(_("promised to date"), max_digits=16, decimal_places=3, null=True)
    verified = models.DecimalField(_("verified to date"), max_digits=16, decimal_places=3, null=True)
    lower_is_better = models.BooleanField(_("lower is better"))
    suggested = models.CharField(_("suggested"), max_length=18, choices=Rating)
    rating = models.CharField(_("rating"), max_length=18, choices=Rating)
    reason = models.TextField(_("why it differs"), blank=True)

    class Meta:
        ordering = ["assessment", "position"]
        verbose_name = _("KPI rating")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "commitment"], name="kpi_rating_once"),
            models.CheckConstraint(
                condition=Q(suggested__in=Rating.values, rating__in=Rating.values), name="kpi_rating_known"
            ),
            models.CheckConstraint(
                condition=Q(rating=F("suggested")) | ~Q(reason=""), name="kpi_rating_says_why_it_differs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.rating}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.assessment.audit_council_id

    @property
    def ratio(self) -> Decimal | None:
        """Verified over promised to date, as both were on the day."""
        return ratio_of(self.verified, self.profile, lower_is_better=self.lower_is_better)
