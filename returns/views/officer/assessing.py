"""Assessing performance against statutory KPIs, and the notice that is published of it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from returns.actions.assessing import assess_contract
from returns.assessing import contracts_to_assess, kpis_of, next_due, span_of, with_assessed
from returns.forms.assessing import AssessmentForm
from returns.models import KpiAssessment
from returns.performance_notice import notice_text
from returns.permissions import can_assess_contract
from returns.queries import assessments_visible_to
from suppliers.checks import NotReady
from suppliers.kpis import lacks_kpis, why_no_kpis
from suppliers.models import Contract
from suppliers.promises import is_about_protected
from suppliers.queries import council_contracts_visible_to
from suppliers.views.doorway import officers_only

if TYPE_CHECKING:
    from returns.assessing import AssessedContract

# As many as a contract of a hundred years has.
MOST = 100


@officers_only
@require_safe
def performance_list(request: SignedInRequest) -> HttpResponse:
    """The contracts whose performance is to be assessed soon or late, the most urgent first."""
    today = timezone.localdate()
    waiting = contracts_to_assess(request.user, today=today).select_related("supplier")
    found = waiting.order_by(Coalesce("assessed_until", "starts_on"), "pk")[:MOST]
    rows = [(contract, due) for contract in found if (due := next_due(contract, today=today))]
    rows.sort(key=lambda row: (row[1].on, row[0].pk))
    return render(request, "returns/officer/performance_list.html", {"rows": rows, "today": today})


@officers_only
@require_safe
def contract_performance(request: SignedInRequest, pk: int) -> HttpResponse:
    """The statutory KPIs of a contract with their ratings now, when they are assessed next, and what was assessed."""
    today, contract = timezone.localdate(), _contract_or_404(request, pk)
    can_manage = can_assess_contract(request.user, contract)
    context = {
        "contract": contract,
        "council": contract.council,
        "why_none": why_no_kpis(contract, on=today),
        "lacks_kpis": contract.status != Contract.Status.ENDED and lacks_kpis(contract),
        "items": kpis_of(contract, today=today),
        "due": next_due(contract, today=today),
        "assessments": contract.kpi_assessments.order_by("-covers_until")[:MOST],
        "can_mark": can_manage and contract.status != Contract.Status.ENDED,
        "can_assess": can_manage and span_of(contract, today=today) is not None,
        "today": today,
    }
    return render(request, "returns/officer/performance.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def contract_assess(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rate each KPI: the portal suggests, the officer decides."""
    today, contract = timezone.localdate(), _contract_or_404(request, pk)
    if not can_assess_contract(request.user, contract):
        raise PermissionDenied
    span, items = span_of(contract, today=today), kpis_of(contract, today=today)
    if span is None or not items:
        messages.warning(request, _("There is nothing to assess in this contract now."))
        return redirect("contract-performance", contract.pk)
    is_sensitive = request.method == "POST" and is_about_protected(contract.pk)
    form = AssessmentForm(request.POST or None, items=items, is_sensitive=is_sensitive)
    if form.is_valid() and (made := _assess(form, contract, request)):
        messages.success(request, _("The assessment is saved. Publish the notice next."))
        return redirect("assessment-notice", made.pk)
    context = {"form": form, "contract": contract, "council": contract.council, "span": span}
    return render(request, "returns/officer/assess.html", context)


@officers_only
@require_safe
def assessment_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """One assessment with its figures, and the text of its notice to copy."""
    assessment = get_object_or_404(assessments_visible_to(request.user), pk=pk)
    ratings = _ratings(assessment)
    context = {
        "assessment": assessment, "contract": assessment.contract, "council": assessment.contract.council,
        "ratings": ratings, "text": notice_text(assessment, ratings),
    }  # fmt: skip
    return render(request, "returns/officer/assessment.html", context)


@officers_only
@require_safe
def assessment_text(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text of the notice as a file."""
    assessment = get_object_or_404(assessments_visible_to(request.user), pk=pk)
    text = notice_text(assessment, _ratings(assessment))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="performance-notice-{assessment.covers_until}.txt"'
    return response


def _contract_or_404(request: SignedInRequest, pk: int) -> "AssessedContract":
    """A contract of the person's councils, with what is known of its KPIs."""
    contracts = council_contracts_visible_to(request.user).select_related("council", "supplier")
    return get_object_or_404(with_assessed(contracts, on=timezone.localdate()), pk=pk)


def _ratings(assessment: KpiAssessment) -> list:
    """The KPIs of an assessment, each with what it counts."""
    return list(assessment.ratings.select_related("commitment__measure").order_by("position"))


def _assess(form: AssessmentForm, contract: Contract, request: SignedInRequest) -> KpiAssessment | None:
    """Make the assessment; what cannot be becomes an error of the form."""
    try:
        return assess_contract(
            contract=contract, decided=form.to_decided(), today=timezone.localdate(), by=request.user
        )
    except NotReady as error:
        form.add_error(None, error.problems[0])
        return None
