"""Keeping the opportunity log: hosts, opportunities, and what came of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.hosts import add_host, change_host, retire_host
from suppliers.actions.opportunities import add_opportunity, change_opportunity, end_opportunity, record_steps
from suppliers.forms.opportunities import EndForm, HostForm, OpportunityForm, RecordForm
from suppliers.models import Area, Contract, Host, Opportunity
from suppliers.ownership import MOST
from suppliers.views.opportunities.doorway import keeping_host, keeping_log, keeping_opportunity, saved


@keeping_log
@require_http_methods(["GET", "POST"])
def host_add(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Add a host with its checks."""
    form = HostForm(request.POST or None, areas=_areas(contract))
    if form.is_valid() and saved(form, lambda: add_host(contract=contract, details=form.to_details(), by=request.user)):
        messages.success(request, _("The host was added."))
        return redirect("opportunity-log", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/opportunities/host.html", context)


@keeping_host
@require_http_methods(["GET", "POST"])
def host_edit(request: SignedInRequest, host: Host) -> HttpResponse:
    """Change what is said of a host, such as a check that was renewed."""
    form = HostForm(request.POST or None, areas=_areas(host.contract), host=host)
    if form.is_valid() and saved(form, lambda: change_host(host=host, details=form.to_details(), by=request.user)):
        messages.success(request, _("The host was saved."))
        return redirect("opportunity-log", host.contract_id)
    context = {"form": form, "host": host, "contract": host.contract, "council": host.contract.council}
    return render(request, "suppliers/opportunities/host.html", context)


@keeping_host
@require_http_methods(["GET", "POST"])
def host_retire(request: SignedInRequest, host: Host) -> HttpResponse:
    """Say once more what happens, then retire the host."""
    if request.method == "POST":
        retire_host(host=host, by=request.user)
        messages.success(request, _("The host was retired."))
        return redirect("opportunity-log", host.contract_id)
    context = {"host": host, "contract": host.contract, "council": host.contract.council}
    return render(request, "suppliers/opportunities/retire.html", context)


@keeping_log
@require_http_methods(["GET", "POST"])
def opportunity_add(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Add what was agreed with a host."""
    hosts = contract.hosts.filter(retired_at__isnull=True).select_related("contract").order_by("name", "pk")[:MOST]
    form = OpportunityForm(request.POST or None, hosts=hosts)
    if form.is_valid():
        facts = {"host": form.chosen_host, "sought_on": form.cleaned_data["sought_on"], "details": form.to_details()}
        if saved(form, lambda: add_opportunity(**facts, by=request.user)):
            messages.success(request, _("The opportunity was added."))
            return redirect("opportunity-log", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/opportunities/opportunity.html", context)


@keeping_opportunity
@require_http_methods(["GET", "POST"])
def opportunity_edit(request: SignedInRequest, opportunity: Opportunity) -> HttpResponse:
    """Change what is said of an opportunity."""
    form = OpportunityForm(request.POST or None, opportunity=opportunity)
    if form.is_valid():
        details = form.to_details()
        if saved(form, lambda: change_opportunity(opportunity=opportunity, details=details, by=request.user)):
            messages.success(request, _("The opportunity was saved."))
            return redirect("opportunity-detail", opportunity.pk)
    return render(request, "suppliers/opportunities/opportunity.html", {"form": form, **_about(opportunity)})


@keeping_opportunity
@require_http_methods(["GET", "POST"])
def opportunity_record(request: SignedInRequest, opportunity: Opportunity) -> HttpResponse:
    """Record what came of it on one day, in numbers."""
    form = RecordForm(request.POST or None)
    if form.is_valid():
        said = {"on": form.cleaned_data["on"], "is_mistake": form.cleaned_data["is_mistake"]}
        recorded = {"opportunity": opportunity, "counts": form.counts, **said}
        if saved(form, lambda: record_steps(**recorded, by=request.user)):
            messages.success(request, _("Your numbers were recorded."))
            return redirect("opportunity-detail", opportunity.pk)
    return render(request, "suppliers/opportunities/record.html", {"form": form, **_about(opportunity)})


@keeping_opportunity
@require_http_methods(["GET", "POST"])
def opportunity_end(request: SignedInRequest, opportunity: Opportunity) -> HttpResponse:
    """Say once more what happens, then end it."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        is_mistake = form.cleaned_data["is_mistake"]
        if saved(form, lambda: end_opportunity(opportunity=opportunity, is_mistake=is_mistake, by=request.user)):
            messages.success(request, _("The opportunity has ended."))
            return redirect("opportunity-log", opportunity.contract_id)
    return render(request, "suppliers/opportunities/end.html", {"form": form, **_about(opportunity)})


def _areas(contract: Contract) -> list[Area]:
    """Where a host can be, as the council keeps its areas."""
    return list(contract.council.areas.order_by("name")[:MOST])


def _about(opportunity: Opportunity) -> dict:
    """What every page of an opportunity shows around its question."""
    contract = opportunity.contract
    return {"opportunity": opportunity, "contract": contract, "council": contract.council}
