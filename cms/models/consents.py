"""Consent: who agreed that we show a name, a quote or a picture, and until when."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models import Organisation


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents, and which of them hold."""

    def running(self, *, today: date) -> "ConsentQuerySet":
        """Those that were given and hold on this day: one that is over counts as withdrawn."""
        not_over = Q(expires_on__isnull=True) | Q(expires_on__gte=today)
        return self.filter(not_over, given_on__lte=today, withdrawn_at__isnull=True)

    def said_no(self, *, today: date) -> "ConsentQuerySet":
        """Those that hold no longer, and those that were refused; not those that wait for an answer."""
        over = Q(withdrawn_at__isnull=False) | Q(expires_on__lt=today)
        return self.filter(over | Q(answered_at__isnull=False, given_on__isnull=True))


class Consent(models.Model):
    """One person's or organisation's word that we may show one thing: a supplier's name, a quote or a picture.

    Who gave it is said in words of a role, never by name, and never is it a child or a young person (domain rules,
    section 7.3). The form they signed stays with the council; only where it is kept stands here. A supplier's name is
    asked for here, and answered by the supplier's own admins. It holds for everything that the council publishes.
    """

    class Covers(models.TextChoices):
        NAME = "name", _("The supplier’s name")
        QUOTE = "quote", _("A quote")
        PICTURE = "picture", _("A picture")

    class Way(models.TextChoices):
        FORM = "form", _("A form they signed")
        EMAIL = "email", _("An email")
        PORTAL = "portal", _("Their answer in the portal")

    council = models.ForeignKey(Council, verbose_name=_("council"), on_delete=models.PROTECT, related_name="consents")
    covers = models.CharField(_("what it covers"), max_length=7, choices=Covers)
    about = models.CharField(
        _("which one"), max_length=150, blank=True, help_text=_("Such as “picture of the garden gate”.")
    )
    given_by = models.CharField(
        _("who gave it"), max_length=150, blank=True, help_text=_("A role, such as “site manager”. Never a name.")
    )
    organisation = models.CharField(_("of which organisation"), max_length=250, blank=True)
    supplier = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="consents")
    way = models.CharField(_("how it was given"), max_length=6, choices=Way)
    kept_where = models.CharField(
        _("where it is kept"),
        max_length=200,
        blank=True,
        help_text=_("The reference of the form or email in the council’s own files. The form itself is not kept here."),
    )
    given_on = models.DateField(_("given on"), null=True, blank=True)
    expires_on = models.DateField(
        _("holds until"), null=True, blank=True, help_text=_("Leave empty if it holds until it is withdrawn.")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "supplier", "covers"], name="consent_of_supplier")]
        constraints = [
            models.CheckConstraint(condition=Q(covers__in=["name", "quote", "picture"]), name="consent_covers_known"),
            models.CheckConstraint(condition=Q(way__in=["form", "email", "portal"]), name="consent_way_known"),
            models.CheckConstraint(condition=pair("recorded"), name="consent_recorded_pair"),
            models.CheckConstraint(condition=pair("answered"), name="consent_answered_pair"),
            models.CheckConstraint(condition=pair("withdrawn"), name="consent_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(covers="name", supplier__isnull=False, way="portal")
                | Q(~Q(covers="name"), ~Q(way="portal"), ~Q(kept_where=""), ~Q(given_by=""), given_on__isnull=False),
                name="consent_says_who_and_where",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("given_on")),
                name="consent_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["council", "supplier"],
                condition=Q(covers="name", answered_at__isnull=True, withdrawn_at__isnull=True),
                name="consent_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_covers_display()}, {self.about or self.organisation}"

    def runs_on(self, today: date) -> bool:
        """Whether it was given and holds on this day."""
        if self.given_on is None or self.withdrawn_at is not None or self.given_on > today:
            return False
        return self.expires_on is None or self.expires_on >= today

    @property
    def is_running(self) -> bool:
        """Whether it holds today."""
        return self.runs_on(timezone.localdate())

    @property
    def waits(self) -> bool:
        """Whether the supplier has not answered yet."""
        return self.given_on is None and self.answered_at is None and self.withdrawn_at is None

    @property
    def state_words(self):
        """What became of it, as people read it."""
        if self.withdrawn_at is not None:
            return _("Withdrawn")
        if self.waits:
            return _("Waiting for the supplier")
        if self.given_on is None:
            return _("Refused")
        return _("Given") if self.is_running else _("Over")

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its council's."""
        return f"accounts.council:{self.council_id}"
