"""My commitments: what was promised, what is due by now, what was reported and what was verified."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from returns.ladder import commitment_with_ladder, progress_with_ladders
from returns.queries import supplier_periods_visible_to
from suppliers.models import Commitment, Contract
from suppliers.opportunities import with_log
from suppliers.ownership import with_cover
from suppliers.paging import page_by_key
from suppliers.permissions import acts_for_deliverer_of, acts_for_supplier_of
from suppliers.queries import commitments_visible_to, contracts_visible_to, supplier_contracts_visible_to
from suppliers.reach import delivered_by, held_by, memberships, taking_part_in

# Those whose progress is shown; one that is being set up has a page that says what happens next.
SHOWN = [Contract.Status.ACTIVE, Contract.Status.ENDED]
# Promises that were reported on, those that ended since among them: their returns stay.
REPORTED = [Commitment.Status.AGREED, Commitment.Status.WITHDRAWN, Commitment.Status.REPLACED]


@login_required
@require_safe
def commitment_list(request: SignedInRequest) -> HttpResponse:
    """The contracts of the person's organisations, each leading to its commitments; a single one opens at once."""
    agreed = Count("commitments", filter=_own_commitments(request.user))
    page = page_by_key(
        _own_contracts(request.user).select_related("council").annotate(agreed=agreed),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    if len(page.rows) == 1 and not (page.before or page.after):
        only = page.rows[0]
        return redirect("contract-progress" if only.status in SHOWN else "contract-agreement", only.pk)
    context = {"page": page, "is_member": bool(memberships(request.user))}
    return render(request, "returns/supplier/commitments.html", context)


@login_required
@require_safe
def contract_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """One contract's commitments with their progress, and the periods for which nothing need be sent."""
    # The list of a single contract would lead straight back here.
    has_list = Exists(_own_contracts(request.user).exclude(pk=pk))
    contracts = contracts_visible_to(request.user).filter(status__in=SHOWN).annotate(has_list=has_list)
    contract = get_object_or_404(with_log(with_cover(contracts.select_related("council", "manager"))), pk=pk)
    is_whole = acts_for_supplier_of(request.user, contract)
    deliverers = None if is_whole else taking_part_in(request.user, contract.pk)
    if not is_whole and not deliverers:
        raise PermissionDenied
    context = {
        "contract": contract,
        "council": contract.council,
        "is_whole": is_whole,
        "progress": progress_with_ladders(contract, today=timezone.localdate(), deliverers=deliverers),
        "waived": supplier_periods_visible_to(request.user).filter(contract=contract, waived_at__isnull=False),
    }
    return render(request, "returns/supplier/contract_progress.html", context)


@login_required
@require_safe
def commitment_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One commitment with the returns behind its figures, for the supplier's people and the council's officers."""
    commitments = commitments_visible_to(request.user).filter(status__in=REPORTED)
    commitment = get_object_or_404(commitments.select_related("measure", "contract__council"), pk=pk)
    supplier = acts_for_supplier_of(request.user, commitment.contract) or acts_for_deliverer_of(
        request.user, commitment
    )
    context = {
        "progress": commitment_with_ladder(commitment, today=timezone.localdate()),
        "council": commitment.contract.council,
        "supplier": supplier,
        "back": reverse("contract-progress" if supplier else "contract-detail", args=[commitment.contract_id]),
    }
    return render(request, "returns/commitment.html", context)


def _own_contracts(user: User) -> QuerySet[Contract]:
    """The contracts of the person's organisations, that "My commitments" lists: held, taken part in, being set up."""
    return supplier_contracts_visible_to(user)


def _own_commitments(user: User) -> Q:
    """A condition on contracts with their commitments: agreed, and seen by the person as one of a supplier's people."""
    agreed = Q(commitments__status=Commitment.Status.AGREED)
    delivered = delivered_by(user, commitment="commitments__", contract="")
    return agreed if delivered is None else agreed & (held_by(user) | delivered)
