"""How far the set-up of a contract is, as both sides are shown it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from suppliers.checks import before_activating
from suppliers.models import Commitment, Contract, ContractParty, Invitation, Proposal
from suppliers.ownership import with_owners
from suppliers.proportion import Suggestion, beyond, suggestion_for

# What the pages about a contract's set-up read beside its own row.
BESIDE = ("council", "supplier", "manager", "supplier_owner", "framework_version__framework")


def with_set_up(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with whom they belong to, and annotated with what `SettingUp` counts. No further query."""
    commitments = Commitment.objects.filter(contract=OuterRef("pk"))
    waiting = Proposal.objects.filter(
        commitment__contract=OuterRef("pk"), status__in=[Proposal.Status.WITH_COUNCIL, Proposal.Status.WITH_SUPPLIER]
    )
    invited = Invitation.objects.filter(contract=OuterRef("pk"), party_role="", status=Invitation.Status.WAITING)
    return with_owners(contracts.select_related(*BESIDE)).annotate(
        agreed=_count(commitments.filter(status=Commitment.Status.AGREED), "contract"),
        proposed=_count(commitments.filter(status=Commitment.Status.PROPOSED), "contract"),
        waiting=_count(waiting, "commitment__contract"),
        parties_count=_count(ContractParty.objects.filter(contract=OuterRef("pk")), "contract"),
        is_invited=Exists(invited),
    )


def _count(rows: QuerySet, group: str) -> Coalesce:
    """How many rows there are, as a subquery."""
    counted = rows.order_by().values(group).annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class SettingUp:
    """What is done of a contract's set-up, and what is missing before reporting can start."""

    contract: Contract
    suggestion: Suggestion | None
    too_much: list[str]
    problems: list[str]

    @property
    def is_described(self) -> bool:
        """Whether its dates and its framework are known."""
        contract = self.contract
        return all((contract.starts_on, contract.ends_on, contract.framework_version_id))

    @property
    def needs_reason(self) -> bool:
        """Whether it asks for more than usual and does not say why."""
        return bool(self.too_much) and not self.contract.proportion_reason


def setting_up(contract: Contract) -> SettingUp:
    """How far a contract of `with_set_up` is; at most five queries."""
    suggestion = suggestion_for(contract)
    agreed: int = contract.agreed  # type: ignore[attr-defined]  # annotated by with_set_up
    too_much = beyond(suggestion, frequency=contract.frequency, commitments=agreed) if suggestion else []
    return SettingUp(contract, suggestion, too_much, before_activating(contract))
