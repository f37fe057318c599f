"""What it adds up to for each measure: in one contract and period, in one contract, and over many contracts."""

from django.db import models
from django.db.models import F

from accounts.models import Council
from framework.models import Measure
from suppliers.models import Contract, ReportingPeriod


class Pieces(models.Model):
    """How many promised pieces there are and how far they have come; a piece is one promise in one period: one line.

    Sent ones are with the council or decided. Of decided ones each is verified, verified in part or not verified. The
    last three say how sure they are (`returns/rungs.py`), each for itself: with evidence, confirmed by those who
    benefited, audited.
    """

    lines = models.PositiveIntegerField(default=0)
    lines_sent = models.PositiveIntegerField(default=0)
    lines_verified = models.PositiveIntegerField(default=0)
    lines_part = models.PositiveIntegerField(default=0)
    lines_failed = models.PositiveIntegerField(default=0)
    lines_evidenced = models.PositiveIntegerField(default=0)
    lines_confirmed = models.PositiveIntegerField(default=0)
    lines_audited = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Figures(Pieces):
    """Promised, claimed and verified of one measure, kept by the actions that change them, and its pieces.

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


class Totals(Figures):
    """The same over all periods, and what is promised over the whole length of a contract (`suppliers.promised`).

    `promised` stops at the last period that has opened; `in_all` does not.
    """

    in_all = models.DecimalField(max_digits=18, decimal_places=3, default=0)

    class Meta:
        abstract = True


class ContractFigure(Figures):
    """The figures of one measure in one contract and period: the sum of its lines.

    `due_on` is the day its return is due while it has not been sent, and its period's own from then on: what is sent
    back for changes was sent.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="figures")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="+")
    shard = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["contract", "measure", "period"]
        constraints = [models.UniqueConstraint(fields=["contract", "measure", "period"], name="contract_figure_once")]
        indexes = [models.Index(fields=["council", "due_on", "shard", "measure"], name="contract_figure_due")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id} in period {self.period_id}"


class ContractTotal(Totals):
    """The figures of one measure in one contract, over its periods by the measure's own rule.

    Most add up. Of measures that say where things stand (the latest figure, people employed) it is the latest known
    figure of each kind. Pieces always add up. A measure that is promised has a row before its first period opens.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="totals")
    shard = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["contract", "measure"]
        indexes = [
            models.Index(fields=["council", "shard", "measure"], name="contract_total_shard"),
            models.Index(fields=["council", "measure", "id"], name="contract_total_measure"),
        ]
        constraints = [models.UniqueConstraint(fields=["contract", "measure"], name="contract_total_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id}"


class CouncilTotal(Totals):
    """The figures of one measure over a council's contracts in one place: those whose number falls into one shard.

    A place is a kind and a key of `suppliers.places`: all contracts, or those of a service, department, area or
    supplier. What stands in a place is the sum of its shards. There are several so that contracts seldom wait for one
    another.
    """

    kind = models.CharField(max_length=10, default="all")
    key = models.BigIntegerField(default=0)
    shard = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["council", "kind", "key", "measure", "shard"]
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "key", "measure", "shard"], name="council_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} of council {self.council_id}, {self.kind} {self.key}, shard {self.shard}"


class Tally(Pieces):
    """How many pieces of a council's contracts in one place, or of one measure, are due on one day; in shards as above.

    A measure is a kind here as places are, and its id is the key.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    key = models.BigIntegerField()
    due_on = models.DateField()
    shard = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["council", "kind", "key", "due_on", "shard"]
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint(fields=["council", "kind", "key", "due_on", "shard"], name="tally_once")]
        indexes = [
            models.Index(
                fields=["council", "kind", "key", "due_on"],
                condition=models.Q(lines__gt=F("lines_sent")),
                name="tally_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of council {self.council_id}, due {self.due_on}, shard {self.shard}"
