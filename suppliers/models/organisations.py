"""Organisations and their people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.identifiers import number_words


class Organisation(models.Model):
    """A body that delivers contracts. Recognised by its identifiers, never by its name.

    Whoever signs up says who they are; until somebody who knows has confirmed that, their organisation is provisional:
    it has a team and may ask for contracts, and no official number (decision record 0021).
    """

    class VcseKind(models.TextChoices):
        CHARITY = "charity", _("Charity")
        CIO = "cio", _("Charitable incorporated organisation (CIO)")
        CIC = "cic", _("Community interest company (CIC)")
        BENEFIT_SOCIETY = "benefit_society", _("Community benefit society")
        COOPERATIVE = "cooperative", _("Co-operative")
        UNINCORPORATED = "unincorporated", _("Community group that is not registered")
        OTHER = "other", _("Another kind of social enterprise")

    name = models.CharField(_("name"), max_length=250)
    is_sme = models.BooleanField(_("small or medium-sized"), null=True, blank=True)
    is_vcse = models.BooleanField(_("voluntary, community or social enterprise"), null=True, blank=True)
    vcse_kind = models.CharField(_("kind of organisation"), max_length=16, choices=VcseKind, blank=True)
    is_mission_led = models.BooleanField(
        _("social value is what it is for"),
        default=False,
        help_text=_("It may describe the value of its mission in place of further promises."),
    )
    needs_sign_off = models.BooleanField(_("returns are signed off before they are sent"), default=False)
    is_provisional = models.BooleanField(_("not confirmed yet"), default=False)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("turned out to be"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(vcse_kind="") | Q(is_vcse=True), name="organisation_kind_of_vcse_only"),
            models.CheckConstraint(
                condition=Q(
                    vcse_kind__in=[
                        "",
                        "charity",
                        "cio",
                        "cic",
                        "benefit_society",
                        "cooperative",
                        "unincorporated",
                        "other",
                    ]
                ),
                name="organisation_vcse_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(is_mission_led=False) | Q(is_vcse=True), name="organisation_mission_of_vcse_only"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its own."""
        return f"suppliers.organisation:{self.pk}"


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

    @property
    def words(self) -> str:
        """As people read it: "Company number 01234567"."""
        return number_words(self.scheme, self.value)


class Member(models.Model):
    """A person who acts for an organisation."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("Admin")
        EDITOR = "editor", _("Editor")
        VIEWER = "viewer", _("Viewer")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    is_signatory = models.BooleanField(_("signs returns off"), default=False)
    is_restricted = models.BooleanField(_("only some contracts"), default=False)
    contracts = models.ManyToManyField(
        "suppliers.Contract", blank=True, related_name="+", help_text=_("What a restricted member may see.")
    )

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once"),
            models.CheckConstraint(condition=Q(role__in=["admin", "editor", "viewer"]), name="member_role_known"),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | ~Q(role="admin"), name="member_admin_sees_every_contract"
            ),
            models.CheckConstraint(
                condition=Q(is_signatory=False) | ~Q(role="viewer"), name="member_signatory_may_send"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its organisation's."""
        return f"suppliers.organisation:{self.organisation_id}"
