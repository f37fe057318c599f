"""What suppliers were reminded of, how a council wants it done, and when each officer was last told what waits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER
from returns.models.answering import SupplierReturn

MOST_STEPS = 7


class Reminder(models.Model):
    """One reminder of one return. Rows are only ever added; they name nobody (domain rules, section 6.2; invariant 20).

    `due_on` is the due date it was counted from and `days` how far from it its step lay, so that later changes of
    either say nothing about what was sent.
    """

    supplier_return = models.ForeignKey(SupplierReturn, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField(_("due on"))
    step = models.PositiveSmallIntegerField(_("step"))
    days = models.SmallIntegerField(_("days after the due date"))
    sent_on = models.DateField(_("sent on"))

    class Meta:
        ordering = ["supplier_return", "sent_on"]
        constraints = [
            models.UniqueConstraint(fields=["supplier_return", "due_on", "step"], name="reminder_once_a_step"),
            models.UniqueConstraint(fields=["supplier_return", "sent_on"], name="reminder_once_a_day"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=MOST_STEPS), name="reminder_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_return_id} step {self.step}, {self.sent_on}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.supplier_return.audit_trail


class ReminderRule(models.Model):
    """How one council has suppliers reminded and officers told; a council without a row uses `returns.reminding`."""

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every working day")
        WEEKLY = "weekly", _("Once a week")
        OFF = "off", _("Not at all")

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="reminder_rule")
    steps = models.JSONField(
        _("steps"), help_text=_("For each step in turn: days after the due date, and if it is on.")
    )
    manager_from = models.PositiveSmallIntegerField(_("contract manager gets a copy from step"), default=0)
    lead_from = models.PositiveSmallIntegerField(_("social value leads get a copy from step"), default=0)
    digest = models.CharField(_("officers are told what waits"), max_length=6, choices=Digest)
    digest_weekday = models.PositiveSmallIntegerField(_("on this day of the week, Monday is 0"))
    digest_hour = models.PositiveSmallIntegerField(_("from this hour on"))

    class Meta:
        ordering = ["council"]
        constraints = [
            models.CheckConstraint(condition=Q(digest__in=["daily", "weekly", "off"]), name="reminder_digest_known"),
            models.CheckConstraint(
                condition=Q(manager_from__lte=MOST_STEPS, lead_from__lte=MOST_STEPS), name="reminder_copies_of_steps"
            ),
            models.CheckConstraint(
                condition=Q(digest_weekday__lte=4, digest_hour__lte=23), name="reminder_digest_in_the_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}"


class OfficerDigest(models.Model):
    """The day on which an officer was last told that returns wait: one row for each, moved forward each time."""

    officer = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="+")
    sent_on = models.DateField(_("sent on"))

    class Meta:
        ordering = ["officer"]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.sent_on}"
