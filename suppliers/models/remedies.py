"""What a contract allows the council to do when a promise falls short, and at which rate (domain rules, 6.7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.models.commitments import Commitment
from suppliers.models.contracts import Contract


class ContractRemedies(models.Model):
    """The remedies that a contract grants, as its own words have it. Without a row it grants none."""

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="remedies")
    allows_service_credit = models.BooleanField(_("service credit: a sum off the bill"), default=False)
    allows_shortfall_payment = models.BooleanField(_("payment for what was not delivered"), default=False)
    allows_retention = models.BooleanField(_("retention: a sum is held back"), default=False)
    allows_substitution = models.BooleanField(_("substitution: something else of equal worth"), default=False)
    allows_termination = models.BooleanField(_("termination, in part or in full"), default=False)
    cap = models.DecimalField(_("most in all, in pounds"), max_digits=14, decimal_places=2, null=True, blank=True)
    clause = models.CharField(_("where the contract says so"), max_length=250, blank=True)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contract"]
        verbose_name_plural = _("contract remedies")
        constraints = [
            models.CheckConstraint(condition=Q(cap__isnull=True) | Q(cap__gte=0), name="remedies_cap_not_negative"),
            models.CheckConstraint(
                condition=~Q(clause="")
                | Q(
                    allows_service_credit=False,
                    allows_shortfall_payment=False,
                    allows_retention=False,
                    allows_substitution=False,
                    allows_termination=False,
                ),
                name="remedies_say_where_they_are_granted",
            ),
        ]

    def __str__(self) -> str:
        return f"remedies of contract {self.contract_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.contract.audit_trail


class ShortfallRate(models.Model):
    """Pounds for each unit of one promise that is not delivered, as the contract has it.

    Never for a measure without a price: the database refuses it (invariant 11).
    """

    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="shortfall_rate")
    amount = models.DecimalField(_("pounds for each unit"), max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["commitment"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="shortfall_rate_is_a_sum")]

    def __str__(self) -> str:
        return f"£{self.amount} a unit of commitment {self.commitment_id}"
