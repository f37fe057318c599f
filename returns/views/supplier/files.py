"""The third question page of a commitment: files as evidence, what was found in them, and what is said about them."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.requests import SignedInRequest
from returns.actions.answering import finish_evidence
from returns.actions.evidence import add_evidence, remove_evidence, use_evidence
from returns.actions.evidence_answers import confirm_evidence, explain_use
from returns.evidence.names import clean_name
from returns.evidence.receiving import receives_files
from returns.evidence.refusal import EvidenceRefused
from returns.files_shown import FileShown, again_form, faults_of, files_of
from returns.forms.evidence import EvidenceForm, ExplainForm
from returns.models import Evidence
from returns.presenting import evidence_elsewhere
from returns.sheet import Row, Sheet
from returns.tasks import examine_evidence
from returns.views.supplier.doorway import answering, line_frame, next_step

logger = logging.getLogger(__name__)
REMOVED = gettext_lazy("%(name)s removed")


@answering
@receives_files
@require_http_methods(["GET", "POST"])
def line_evidence(
    request: SignedInRequest, sheet: Sheet, row: Row, *, too_much: str = "", typed: QueryDict | None = None
) -> HttpResponse:
    """Files, or why there are none. "Add" comes back to this page; Continue adds what is chosen and goes on.

    `too_much` says why nothing of what was sent could be taken at all, and `typed` is what was read of it all the same.
    """
    if too_much:
        form = _form(request, sheet, row, is_sent=False)
        form.keep_typed(typed or QueryDict())
        return _page(request, sheet, row, form, too_much=too_much)
    form = _form(request, sheet, row, is_sent=request.method == "POST")
    if request.method == "POST" and form.is_valid():
        _attach(form, row, request.user)
        if form.is_valid() and form.adding:
            return redirect(_address(request, sheet, row))
        if form.is_valid():
            reason = form.cleaned_data["no_evidence_reason"]
            finish_evidence(answer=row.answer, no_evidence_reason=reason, by=request.user)
            return next_step(request, sheet, row.number, "evidence")
    return _page(request, sheet, row, form)


@answering
@require_POST
def evidence_remove(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Take one file away from one commitment."""
    evidence = _named(request, row)
    try:
        is_kept = remove_evidence(answer=row.answer, evidence=evidence, by=request.user)
    except EvidenceRefused as refused:
        messages.info(request, f"{evidence.original_name}: {refused.message}")
    else:
        said = _("%(name)s removed. The council has a legal duty to keep its content for now") if is_kept else REMOVED
        messages.success(request, said % {"name": evidence.original_name})
    return redirect(_address(request, sheet, row))


@answering
@require_POST
def evidence_confirm(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Somebody has looked at a file: nobody is named or shown in it who should not be."""
    evidence = _named(request, row)
    try:
        confirm_evidence(answer=row.answer, evidence=evidence, by=request.user)
    except EvidenceRefused as refused:
        messages.info(request, f"{evidence.original_name}: {refused.message}")
    else:
        messages.success(request, _("%(name)s confirmed") % {"name": evidence.original_name})
    return redirect(_address(request, sheet, row))


@answering
@require_POST
def evidence_explain(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Why a file that was used before is used again."""
    evidence = _named(request, row)
    form = again_form(sheet, row, evidence, request.POST)
    if not form.is_valid():
        return _page(request, sheet, row, _form(request, sheet, row, is_sent=False), asked=form)
    explain_use(answer=row.answer, evidence=evidence, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Saved why %(name)s is used again") % {"name": evidence.original_name})
    return redirect(_address(request, sheet, row))


def _named(request: SignedInRequest, row: Row) -> Evidence:
    """The file of this line that a form is about. Raises Http404 for any other."""
    evidence = next((item for item in row.evidence if str(item.pk) == request.POST.get("evidence")), None)
    if evidence is None:
        raise Http404
    return evidence


def _address(request: SignedInRequest, sheet: Sheet, row: Row) -> str:
    """The page of this line's files, still coming from the check page if it did."""
    return reverse("line-evidence", args=[sheet.supplier_return.pk, row.number]) + _back_to(request)


def _back_to(request: SignedInRequest) -> str:
    """The end of an address that leads back to the check page, for whoever came from there."""
    return "?from=check" if request.GET.get("from") == "check" else ""


def _form(request: SignedInRequest, sheet: Sheet, row: Row, *, is_sent: bool) -> EvidenceForm:
    """The form that adds files; in the place of another file when the address names one."""
    return EvidenceForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        row=row,
        elsewhere=evidence_elsewhere(sheet, row),
        adding=is_sent and request.POST.get("action") == "add",
        replacing=next((item for item in row.evidence if str(item.pk) == request.GET.get("replace")), None),
    )


def _page(
    request: SignedInRequest,
    sheet: Sheet,
    row: Row,
    form: EvidenceForm,
    *,
    asked: ExplainForm | None = None,
    too_much: str = "",
) -> HttpResponse:
    """The page with its list of files; what was refused stands in the summary on top as well."""
    files = files_of(sheet, row, user=request.user, asked=asked)
    context = {
        "form": form,
        "asked": asked,
        "files": files,
        "is_waiting": any(file.is_waiting for file in files),
        "replaced": next((file for file in files if file.evidence == form.replacing), None),
        "problems": _problems(form, files, too_much),
        "too_much": too_much,
        **_addresses(request, sheet, row, form),
        **line_frame(sheet, row),
    }
    return render(request, "returns/supplier/evidence.html", context, status=413 if too_much else 200)


def _problems(form: EvidenceForm, files: list[FileShown], too_much: str) -> list[tuple[str, str]]:
    """For the summary on top: what was refused, where the list of files is shown, and what came with this request."""
    return ([] if form.replacing else faults_of(files)) + ([(too_much, "id_files")] if too_much else [])


def _addresses(request: SignedInRequest, sheet: Sheet, row: Row, form: EvidenceForm) -> dict[str, str]:
    """Of the page, of what its form is sent to, and the end that leads back to the check page."""
    address, back_to = _address(request, sheet, row), _back_to(request)
    replacing = f"{'&' if back_to else '?'}replace={form.replacing.pk}" if form.replacing else ""
    return {"address": address, "back_to": back_to, "send_to": address + replacing}


def _attach(form: EvidenceForm, row: Row, by: User) -> None:
    """Add the chosen files; each that is refused becomes an error beside the field, the others stay added."""
    nature = form.cleaned_data["nature"]
    for upload in form.cleaned_data["files"]:
        try:
            _keep(form, row, add_evidence(answer=row.answer, upload=upload, nature=nature, by=by), by)
        except EvidenceRefused as refused:
            form.add_error("files", f"{clean_name(upload.name)}: {refused.message}")
    for evidence in form.chosen_elsewhere:
        try:
            _keep(form, row, use_evidence(answer=row.answer, evidence=evidence, by=by), by)
        except EvidenceRefused as refused:
            form.add_error("reuse", f"{evidence.original_name}: {refused.message}")
    _wake_the_worker()


def _keep(form: EvidenceForm, row: Row, evidence: Evidence, by: User) -> None:
    """Show a file that has just been added, once, and let the one go whose place it takes."""
    if evidence == form.replacing:
        form.add_error("files", _("This is the same file. Choose another one to take its place"))
    elif form.replacing in row.evidence:
        remove_evidence(answer=row.answer, evidence=form.replacing, by=by)
        row.evidence[row.evidence.index(form.replacing)] = evidence
    elif evidence not in row.evidence:
        row.evidence.append(evidence)


def _wake_the_worker() -> None:
    """Have the files looked at now. When the queue does not answer, the worker finds them by itself a little later."""
    try:
        examine_evidence.delay_on_commit()
    except (OperationalError, OSError) as problem:
        logger.warning("The worker could not be woken: %s", type(problem).__name__)
