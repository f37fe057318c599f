"""My commitments: what was promised, what is due by now, what was reported and what was verified."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from returns.progress import progress_of
from suppliers.models import Contract
from suppliers.paging import page_by_key
from suppliers.queries import contracts_visible_to, memberships


@login_required
@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    """Every contract of the person's organisations with its commitments, a page of contracts at a time."""
    contracts = contracts_visible_to(request.user).filter(
        supplier_id__in=memberships(request.user), status__in=[Contract.Status.ACTIVE, Contract.Status.ENDED]
    )
    page = page_by_key(
        contracts.select_related("council", "supplier", "manager"),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=10,
    )
    progress = progress_of(page.rows, today=timezone.localdate())
    contracts_with_progress = [(contract, progress.get(contract.pk, [])) for contract in page.rows]
    context = {"page": page, "contracts": contracts_with_progress}
    return render(request, "returns/supplier/commitments.html", context)
