"""A contract as its supplier's people see it: what it is, who looks after it, and what happens next."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from suppliers.models import Commitment, Contract
from suppliers.ownership import with_cover
from suppliers.permissions import acts_for_supplier_of, can_run_team
from suppliers.queries import commitments_visible_to, contracts_visible_to, supplier_contracts_visible_to
from suppliers.remedies import granted_by
from suppliers.setting_up import setting_up, with_set_up

MOST = 200
ALIVE = [Commitment.Status.PROPOSED, Commitment.Status.AGREED]


@login_required
@require_safe
def contract_agreement(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's people see all of it; others who take part see what it is and their own promises."""
    # While it is set up, the list of a single contract would lead straight back here.
    has_list = Exists(supplier_contracts_visible_to(request.user).exclude(pk=pk))
    contracts = with_cover(with_set_up(contracts_visible_to(request.user))).annotate(has_list=has_list)
    contract = get_object_or_404(contracts, pk=pk)
    if acts_for_supplier_of(request.user, contract):
        return _as_supplier(request, contract)
    if not supplier_contracts_visible_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    own = commitments_visible_to(request.user).filter(contract=contract, status__in=ALIVE).order_by("position")
    context = {"contract": contract, "council": contract.council, "own": own[:MOST]}
    return render(request, "suppliers/contracts/agreement_part.html", context)


def _as_supplier(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """The whole of it."""
    parties = list(contract.parties.select_related("organisation").order_by("pk")[:MOST])
    delivered: dict[int | None, list[Commitment]] = {}
    if parties:
        others = contract.commitments.filter(deliverer__isnull=False, status__in=ALIVE).order_by("position")
        for commitment in others[:MOST]:
            delivered.setdefault(commitment.deliverer_id, []).append(commitment)
    context = {
        "contract": contract,
        "council": contract.council,
        "granted": granted_by(contract),
        "setup": setting_up(contract) if contract.status == Contract.Status.PREPARING else None,
        "parties": [(party, delivered.get(party.organisation_id, [])) for party in parties],
        "can_name": contract.supplier is not None and can_run_team(request.user, contract.supplier),
    }
    return render(request, "suppliers/contracts/agreement.html", context)
