"""A council with contracts whose figures are written down as they are, for what is read from summary rows alone.

Contract totals are made here; the totals of the council come from them by the portal's own sums.
"""

from datetime import date
from decimal import Decimal

from framework.models import FrameworkVersion, Measure, MeasureRelation
from returns.models import ContractTotal, Tally
from returns.totals import NO_SUMS, shard_of, store_places
from suppliers.models import Contract
from suppliers.places import places_of_contract
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OfficerRoleFactory,
)

TODAY = date(2026, 11, 2)


class Town:
    """One council with one version of a framework to begin with."""

    def __init__(self) -> None:
        self.council = CouncilFactory()
        self.version = FrameworkVersionFactory(framework__council=self.council)
        self.lead = OfficerRoleFactory(council=self.council, role="social_value_lead").user

    def measure(self, code: str, *, version: FrameworkVersion | None = None, **fields) -> Measure:
        """A measure; `protects` makes it one about young people leaving care."""
        if fields.pop("protects", False):
            fields |= {"sensitivity": "care leavers", "photos": "no"}
        return MeasureFactory(version=version or self.version, code=code, **fields)

    def tie(self, a: Measure, kind: str, b: Measure, *, is_joint: bool = False) -> None:
        """A relation between two measures."""
        MeasureRelation.objects.create(
            version=a.version, measure_a=a, kind=kind, measure_b=b, effect="show", span="contract", is_joint=is_joint
        )

    def contract(self, **fields) -> Contract:
        """An active contract."""
        return ContractFactory(council=self.council, framework_version=self.version, **fields)

    def report(self, contract: Contract, measure: Measure, verified=None, *, promised=0, base=None, **promise) -> None:
        """What a contract promised and was verified in a measure; with `base`, of a percentage. One piece of two."""
        CommitmentFactory(contract=contract, measure=measure, **promise)
        amounts = NO_SUMS | {"in_all": Decimal(promised), "lines": 2, "lines_sent": 1, "claimed": Decimal(987654)}
        if base is not None:
            amounts |= {"verified_numerator": Decimal(verified), "verified_denominator": Decimal(base)}
        elif verified is not None:
            amounts |= {"verified": Decimal(verified)}
        shard = shard_of(contract.pk)
        this = {"contract": contract, "measure": measure, "council": self.council, "shard": shard}
        ContractTotal.objects.create(**this, **amounts)
        store_places(self.council.pk, shard, places_of_contract(contract.pk), [measure.pk])

    def verify_on(self, measure: Measure, *days: date) -> None:
        """Something of a measure was due, and is verified, on each of these days."""
        for day in days:
            Tally.objects.create(
                council=self.council, kind="measure", key=measure.pk, due_on=day, shard=0, lines=1, lines_verified=1
            )
