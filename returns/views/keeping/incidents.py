"""Problems with files: anybody who sees a file reports one, officers look at it, the social value lead closes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import is_officer_of
from accounts.queries import leads_of
from accounts.requests import SignedInRequest
from returns.actions.incidents import close_incident, report_problem
from returns.evidence.queries import evidence_visible_to
from returns.evidence.viewing import findings_of, last_openings, notes_of, why_shut
from returns.forms.keeping import ClosingForm, ReportForm
from returns.keeping import holds_over, open_incident
from returns.models import Evidence, Incident
from returns.permissions import can_close_incident, can_report_problem
from returns.queries import incidents_visible_to, lines_using
from returns.workflow import SHOWN
from suppliers.checks import NotReady
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@login_required
@require_http_methods(["GET", "POST"])
def evidence_report(request: SignedInRequest, pk) -> HttpResponse:
    """Say what is wrong with a file, which hides it at once; afterwards the same address says what happens next."""
    evidence = get_object_or_404(evidence_visible_to(request.user).select_related("contract__council"), pk=pk)
    if not can_report_problem(request.user, evidence):
        raise PermissionDenied
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _report(request, evidence, form.cleaned_data)
    context = {
        "form": form,
        "evidence": evidence,
        "council": evidence.contract.council,
        "incident": open_incident(evidence),
        "can_report": evidence.status in (*SHOWN, Evidence.Status.HIDDEN),
        "shut": why_shut(evidence, request.user),
        "is_officer": is_officer_of(request.user, evidence.contract.council_id),
    }
    return render(request, "returns/keeping/report.html", context)


def _report(request: SignedInRequest, evidence: Evidence, cleaned: dict) -> HttpResponse:
    """Hide it; words that look like they name a person are not kept, and the reporter is told."""
    try:
        incident = report_problem(evidence=evidence, kind=cleaned["kind"], words=cleaned["words"], by=request.user)
    except InvalidTransition:
        messages.warning(request, _("This file cannot be opened by anybody, so there is nothing to hide."))
        return redirect("evidence-report", evidence.pk)
    if cleaned["words"] and not incident.words and incident.reporter_id == request.user.pk:
        messages.warning(request, _("Your words were not kept, because they look like they name a person."))
    return redirect("evidence-report", evidence.pk)


@officers_only
@require_safe
def incident_list(request: SignedInRequest) -> HttpResponse:
    """Problems that are open, the one with the fewest hours left on top; with `show=closed` those that were closed."""
    show = "closed" if request.GET.get("show") == "closed" else "open"
    rows = incidents_visible_to(request.user).filter(closed_at__isnull=show == "open")
    page = page_by_key(
        rows,
        field="aware_since" if show == "open" else None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    here = f"{reverse('incident-list')}?show={show}"
    return render(request, "returns/keeping/incidents.html", {"page": page, "show": show, "here": here})


@officers_only
@require_http_methods(["GET", "POST"])
def incident_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is known of one problem; posting closes it, which only the social value lead may do."""
    incident = get_object_or_404(incidents_visible_to(request.user), pk=pk)
    can_close = can_close_incident(request.user, incident)
    if request.method == "POST" and not can_close:
        raise PermissionDenied
    form = ClosingForm(request.POST or None, incident=incident)
    if request.method == "POST" and form.is_valid() and _close(request, form, incident):
        return redirect("incident-detail", incident.pk)
    evidence = incident.evidence
    context = {
        "incident": incident,
        "council": incident.council,
        "form": form if can_close and not incident.closed_at else None,
        "findings": [*findings_of(evidence), *notes_of(evidence)],
        "openings": last_openings(evidence),
        "lines": lines_using(evidence),
        "holds": holds_over(evidence),
        "leads": () if can_close or incident.closed_at else leads_of(incident.council_id),
    }
    return render(request, "returns/keeping/incident.html", context)


def _close(request: SignedInRequest, form: ClosingForm, incident: Incident) -> bool:
    """Close it; what cannot be becomes an error of the form."""
    try:
        close_incident(incident=incident, closing=form.to_closing(), by=request.user)
    except NotReady as error:
        form.add_error("outcome", error.problems[0])
        return False
    except InvalidTransition:
        messages.warning(request, _("A colleague closed this problem first. Nothing you did was saved."))
        return True
    messages.success(request, _("The problem is closed."))
    return True
