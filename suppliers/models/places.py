"""Where a contract counts beside its supplier and its services: in a department of the council and in an area."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council


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
