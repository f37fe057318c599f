"""What it adds up to for each measure: in one contract and period, in one contract, and over many contracts."""

from django.db import models

from accounts.models import Council
from framework.models import Measure
from suppliers.models import Contract, ReportingPeriod


class Figures(models.Model):
    """Promised, claimed and verified of one measure, kept by the actions that change them.

    Claimed comes from the last revision sent, verified from decided returns with approved corrections. For percentages
    the top and bottom figures are kept and the percentage is never stored (domain rules, section 2.4).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    promised = models.DecimalField(max_digits=18, decimal_places=3, default=0)
    claimed = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)

    class Meta:
        abstract = True


class ContractFigure(Figures):
    """The figures of one measure in one contract and period: the sum of its lines."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="figures")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["contract", "measure", "period"]
        constraints = [models.UniqueConstraint(fields=["contract", "measure", "period"], name="contract_figure_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id} in period {self.period_id}"


class ContractTotal(Figures):
    """The figures of one measure in one contract, over its periods by the measure's own rule.

    Most add up. Of measures that say where things stand (the latest figure, people employed) it is the latest known
    figure of each kind.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="totals")
    shard = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["contract", "measure"]
        indexes = [models.Index(fields=["council", "shard", "measure"], name="contract_total_shard")]
        constraints = [models.UniqueConstraint(fields=["contract", "measure"], name="contract_total_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id}"


class CouncilTotal(Figures):
    """The figures of one measure over some of a council's contracts: those whose number falls into one shard.

    A council's total is the sum of its shards. There are several so that contracts seldom wait for one another.
    """

    shard = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["council", "measure", "shard"]
        constraints = [models.UniqueConstraint(fields=["council", "measure", "shard"], name="council_total_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of council {self.council_id}, shard {self.shard}"
