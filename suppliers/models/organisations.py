"""Organisations and their people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER


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
