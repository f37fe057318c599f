"""How great the need of areas is: published figures that a council goes by, such as children in poverty (OF7, OF8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models.places import Area


class Indicator(models.Model):
    """What the need of areas is told by. Each council keeps its own, and recognises each by its code."""

    class Polarity(models.TextChoices):
        """Which end of its values is the worse one; the fifths of areas are published that way round already."""

        HIGHER = "higher", _("A higher value is worse")
        LOWER = "lower", _("A lower value is worse")

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(_("code"), max_length=80)
    name = models.CharField(_("name"), max_length=200, blank=True)
    objective = models.CharField(_("objective"), max_length=80, blank=True)
    polarity = models.CharField(_("which end is worse"), max_length=6, choices=Polarity, blank=True)

    class Meta:
        ordering = ["council", "code"]
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], name="indicator_once"),
            models.CheckConstraint(condition=~Q(code=""), name="indicator_has_a_code"),
            models.CheckConstraint(condition=Q(polarity__in=["", "higher", "lower"]), name="indicator_polarity_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class AreaNeed(models.Model):
    """In which fifth of all areas an area lies by one indicator, as published for a year, with the value behind it."""

    class Fifth(models.IntegerChoices):
        """From the areas that need it most to those that need it least."""

        WORST = 1, _("Worst fifth")
        SECOND_WORST = 2, _("Second-worst fifth")
        MIDDLE = 3, _("Middle fifth")
        SECOND_BEST = 4, _("Second-best fifth")
        BEST = 5, _("Best fifth")

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="needs")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    year = models.PositiveSmallIntegerField(_("year"))
    fifth = models.PositiveSmallIntegerField(_("fifth"), choices=Fifth)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3, null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area", "indicator", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["area", "indicator", "year"], name="area_need_once"),
            models.CheckConstraint(condition=Q(fifth__gte=1, fifth__lte=5), name="area_need_in_a_fifth"),
            models.CheckConstraint(condition=pair("set"), name="area_need_set_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.indicator}, {self.year}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.area.council_id
