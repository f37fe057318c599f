"""Promises under contracts, and how their targets are spread over the periods."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from framework.models import Measure
from suppliers.models.contracts import Contract, ReportingPeriod


class Commitment(models.Model):
    """An agreed promise under a contract: a measure, a target, and how binding it is."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Obligation(models.TextChoices):
        FIRM = "firm", _("Must be delivered")
        BEST_ENDEAVOURS = "best_endeavours", _("Must be tried, with proof of trying")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commitments")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="commitments")
    position = models.PositiveSmallIntegerField(_("position"))
    promise = models.CharField(_("the promise in plain words"), max_length=300)
    tender_wording = models.TextField(_("as worded in the tender"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    obligation = models.CharField(_("how binding"), max_length=16, choices=Obligation, default=Obligation.FIRM)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3, null=True, blank=True)
    done_by = models.DateField(_("to be done by"), null=True, blank=True)
    baseline = models.DecimalField(_("starting figure"), max_digits=16, decimal_places=3, null=True, blank=True)
    baseline_note = models.CharField(_("where the starting figure comes from"), max_length=250, blank=True)
    is_additional = models.BooleanField(_("more than the specification asks"), default=True)
    is_publishable = models.BooleanField(_("may be published"), default=True)
    starts_on = models.DateField(_("reported from"), null=True, blank=True)
    ends_on = models.DateField(_("reported until"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    agreed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contract", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="commitment_position_once"),
            models.CheckConstraint(condition=pair("agreed"), name="commitment_agreed_pair"),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(agreed_at__isnull=False), name="agreed_commitment_has_moment"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0), name="commitment_target_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "agreed", "withdrawn"]), name="commitment_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.promise

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class TargetProfile(models.Model):
    """One version of how a commitment's target is spread over the periods. Old periods keep the version they had."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="profiles")
    version = models.PositiveSmallIntegerField(_("version"))
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    is_current = models.BooleanField(_("current"), default=True)

    class Meta:
        ordering = ["commitment", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "version"], name="target_profile_once"),
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(is_current=True), name="target_profile_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class TargetPoint(models.Model):
    """What is promised for one period. For measures that add up, the points sum exactly to the target.

    It knows the edges of its period itself: when the end of a contract moves, periods nobody has seen are cut anew, and
    the points of older versions stay as they were agreed.
    """

    profile = models.ForeignKey(TargetProfile, on_delete=models.CASCADE, related_name="points")
    period = models.ForeignKey(ReportingPeriod, null=True, on_delete=models.SET_NULL, related_name="target_points")
    starts_on = models.DateField(_("starts on"))
    ends_before = models.DateField(_("ends before"))
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=3)

    class Meta:
        ordering = ["profile", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "starts_on"], name="target_point_once"),
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="point_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="target_point_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
