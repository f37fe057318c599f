"""The opportunity log of a contract: who offers placements to young people in care, and what came of them in totals.

Nothing here says which child: there are counts and fixed choices, and words about hosts and activities alone (domain
rules, sections 5.1 and 7).
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from suppliers.models.contracts import Contract
from suppliers.models.places import Area

# The first half of a postcode, like SW1A or LE2: an area, never a house.
OUTWARD = RegexValidator(r"^[A-Z]{1,2}[0-9][A-Z0-9]?\Z", _("Enter the first half of a postcode only, like LE2"))


class WhyNot(models.TextChoices):
    """Why something that was sought or offered was not taken up; the only reasons there are."""

    CHOICE = "choice", _("The young person chose not to")
    TOO_YOUNG = "too_young", _("Too young for it")
    HEALTH = "health", _("Health, or a crisis")
    TIMETABLE = "timetable", _("School, college or work timetable")
    PLACEMENT = "placement", _("The placement ended or moved")
    TRAVEL = "travel", _("Travel")
    HOST = "host", _("The host could not take anybody")
    SAFEGUARDING = "safeguarding", _("Safeguarding advice")
    LANGUAGE = "language", _("Language support was needed")
    OTHER = "other", _("Another reason")


class Host(models.Model):
    """An organisation that offers placements under one contract, with the checks that keep young people safe there.

    `area` or the first half of a postcode says where it is. Once it is retired it never changes, and nobody there is
    named any more.
    """

    class Kind(models.TextChoices):
        CHARITY = "charity", _("Charity or community group")
        SOCIAL = "social", _("Social enterprise")
        PUBLIC = "public", _("Public body, such as a library or museum")
        LEARNING = "learning", _("School, college or university")
        SPORT = "sport", _("Sports or arts club")
        FAITH = "faith", _("Faith group")
        BUSINESS = "business", _("Business")

    class Check(models.TextChoices):
        NONE = "none", _("No role there needs one")
        BASIC = "basic", _("Basic")
        STANDARD = "standard", _("Standard")
        ENHANCED = "enhanced", _("Enhanced")
        BARRED = "barred", _("Enhanced with barred lists")

    class Insurance(models.TextChoices):
        PUBLIC = "public", _("Public liability")
        EMPLOYERS = "employers", _("Employers’ liability")
        BOTH = "both", _("Both")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="hosts")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="hosts")
    outward_postcode = models.CharField(_("first half of the postcode"), max_length=4, blank=True, validators=[OUTWARD])
    contact_name = models.CharField(_("who to ask for, at work"), max_length=120, blank=True)
    contact_email = models.EmailField(_("their email address at work"), blank=True)
    dbs_level = models.CharField(_("DBS check of the staff"), max_length=10, choices=Check)
    dbs_checked_on = models.DateField(_("checked on"), null=True, blank=True)
    dbs_renew_on = models.DateField(_("check holds until"), null=True, blank=True)
    insurance = models.CharField(_("insurance"), max_length=10, choices=Insurance)
    insurance_ends_on = models.DateField(_("insurance ends on"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    retired_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["dbs_renew_on"], condition=Q(retired_at__isnull=True), name="host_dbs_renew"),
            models.Index(
                fields=["insurance_ends_on"], condition=Q(retired_at__isnull=True), name="host_insurance_ends"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "name"], condition=Q(retired_at__isnull=True), name="host_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="host_has_a_name"),
            models.CheckConstraint(condition=Q(area__isnull=False) | ~Q(outward_postcode=""), name="host_is_somewhere"),
            models.CheckConstraint(
                condition=Q(dbs_level="none", dbs_checked_on__isnull=True, dbs_renew_on__isnull=True)
                | (
                    Q(dbs_level__in=["basic", "standard", "enhanced", "barred"])
                    & Q(dbs_checked_on__isnull=False, dbs_renew_on__gt=F("dbs_checked_on"))
                ),
                name="host_check_has_its_days",
            ),
            models.CheckConstraint(condition=pair("retired"), name="host_retired_pair"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(contact_name="", contact_email=""),
                name="host_retired_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_dbs(self) -> bool:
        """Whether a role there needs staff with a DBS check."""
        return self.dbs_level != self.Check.NONE

    @property
    def place(self) -> str:
        """Where it is, no nearer than an area."""
        return ", ".join(filter(None, [self.area.name if self.area else "", self.outward_postcode]))

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class Opportunity(models.Model):
    """Places at a host for a time, and how many of them were offered, taken up and not taken up so far.

    The three counts are the sums of its steps. An opportunity that has ended never changes.
    """

    class Kind(models.TextChoices):
        ONE_OFF = "one_off", _("A single volunteering session")
        REGULAR = "regular", _("Regular volunteering")
        SUSTAINED = "sustained", _("Volunteering for 12 weeks or more")
        AWARD = "award", _("Volunteering towards an award")

    class Status(models.TextChoices):
        SOUGHT = "sought", _("Sought")
        OFFERED = "offered", _("Offered")
        TAKEN_UP = "taken_up", _("Taken up")
        NOT_TAKEN_UP = "not_taken_up", _("Not taken up")
        ENDED = "ended", _("Ended")

    class Access(models.TextChoices):
        STEP_FREE = "step_free", _("No steps")
        TOILET = "toilet", _("Accessible toilet")
        QUIET = "quiet", _("Quiet space")
        TRANSPORT = "transport", _("Near a bus stop or station")
        FARES = "fares", _("Fares are paid")
        LANGUAGE = "language", _("Interpreter or easy language")
        SHADOWING = "shadowing", _("Somebody can come along")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="opportunities")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="opportunities")
    title = models.CharField(_("what it is"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    places = models.PositiveSmallIntegerField(_("places"))
    access = models.JSONField(_("access"), default=list, blank=True)
    sought_on = models.DateField(_("agreed with the host on"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SOUGHT)
    offered = models.PositiveSmallIntegerField(_("offered"), default=0)
    taken_up = models.PositiveSmallIntegerField(_("taken up"), default=0)
    not_taken_up = models.PositiveSmallIntegerField(_("not taken up"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = _("opportunities")
        indexes = [models.Index(fields=["contract", "id"], name="opportunity_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["sought", "offered", "taken_up", "not_taken_up", "ended"]),
                name="opportunity_status_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["one_off", "regular", "sustained", "award"]), name="opportunity_kind_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="opportunity_has_a_title"),
            models.CheckConstraint(condition=Q(places__gte=1), name="opportunity_has_places"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), sought_on__lte=F("starts_on")),
                name="opportunity_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=F("taken_up") + F("not_taken_up"), offered__gte=F("taken_up"))
                & Q(places__gte=F("offered")),
                name="opportunity_no_more_than_places",
            ),
            models.CheckConstraint(condition=pair("ended"), name="opportunity_ended_pair"),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) | (~Q(status="ended") & Q(ended_at__isnull=True)),
                name="opportunity_ended_with_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def access_words(self) -> list[str]:
        """What is said of access, in words."""
        return [str(one.label) for one in self.Access if one.value in self.access]

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class OpportunityStep(models.Model):
    """How many times something happened with an opportunity on one day. Rows are only ever added, as a ledger.

    What was recorded by mistake is taken away by a row below zero on the same day, so that totals of a period are the
    sums of its days.
    """

    class What(models.TextChoices):
        SOUGHT = "sought", _("Sought")
        OFFERED = "offered", _("Offered")
        TAKEN_UP = "taken_up", _("Taken up")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(_("what"), max_length=12, choices=[*What.choices, *WhyNot.choices])
    happened_on = models.DateField(_("happened on"))
    count = models.SmallIntegerField(_("how many"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["happened_on", "id"]
        indexes = [models.Index(fields=["opportunity", "happened_on"], name="opportunity_step_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=[
                        *("sought", "offered", "taken_up"),
                        *("choice", "too_young", "health", "timetable", "placement"),
                        *("travel", "host", "safeguarding", "language", "other"),
                    ]
                ),
                name="opportunity_step_known",
            ),
            models.CheckConstraint(condition=~Q(count=0), name="opportunity_step_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.count}, {self.get_what_display()}"


class HostReminder(models.Model):
    """That the people of a contract were reminded of one check or insurance, soon or past. Rows are only ever added."""

    class What(models.TextChoices):
        DBS = "dbs", _("DBS check")
        INSURANCE = "insurance", _("Insurance")

    class Step(models.TextChoices):
        SOON = "soon", _("Ends within 30 days")
        PAST = "past", _("Out of date")

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="reminders")
    what = models.CharField(_("what"), max_length=10, choices=What)
    step = models.CharField(_("step"), max_length=5, choices=Step)
    expires_on = models.DateField(_("expires on"))
    sent_on = models.DateField(_("sent on"))

    class Meta:
        ordering = ["host", "sent_on"]
        constraints = [
            models.UniqueConstraint(fields=["host", "what", "step", "expires_on"], name="host_reminded_once"),
            models.CheckConstraint(
                condition=Q(what__in=["dbs", "insurance"], step__in=["soon", "past"]), name="host_reminder_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.get_step_display()}"
