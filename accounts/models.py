"""Who people are: users, the councils of this installation, and the roles officers hold in them."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.colours import validate_brand_colour
from accounts.pairs import USER, pair


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; nobody has a username."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password. Raises ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who may use the support screens."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email: str | None) -> "User":
        """Addresses are compared without regard to case."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    username = None  # type: ignore[assignment]  # Django's way to leave the field out; the stubs have no word for it
    email = models.EmailField(_("email address"), unique=True)
    preferred_language = models.CharField(
        _("language of emails"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        db_default=settings.LANGUAGE_CODE,
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # The stubs expect a kind of Django's own manager, which creates users by name.
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(condition=Q(preferred_language__in=["en-gb", "cy"]), name="user_language_known"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Council(models.Model):
    """A council (or joint body) that buys. Time-limited: reorganisation ends councils and names their successors."""

    class Nation(models.TextChoices):
        ENGLAND = "ENG", _("England")
        WALES = "WLS", _("Wales")
        SCOTLAND = "SCT", _("Scotland")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name"), unique=True)
    nation = models.CharField(_("nation"), max_length=3, choices=Nation, default=Nation.ENGLAND)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    contact_name = models.CharField(_("contact name"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact email"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    data_protection_email = models.EmailField(
        _("data protection officer’s email"),
        blank=True,
        help_text=_("Told of every problem with a file, beside the social value leads."),
    )
    review_working_days = models.PositiveSmallIntegerField(
        _("working days to read a return"), default=10, help_text=_("What suppliers are promised after they send.")
    )
    change_working_days = models.PositiveSmallIntegerField(
        _("working days to make changes"), default=10, help_text=_("How long a return that is sent back stays open.")
    )
    brand_colour = models.CharField(
        _("brand colour"), max_length=7, default="#2b4b6f", validators=[validate_brand_colour]
    )
    default_language = models.CharField(
        _("language of emails"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        db_default=settings.LANGUAGE_CODE,
        help_text=_("For people who have no account yet. Everybody else chooses."),
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="council_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(nation__in=["ENG", "WLS", "SCT", "NIR"]), name="council_nation_known"),
            models.CheckConstraint(condition=Q(default_language__in=["en-gb", "cy"]), name="council_language_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to: its own."""
        return self.pk

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its own."""
        return f"accounts.council:{self.pk}"


class CouncilIdentifier(models.Model):
    """An official number of a council, by which a notice's buyer is recognised (never by name)."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=20)
    value = models.CharField(_("number"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="council_identifier_unique")]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class OfficerRole(models.Model):
    """What one officer may do in one council."""

    class Role(models.TextChoices):
        CONTRACT_MANAGER = "contract_manager", _("Contract manager")
        SOCIAL_VALUE_LEAD = "social_value_lead", _("Social value lead")
        AUDITOR = "auditor", _("Auditor")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="officer_roles")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="officer_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ["council", "role", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "council", "role"], name="officer_role_once"),
            models.CheckConstraint(
                condition=Q(role__in=["contract_manager", "social_value_lead", "auditor"]), name="officer_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.council}"


class Team(models.Model):
    """Officers of a council who share their work: each sees the contracts of the others as those of the team."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    members = models.ManyToManyField(User, verbose_name=_("officers"), blank=True, related_name="teams")

    class Meta:
        ordering = ["council", "name"]
        constraints = [models.UniqueConstraint("council", Lower("name"), name="team_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its council's."""
        return f"accounts.council:{self.council_id}"


class Absence(models.Model):
    """When an officer is away from a council's work, from the first day to the last, and who covers meanwhile.

    Why is nobody's business here. Nobody who covers is away at the same time, and no two of a person overlap
    (`accounts.covering.problems`).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    cover = models.ForeignKey(
        User, verbose_name=_("who covers"), on_delete=models.PROTECT, related_name="covered_absences"
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    # Back early, or not away after all: from then on nobody covers.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audit_council_id = Team.audit_council_id
    audit_trail = Team.audit_trail

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["cover", "ends_on"], condition=Q(ended_at__isnull=True), name="absence_cover"),
            models.Index(fields=["user", "ends_on"], condition=Q(ended_at__isnull=True), name="absence_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="absence_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(cover=models.F("user")), name="absence_covered_by_another"),
            models.CheckConstraint(condition=pair("recorded"), name="absence_recorded_pair"),
            models.CheckConstraint(condition=pair("ended"), name="absence_ended_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.user} from {self.starts_on} to {self.ends_on}"


class Departure(models.Model):
    """An officer who can no longer act for a council and whose work is not handed over; the leads were told once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="departures")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="departures")
    told_on = models.DateField(_("leads told on"))

    class Meta:
        ordering = ["council", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "council"], name="departure_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.council}"


class OutboundEmail(models.Model):
    """An e-mail that waits to be sent, or was, and what became of it (decision record 0020).

    Both bodies are emptied once the relay has taken the e-mail, or refused the address. `reference` is the one name by
    which the world outside knows it: part of its Message-ID, and the reference that GOV.UK Notify is given.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        BOUNCED = "bounced", _("Did not arrive")
        FAILED = "failed", _("Could not be sent")

    class Bounce(models.TextChoices):
        PERMANENT = "permanent", _("Permanent: the address does not work")
        TEMPORARY = "temporary", _("Temporary: full or not reachable, given up")

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("body"), blank=True)
    html = models.TextField(_("body as HTML"), blank=True)
    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued = models.DateTimeField(_("queued"), auto_now_add=True)
    try_after = models.DateTimeField(_("try after"))
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=250, blank=True)
    bounced = models.DateTimeField(_("did not arrive"), null=True, blank=True)
    bounce = models.CharField(_("kind of bounce"), max_length=10, choices=Bounce, blank=True)
    bounce_code = models.CharField(_("code of the bounce"), max_length=20, blank=True)
    ask_after = models.DateTimeField(_("ask for a receipt after"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "try_after"], name="outbound_email_waiting"),
            models.Index(Lower("to"), "status", "id", name="outbound_email_address"),
            models.Index(fields=["ask_after"], condition=Q(ask_after__isnull=False), name="outbound_email_receipts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "sent", "bounced", "failed"]), name="email_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent__isnull=False)
                | Q(status__in=["waiting", "failed"], sent__isnull=True)
                | Q(status="bounced"),
                name="email_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(status="bounced", bounced__isnull=False, bounce__in=["permanent", "temporary"])
                | (~Q(status="bounced") & Q(bounced__isnull=True, bounce="", bounce_code="")),
                name="email_bounced_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(ask_after__isnull=True) | Q(status="sent"), name="email_receipt_only_of_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_status_display()})"
