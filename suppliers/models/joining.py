"""How people and contracts find their organisation: registrations, invitations, and claims to a contract."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models.contracts import Contract, ContractParty
from suppliers.models.organisations import Member, Organisation


class Registration(models.Model):
    """Somebody's word that their (provisional) organisation has this official number, until one who knows decides.

    Whether another organisation has the number already is looked up when it is decided, and shown to nobody before.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        JOINED = "joined", _("Joined an organisation that was here before")
        DECLINED = "declined", _("Not confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registrations")
    scheme = models.CharField(_("scheme"), max_length=20)
    value = models.CharField(_("number"), max_length=60)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="registrations")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it was not confirmed"), blank=True)
    is_owner_told = models.BooleanField(
        _("whoever has the number was told"),
        default=False,
        help_text=_("The worker tells them, so that asking looks the same whether anybody has it or not."),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["scheme", "value", "status"], name="registration_number")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "confirmed", "joined", "declined", "withdrawn"]),
                name="registration_status_known",
            ),
            models.CheckConstraint(condition=pair("decided"), name="registration_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
                name="registration_open_until_decided",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status="waiting"), name="registration_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}, {self.get_status_display()}"

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its organisation's."""
        return self.organisation.audit_trail


class ToldCouncil(models.Model):
    """A council was told that its turn to decide about a registration has come; each is told once."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="told_councils")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["registration", "council"]
        constraints = [models.UniqueConstraint(fields=["registration", "council"], name="told_council_once")]

    def __str__(self) -> str:
        return f"registration {self.registration_id}, council {self.council_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: the council's, because whoever asked must not read whose turn it is."""
        return f"accounts.council:{self.council_id}"


class Invitation(models.Model):
    """An e-mail address asked to join a team, to take a contract on for its organisation, or to take part in one.

    Only people who have proved that the address is theirs can see it, so its link holds no secret.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email address"))
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    contract = models.ForeignKey(Contract, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    party_role = models.CharField(
        _("takes part as"),
        max_length=15,
        choices=ContractParty.Role,
        blank=True,
        default="",
        help_text=_("Of an invitation to a contract: empty where the organisation is to be its supplier."),
    )
    role = models.CharField(_("role"), max_length=10, choices=Member.Role, blank=True)
    is_signatory = models.BooleanField(_("signs returns off"), default=False)
    is_restricted = models.BooleanField(_("only some contracts"), default=False)
    contracts = models.ManyToManyField(
        Contract, blank=True, related_name="+", help_text=_("What a restricted member will see.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    expires_on = models.DateField(_("open until"))
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_for = models.ForeignKey(
        Organisation,
        verbose_name=_("accepted for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Of an invitation to a contract: the organisation that whoever accepted acts for."),
    )

    class Meta:
        ordering = ["-invited_at", "id"]
        indexes = [models.Index(Lower("email"), "status", name="invitation_address")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "accepted", "declined", "withdrawn"]), name="invitation_status_known"
            ),
            models.CheckConstraint(condition=pair("answered"), name="invitation_answered_pair"),
            models.CheckConstraint(
                condition=Q(status="waiting", answered_at__isnull=True)
                | (~Q(status="waiting") & Q(answered_at__isnull=False)),
                name="invitation_open_until_answered",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, contract__isnull=True, role__in=["admin", "editor", "viewer"])
                | Q(organisation__isnull=True, contract__isnull=False, role="", is_signatory=False),
                name="invitation_to_a_team_or_a_contract",
            ),
            models.CheckConstraint(
                condition=Q(party_role="") | Q(contract__isnull=False, party_role__in=["consortium", "subcontractor"]),
                name="invitation_party_of_a_contract",
            ),
            models.CheckConstraint(
                condition=Q(answered_for__isnull=True) | Q(contract__isnull=False, status="accepted"),
                name="invitation_answered_for_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(is_signatory=False) | Q(role__in=["admin", "editor"]), name="invitation_signatory_may_send"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | Q(role__in=["editor", "viewer"]),
                name="invitation_admin_sees_every_contract",
            ),
            models.UniqueConstraint(
                Lower("email"), "organisation", condition=Q(status="waiting"), name="invitation_to_team_once"
            ),
            models.UniqueConstraint(
                Lower("email"), "contract", condition=Q(status="waiting"), name="invitation_to_contract_once"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to; None for a team's own business."""
        return self.contract.council_id if self.contract else None

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's or its organisation's."""
        return (self.contract or self.organisation).audit_trail  # type: ignore[union-attr]  # the database sees to one


class ContractClaim(models.Model):
    """A supplier says that a contract is theirs, by the reference that the council gave it; the council decides.

    Whether there is such a contract is shown to the council alone.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("With the council")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contract_claims")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="contract_claims")
    reference = models.CharField(_("the council’s reference"), max_length=80)
    note = models.TextField(_("anything that helps the council find it"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    contract = models.ForeignKey(Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it was declined"), blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "status", "id"], name="contract_claim_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "accepted", "declined", "withdrawn"]),
                name="contract_claim_status_known",
            ),
            models.CheckConstraint(condition=pair("decided"), name="contract_claim_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
                name="contract_claim_open_until_decided",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", contract__isnull=False)
                | (~Q(status="accepted") & Q(contract__isnull=True)),
                name="contract_claim_accepted_for_a_contract",
            ),
            models.UniqueConstraint(
                fields=["organisation", "council", "reference"],
                condition=Q(status="waiting"),
                name="contract_claim_once",
            ),
        ]

    def __str__(self) -> str:
        return f"claim to {self.reference}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its organisation's."""
        return self.organisation.audit_trail
