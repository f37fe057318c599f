"""Where a contract counts beside its supplier and its services, and which postcodes its council calls local."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER


class Department(models.Model):
    """Who in the council a contract is for. Each council keeps its own list."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["council", "name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="department_once"),
            models.CheckConstraint(condition=~Q(name=""), name="department_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """Where a contract is delivered. Each council keeps its own list; a code is that of official statistics."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(_("code"), max_length=9, blank=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["council", "name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="area_once"),
            models.CheckConstraint(condition=~Q(name=""), name="area_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class LocalPostcodes(models.Model):
    """Which postcodes a council calls local: codes of areas, districts and sectors (suppliers/postcodes.py)."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="local_postcodes")
    codes = models.JSONField(_("codes"), default=list)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{len(self.codes)} codes"
