"""What it adds up to for each contract, measure and period."""

from django.db import models

from accounts.models import Council
from framework.models import Measure
from suppliers.models import Contract, ReportingPeriod


class ContractFigure(models.Model):
    """Promised, claimed and verified of one measure in one contract and period, kept by the actions that change them.

    Claimed comes from the last revision sent, verified from decided returns with approved corrections. For percentages
    the top and bottom figures are kept and the percentage is never stored (domain rules, section 2.4).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="figures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="+")
    promised = models.DecimalField(max_digits=18, decimal_places=3, default=0)
    claimed = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)

    class Meta:
        ordering = ["contract", "measure", "period"]
        indexes = [models.Index(fields=["council", "measure"], name="contract_figure_measure")]
        constraints = [models.UniqueConstraint(fields=["contract", "measure", "period"], name="contract_figure_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id} in period {self.period_id}"
