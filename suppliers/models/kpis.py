"""Statutory key performance indicators: which promises are, or why a contract has none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.models.commitments import Commitment
from suppliers.models.contracts import Contract


class StatutoryKpi(models.Model):
    """A promise that is one of its contract's statutory key performance indicators, as long as the row is there."""

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="statutory_kpi")
    marked_at = models.DateTimeField(_("marked at"))
    marked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["commitment"]
        verbose_name = _("statutory KPI")

    def __str__(self) -> str:
        return f"commitment {self.commitment_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.commitment.audit_council_id


class NoKpiReason(models.Model):
    """Why a contract that needs statutory key performance indicators has none."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="no_kpi_reason")
    reason = models.TextField(_("why none is set"))
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contract"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="no_kpi_reason_says_why")]

    def __str__(self) -> str:
        return self.reason

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id
