"""Endorsement: a council says that a supplier does well, with the promises that bear it out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models.commitments import Commitment
from suppliers.models.contracts import Contract
from suppliers.models.organisations import Organisation


class Endorsement(models.Model):
    """Proposed by one officer, approved by a social value lead, and shown once the supplier wants it, until a day.

    It stands on verified figures of one contract. It is no part of a tender and never counts in one.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a social value lead")
        OFFERED = "offered", _("Waiting for the supplier")
        ACCEPTED = "accepted", _("Accepted by the supplier")
        DECLINED = "declined", _("Not approved")
        REFUSED = "refused", _("Not wanted by the supplier")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="endorsements")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="endorsements")
    commitments = models.ManyToManyField(Commitment, verbose_name=_("what bears it out"), related_name="endorsements")
    reason = models.TextField(_("what the supplier does well"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(_("why it was not approved"), blank=True)
    valid_to = models.DateField(_("shown until"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "offered", "accepted", "declined", "refused", "withdrawn"]),
                name="endorsement_status_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="endorsement_has_reason"),
            models.CheckConstraint(condition=pair("decided"), name="endorsement_decided_pair"),
            models.CheckConstraint(condition=pair("answered"), name="endorsement_answered_pair"),
            models.CheckConstraint(condition=pair("withdrawn"), name="endorsement_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="endorsement_needs_second_officer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["offered", "accepted", "refused"])
                | Q(decided_at__isnull=False, valid_to__isnull=False),
                name="endorsement_offered_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "refused"]) | Q(answered_at__isnull=False),
                name="endorsement_answered_by_supplier",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | (Q(decided_at__isnull=False) & ~Q(decision_reason="")),
                name="endorsement_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(status="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""))
                | (~Q(status="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="endorsement_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"endorsement of organisation {self.supplier_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.contract.audit_trail
