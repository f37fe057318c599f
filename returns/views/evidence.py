"""The addresses from which evidence is seen and served; each opening is on record before anything leaves."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.evidence.access import ReasonNeeded, must_say_why, record_access
from returns.evidence.beside import Beside, beside
from returns.evidence.natures import nature_words
from returns.evidence.queries import evidence_visible_to, openable_evidence
from returns.evidence.serving import serve_download, serve_picture
from returns.evidence.tokens import Opening, is_permitted, opening_of, reason_given, remember_opening, remember_reason
from returns.evidence.viewing import (
    Shown,
    findings_of,
    kind_words,
    last_openings,
    list_files,
    notes_of,
    show,
    why_shut,
)
from returns.forms.officer import DecisionForm
from returns.forms.opening import OpeningForm
from returns.keeping import with_holds
from returns.models import Evidence, EvidenceAccess, SupplierReturn
from returns.permissions import can_place_hold, is_own_evidence
from returns.sheet import load_sheet
from returns.views.officer.deciding import decision_context, save_decision, to_next_file
from returns.views.officer.doorway import holding, row_or_404
from returns.workflow import SHOWN
from suppliers.workflow import InvalidTransition

DESCRIBED_WITH = ("contract__council", "organisation", "uploaded_by", "confirmed_by")


@login_required
@require_http_methods(["GET"])
def evidence_open(request: SignedInRequest, pk) -> HttpResponseBase:
    """Download one file. The access is on record before the first byte leaves; HEAD is refused."""
    evidence = get_object_or_404(openable_evidence(request.user), pk=pk)
    try:
        _record(request, evidence, EvidenceAccess.Kind.DOWNLOAD)
    except ReasonNeeded:
        return redirect(_with_line(request, "evidence-ask", evidence))
    return serve_download(evidence)


@login_required
@require_http_methods(["GET", "POST"])
def evidence_view(request: SignedInRequest, pk) -> HttpResponse:
    """Look at one file beside the line it supports; posting decides the line, as on its page of the review."""
    evidence = get_object_or_404(with_holds(evidence_visible_to(request.user)).select_related(*DESCRIBED_WITH), pk=pk)
    place = beside(evidence, request.user, _line(request))
    if request.method == "GET":
        return _look(request, evidence, place, None)
    if place is None:
        raise Http404
    return _decide(request, place.row.line.supplier_return_id, evidence, place)


@holding
def _decide(
    request: SignedInRequest, supplier_return: SupplierReturn, evidence: Evidence, place: Beside
) -> HttpResponse:
    """Decide the line and go to the first file of the next one; with errors, the same page with what was typed."""
    sheet = load_sheet(supplier_return, sent=True)
    row = row_or_404(sheet, place.row.number)
    if row.answer.pk != place.row.answer.pk:
        raise InvalidTransition("the line is not shown as it was last sent")
    form = DecisionForm(request.POST, row=row)
    if not form.is_valid():
        return _look(request, evidence, place, form)
    save_decision(form, by=request.user)
    return to_next_file(sheet, row.number, request.user)


def _look(
    request: SignedInRequest, evidence: Evidence, place: Beside | None, form: DecisionForm | None
) -> HttpResponse:
    """The page of one file; the access is on record before it is shown.

    A file that this person sees but cannot open is not shown, and the page says why.
    """
    shut = why_shut(evidence, request.user)
    shown = Shown()
    if not shut:
        try:
            opening = _record(request, evidence, EvidenceAccess.Kind.VIEW)
        except ReasonNeeded:
            return redirect(_with_line(request, "evidence-ask", evidence))
        remember_opening(request.session, evidence, opening)
        shown = show(evidence, request.user, opening)
    context = {"shut": shut, "shown": shown, **_described(request, evidence, place)}
    if place and place.is_deciding:
        context |= decision_context(place.row, form, _with_line(request, "evidence-view", evidence))
    return render(request, "returns/evidence/view.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def evidence_ask(request: SignedInRequest, pk) -> HttpResponse:
    """Ask an officer why a file about people who need protection is opened, once a session; then show it."""
    evidence = get_object_or_404(openable_evidence(request.user), pk=pk)
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if must_say_why(request.user, evidence):
        if not form.is_valid():
            context = {"evidence": evidence, "form": form, "council": evidence.contract.council}
            return render(request, "returns/evidence/ask.html", context)
        remember_reason(request.session, evidence, form.cleaned_data["reason"])
    return redirect(_with_line(request, "evidence-view", evidence))


@login_required
@require_http_methods(["GET"])
def evidence_preview(request: SignedInRequest, pk, name: str) -> HttpResponseBase:
    """One picture of a file, for whoever has opened it in the last five minutes: that is on record."""
    evidence = get_object_or_404(openable_evidence(request.user), pk=pk)
    if not is_permitted(request.GET.get("token", ""), evidence, name, request.user):
        raise PermissionDenied
    try:
        return serve_picture(evidence, name)
    except FileNotFoundError as problem:
        raise Http404 from problem


def _record(request: SignedInRequest, evidence: Evidence, kind: EvidenceAccess.Kind) -> Opening:
    """Put the access on record, with the reason that was given in this session."""
    reason = reason_given(request.session, evidence)
    return opening_of(record_access(evidence=evidence, by=request.user, kind=kind, reason=reason))


def _described(request: SignedInRequest, evidence: Evidence, place: Beside | None) -> dict:
    """What the viewer says of a file, and the line it stands beside."""
    is_ours = is_own_evidence(request.user, evidence)
    return {
        "evidence": evidence,
        "council": evidence.contract.council,
        "is_ours": is_ours,
        "can_report": evidence.status in (*SHOWN, Evidence.Status.HIDDEN),
        "can_hold": can_place_hold(request.user, evidence.contract.council_id) and not is_ours,
        "beside": place,
        "row": place.row if place else None,
        "decision": place.decision if place else None,
        "kind": kind_words(evidence),
        "nature": nature_words(place.row, evidence) if place else "",
        "others": list_files(place.row, request.user, request.session) if place else [],
        "notes": notes_of(evidence),
        "findings": findings_of(evidence),
        "openings": [] if is_ours else last_openings(evidence),
    }


def _line(request: SignedInRequest) -> int | None:
    """The id of the line in the address; None for anything else than one."""
    asked = request.GET.get("line", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 18 else None


def _with_line(request: SignedInRequest, name: str, evidence: Evidence) -> str:
    """The address of a page of this file, beside the same line as this one."""
    line = _line(request)
    return reverse(name, args=[evidence.pk]) + (f"?line={line}" if line else "")
