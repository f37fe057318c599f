"""Promises under contracts, and how their targets are spread over the periods."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from framework.models import Measure
from suppliers.models.contracts import Contract, ReportingPeriod
from suppliers.models.organisations import Organisation


class Commitment(models.Model):
    """A promise under a contract: a measure, a target, and how binding it is.

    Its terms are those of its newest proposal until both sides have agreed, and from then on those that stand. What
    each side proposed and answered is in `Proposal`.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced by another")

    class Obligation(models.TextChoices):
        FIRM = "firm", _("Must be delivered")
        BEST_ENDEAVOURS = "best_endeavours", _("Must be tried, with proof of trying")

    class Basis(models.TextChoices):
        ABSOLUTE = "absolute", _("A fixed amount")
        PLACEMENT_YEAR = "placement_year", _("So many for each year of placement")
        SPEND = "spend", _("So many for each £100,000 that is spent")

    class Unpublishable(models.TextChoices):
        COMMERCIAL = "commercial", _("It would harm somebody’s commercial interests")
        PERSONAL = "personal", _("It would tell something about a person")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commitments")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="commitments")
    position = models.PositiveSmallIntegerField(_("position"))
    promise = models.CharField(_("the promise in plain words"), max_length=300)
    tender_wording = models.TextField(_("as worded in the tender"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    obligation = models.CharField(_("how binding"), max_length=16, choices=Obligation, default=Obligation.FIRM)
    basis = models.CharField(_("the target is"), max_length=14, choices=Basis, default=Basis.ABSOLUTE)
    rate = models.DecimalField(
        _("for each placement year or £100,000"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3, null=True, blank=True)
    done_by = models.DateField(_("to be done by"), null=True, blank=True)
    baseline = models.DecimalField(_("starting figure"), max_digits=16, decimal_places=3, null=True, blank=True)
    baseline_note = models.CharField(_("where the starting figure comes from"), max_length=250, blank=True)
    is_additional = models.BooleanField(_("more than the specification asks"), default=True)
    deliverer = models.ForeignKey(
        Organisation,
        verbose_name=_("who delivers it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments_delivered",
        help_text=_("A consortium member or subcontractor; without one, the supplier itself."),
    )
    place = models.CharField(_("where it is delivered"), max_length=120, blank=True)
    target_group = models.CharField(_("who benefits"), max_length=250, blank=True)
    is_mission = models.BooleanField(_("the value of the supplier’s mission"), default=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by_commitment"
    )
    is_publishable = models.BooleanField(_("may be published"), default=True)
    unpublishable = models.CharField(_("why it may not"), max_length=10, choices=Unpublishable, blank=True)
    unpublishable_note = models.CharField(_("more about why"), max_length=250, blank=True)
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
                condition=Q(status__in=["proposed", "agreed", "declined", "withdrawn", "replaced"]),
                name="commitment_status_known",
            ),
            models.CheckConstraint(
                condition=Q(basis="absolute", rate__isnull=True)
                | (Q(basis__in=["placement_year", "spend"]) & Q(rate__gte=0)),
                name="commitment_rate_goes_with_basis",
            ),
            models.CheckConstraint(
                condition=Q(is_publishable=True, unpublishable="")
                | Q(is_publishable=False, unpublishable__in=["commercial", "personal"]),
                name="commitment_says_why_unpublished",
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


class Proposal(models.Model):
    """What one side proposed about a promise, and what the other answered: a promise's history from tender to end.

    `terms` are the terms asked for (see `suppliers.terms`), as JSON; figures and dates are texts there. While it is
    open its status says whose turn it is.
    """

    class Side(models.TextChoices):
        SUPPLIER = "supplier", _("The supplier")
        COUNCIL = "council", _("The council")

    class Kind(models.TextChoices):
        NEW = "new", _("A new promise")
        VARIATION = "variation", _("A change to a promise")
        SUBSTITUTION = "substitution", _("Another promise in its place")
        WITHDRAWAL = "withdrawal", _("The end of a promise")

    class Status(models.TextChoices):
        WITH_COUNCIL = "with_council", _("With the council")
        WITH_SUPPLIER = "with_supplier", _("With the supplier")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        COUNTERED = "countered", _("Answered with another proposal")
        TAKEN_BACK = "taken_back", _("Taken back")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    side = models.CharField(_("proposed by"), max_length=8, choices=Side)
    status = models.CharField(_("status"), max_length=13, choices=Status)
    terms = models.JSONField(_("terms"), default=dict)
    reason = models.TextField(_("why"), blank=True)
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_reason = models.TextField(_("what was answered"), blank=True)

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="proposal_once"),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(status__in=["with_council", "with_supplier"]),
                name="proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["with_council", "with_supplier", "accepted", "declined", "countered", "taken_back"]
                ),
                name="proposal_status_known",
            ),
            models.CheckConstraint(condition=pair("answered"), name="proposal_answered_pair"),
            models.CheckConstraint(
                condition=Q(status__in=["with_council", "with_supplier"], answered_at__isnull=True)
                | (~Q(status__in=["with_council", "with_supplier"]) & Q(answered_at__isnull=False)),
                name="proposal_open_until_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="with_council", side="council") & ~Q(status="with_supplier", side="supplier"),
                name="proposal_waits_for_the_other_side",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.number} about commitment {self.commitment_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.commitment.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.commitment.audit_trail


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

    @property
    def ends_on(self) -> date:
        """The last day of its period, as people are shown it."""
        return self.ends_before - timedelta(days=1)


class PeriodActivity(models.Model):
    """What a contract came to in one period: the figure that targets for each placement year or £100,000 rest on."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="activity")
    basis = models.CharField(_("counted in"), max_length=14, choices=Commitment.Basis)
    amount = models.DecimalField(_("placement years, or pounds"), max_digits=14, decimal_places=3)
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "basis"]
        verbose_name_plural = _("period activity")
        constraints = [
            models.UniqueConstraint(fields=["period", "basis"], name="period_activity_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="period_activity_not_negative"),
            models.CheckConstraint(
                condition=Q(basis__in=["placement_year", "spend"]), name="period_activity_basis_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} in period {self.period_id}"
