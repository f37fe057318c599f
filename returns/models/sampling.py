"""Which lines of a return must be looked at: each council's rule, and what the portal chose by it and when."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER
from returns.models.answering import Revision

USUAL_PERCENT = 25
USUAL_WORTH = Decimal(10_000)


class SamplingRule(models.Model):
    """What share of the lines a council looks at by chance, and from what worth on it looks at each.

    Councils without a rule of their own go by the usual one (domain rules, section 6.6).
    """

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="sampling_rule")
    percent = models.PositiveSmallIntegerField(
        _("share by chance"), default=USUAL_PERCENT, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    worth = models.DecimalField(_("worth looking at, in pounds"), max_digits=12, decimal_places=2, default=USUAL_WORTH)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="sampling_rule_percent"),
            models.CheckConstraint(condition=Q(worth__gte=0), name="sampling_rule_worth"),
        ]

    def __str__(self) -> str:
        return f"{self.percent}%, £{self.worth}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id


class Sample(models.Model):
    """The lines of one revision that must be looked at, chosen when an officer first took it. Never changed.

    `lines` has the reasons for each line that was chosen, by its number: {"2": ["chance"]}. With `seed`, `percent` and
    `method` the choice by chance can be made again (returns/sampling.py).
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="sample")
    method = models.PositiveSmallIntegerField(_("method"))
    seed = models.CharField(_("seed"), max_length=32)
    percent = models.PositiveSmallIntegerField(_("share by chance"))
    worth = models.DecimalField(_("worth looking at, in pounds"), max_digits=12, decimal_places=2)
    lines = models.JSONField(_("lines to look at"), default=dict)
    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"sample of revision {self.revision_id}"
