"""Contracts, who takes part in them, and their reporting periods."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER
from framework.models import FrameworkVersion
from suppliers.models.organisations import Organisation
from suppliers.models.places import Area, Department


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
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts"
    )
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts")
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
    deputy = models.ForeignKey(
        USER,
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deputised_contracts",
        help_text=_("Looks after the contract beside its manager, and gets the same emails."),
    )
    supplier_owner = models.ForeignKey(
        USER,
        verbose_name=_("who looks after it at the supplier"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_contracts",
    )
    proportion_reason = models.TextField(
        _("why it asks for more than usual"),
        blank=True,
        help_text=_("More promises, or more frequent returns, than contracts of this value usually have."),
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
            models.CheckConstraint(condition=~Q(deputy=F("manager")), name="contract_deputy_is_another"),
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

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class ProportionBand(models.Model):
    """How much a council asks of contracts from a yearly value on: how many promises at most, and how often to report.

    A council without bands of its own uses those of `suppliers.proportion` (domain rules, section 6.2).
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="proportion_bands")
    from_value = models.DecimalField(_("from a yearly value, in pounds without VAT"), max_digits=14, decimal_places=2)
    most_commitments = models.PositiveSmallIntegerField(_("promises at most"))
    frequency = models.CharField(_("reports"), max_length=12, choices=Contract.Frequency)

    class Meta:
        ordering = ["council", "from_value"]
        constraints = [
            models.UniqueConstraint(fields=["council", "from_value"], name="proportion_band_once"),
            models.CheckConstraint(condition=Q(from_value__gte=0), name="proportion_band_not_negative"),
            models.CheckConstraint(condition=Q(most_commitments__gte=1), name="proportion_band_asks_something"),
        ]

    def __str__(self) -> str:
        return f"from £{self.from_value}"


class NoticeRef(models.Model):
    """A published notice that told us something about a contracting process; importing it again changes nothing."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="notices")
    ocid = models.CharField(_("notice process id (OCID)"), max_length=60)
    release_id = models.CharField(_("notice"), max_length=250)
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
