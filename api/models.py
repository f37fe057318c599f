"""Tokens by which programs read and send in a person's name."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models import Organisation


class ApiToken(models.Model):
    """The right of a program to act for one organisation or one council, as the person who made it and never more.

    Of the token itself only a hash is kept (`accounts.links.hash_of`), and its beginning, by which people recognise it.
    `expires_on` is the last day on which it works.
    """

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read, answer and send")

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="api_tokens"
    )
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("what it may do"), max_length=5, choices=Scope, default=Scope.READ)
    beginning = models.CharField(_("begins with"), max_length=12)
    token_hash = models.CharField(_("hash"), max_length=64, unique=True)
    expires_on = models.DateField(_("last day"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, council__isnull=True)
                | Q(organisation__isnull=True, council__isnull=False),
                name="api_token_of_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(scope="read") | Q(scope="write", organisation__isnull=False), name="api_token_scope_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(condition=pair("revoked"), name="api_token_revoked_pair"),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(revoked_at__isnull=True, organisation__isnull=False),
                name="api_token_name_once_in_organisation",
            ),
            models.UniqueConstraint(
                fields=["council", "name"],
                condition=Q(revoked_at__isnull=True, council__isnull=False),
                name="api_token_name_once_in_council",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Organisation | Council:
        """Whose token it is."""
        owner = self.organisation or self.council
        assert owner is not None  # noqa: S101  # a constraint says so
        return owner

    @property
    def may_write(self) -> bool:
        """Whether it answers and sends as well."""
        return self.scope == self.Scope.WRITE

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to; None for an organisation's."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its owner's."""
        return f"{self.owner._meta.label_lower}:{self.owner.pk}"
