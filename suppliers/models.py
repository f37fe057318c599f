"""Who promised what: organisations and their people, contracts and their periods, commitments with targets."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from framework.models import FrameworkVersion, Measure


class Organisation(models.Model):
    """A body that delivers contracts. Recognised by its identifiers, never by its name."""

    name = models.CharField(_("name"), max_length=250)
    is_sme = models.BooleanField(_("small or medium-sized"), null=True, blank=True)
    is_vcse = models.BooleanField(_("voluntary, community or social enterprise"), null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class OrganisationIdentifier(models.Model):
    """An official number of an organisation; the pair of scheme and value belongs to one organisation only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=20)
    value = models.CharField(_("number"), max_length=60)
    source = models.CharField(_("where it came from"), max_length=120, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="organisation_identifier_unique")]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class Member(models.Model):
    """A person who acts for an organisation."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("Admin")
        EDITOR = "editor", _("Editor")
        VIEWER = "viewer", _("Viewer")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once"),
            models.CheckConstraint(condition=Q(role__in=["admin", "editor", "viewer"]), name="member_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"


class ServiceCategory(models.Model):
    """What kind of service a contract buys. Each council keeps its own tree; a contract may carry several."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="service_categories")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    code = models.CharField(_("code"), max_length=20)
    label = models.CharField(_("label"), max_length=200)

    class Meta:
        ordering = ["council", "code"]
        verbose_name_plural = _("service categories")
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="service_category_once")]

    def __str__(self) -> str:
        return self.label


class LegalThreshold(models.Model):
    """An amount in law that changes over time, so that no figure stands in code."""

    class Kind(models.TextChoices):
        STATUTORY_KPIS = "statutory_kpis", _("Key performance indicators must be published")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    amount = models.DecimalField(_("amount in pounds, with VAT"), max_digits=14, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["kind", "valid_from"], name="legal_threshold_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: £{self.amount}"


class Contract(models.Model):
    """A signed agreement between a council and a supplier, and how often the supplier reports on it."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("Being set up")
        ACTIVE = "active", _("Active")
        ENDED = "ended", _("Ended")

    class LegalBasis(models.TextChoices):
        PA2023 = "PA2023", _("Procurement Act 2023")
        PCR2015 = "PCR2015", _("Public Contracts Regulations 2015")
        OTHER = "other", _("Other, or not known")

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every three months")
        SIX_MONTHLY = "six_monthly", _("Every six months")
        ANNUAL = "annual", _("Every year")
        AT_END = "at_end", _("Once, at the end")
        ONE_OFF = "one_off", _("Once, by an agreed date")

    class Anchor(models.TextChoices):
        FINANCIAL_YEAR = "financial_year", _("The financial year (1 April)")
        CONTRACT = "contract", _("The contract's own anniversary")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="contracts")
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts"
    )
    reference = models.CharField(_("reference"), max_length=80)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    categories = models.ManyToManyField(ServiceCategory, blank=True, related_name="contracts")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREPARING)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    value_net = models.DecimalField(_("value without VAT"), max_digits=14, decimal_places=2, null=True, blank=True)
    value_gross = models.DecimalField(_("value with VAT"), max_digits=14, decimal_places=2, null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=10, choices=LegalBasis, default=LegalBasis.OTHER)
    is_light_touch = models.BooleanField(_("light touch"), default=False)
    is_above_threshold = models.BooleanField(_("above threshold"), null=True, blank=True)
    ocid = models.CharField(_("notice process id (OCID)"), max_length=60, blank=True)
    ocds_id = models.CharField(_("contract id in the notice"), max_length=60, blank=True)
    framework_version = models.ForeignKey(
        FrameworkVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts"
    )
    frequency = models.CharField(_("reports"), max_length=12, choices=Frequency, default=Frequency.QUARTERLY)
    anchor = models.CharField(_("periods follow"), max_length=15, choices=Anchor, default=Anchor.FINANCIAL_YEAR)
    one_off_due_on = models.DateField(_("single report due on"), null=True, blank=True)
    manager = models.ForeignKey(
        USER,
        verbose_name=_("contract manager"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_contracts",
    )

    class Meta:
        ordering = ["council", "reference", "id"]
        indexes = [
            models.Index(fields=["status", "supplier"], name="contract_status_supplier"),
            models.Index(fields=["council", "id"], name="contract_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["council", "reference"], name="contract_reference_once"),
            models.UniqueConstraint(
                fields=["council", "ocid", "ocds_id"], condition=~Q(ocid=""), name="contract_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status="preparing")
                | Q(
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    supplier__isnull=False,
                    framework_version__isnull=False,
                ),
                name="active_contract_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["preparing", "active", "ended"]), name="contract_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its own."""
        return f"suppliers.contract:{self.pk}"


class ContractParty(models.Model):
    """An organisation beside the supplier that takes part in a contract."""

    class Role(models.TextChoices):
        CONSORTIUM = "consortium", _("Consortium member")
        SUBCONTRACTOR = "subcontractor", _("Subcontractor")

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="part_contracts")
    role = models.CharField(_("role"), max_length=15, choices=Role)

    class Meta:
        ordering = ["contract", "organisation"]
        verbose_name_plural = _("contract parties")
        constraints = [models.UniqueConstraint(fields=["contract", "organisation"], name="contract_party_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_role_display()}"


class NoticeRef(models.Model):
    """A published notice that told us something about a contracting process; importing it again changes nothing."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="notices")
    ocid = models.CharField(_("notice process id (OCID)"), max_length=60)
    release_id = models.CharField(_("notice"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, blank=True, help_text=_("UK1 to UK17"))
    published = models.DateTimeField(_("published"))
    release = models.JSONField(_("as published"))
    audit_council_id = Contract.audit_council_id

    class Meta:
        ordering = ["published", "id"]
        constraints = [models.UniqueConstraint(fields=["council", "ocid", "release_id"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.release_id}"


class ReportingPeriod(models.Model):
    """The window one return covers: from `starts_on` up to but not including `ends_before`, by local date."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("starts on"))
    ends_before = models.DateField(_("ends before"))
    due_on = models.DateField(_("due on"))
    opened_on = models.DateField(
        _("opened on"),
        null=True,
        blank=True,
        help_text=_("From then on the supplier may have seen it: it never moves."),
    )
    waived_at = models.DateTimeField(_("waived at"), null=True, blank=True)
    waived_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    waived_reason = models.TextField(_("why it is waived"), blank=True)

    class Meta:
        ordering = ["contract", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "starts_on"], name="period_start_once"),
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="period_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True, waived_by__isnull=True, waived_reason="")
                | (Q(waived_at__isnull=False, waived_by__isnull=False) & ~Q(waived_reason="")),
                name="period_waived_pair",
            ),
        ]
        indexes = [models.Index(fields=["starts_on"], name="period_starts")]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"

    @property
    def ends_on(self) -> date:
        """The last day of the period, as people are shown it."""
        return self.ends_before - timedelta(days=1)

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


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
