"""One commitment in three question pages: the figure, the words, the evidence."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from framework.values import input_affixes
from returns.actions.answering import answer_figure, answer_words, finish_evidence
from returns.actions.evidence import add_evidence, remove_evidence, use_evidence
from returns.evidence.kinds import EvidenceRefused
from returns.evidence.names import clean_name
from returns.forms.supplier import EvidenceForm, FigureForm, WordsForm
from returns.models import Evidence
from returns.presenting import evidence_elsewhere, question
from returns.progress import to_date
from returns.sheet import Row, Sheet
from returns.views.supplier.doorway import answering, next_step


@answering
@require_http_methods(["GET", "POST"])
def line_figure(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """The figure, or that there is nothing and why."""
    form = FigureForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        answer_figure(answer=row.answer, figure=form.to_figure(), by=request.user)
        return next_step(request, sheet, row.number, "figure")
    context = {"form": form, "question": question(row), "to_date": to_date(row), **_frame(sheet, row)}
    return render(request, "returns/supplier/figure.html", context)


@answering
@require_http_methods(["GET", "POST"])
def line_words(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Who benefited and what changed."""
    form = WordsForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        answer_words(answer=row.answer, narrative=form.cleaned_data["narrative"], by=request.user)
        return next_step(request, sheet, row.number, "words")
    return render(request, "returns/supplier/words.html", {"form": form, **_frame(sheet, row)})


@answering
@require_http_methods(["GET", "POST"])
def line_evidence(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Files, or why there are none. "Add" comes back to this page; Continue adds what is chosen and goes on."""
    elsewhere = evidence_elsewhere(sheet, row)
    adding = request.POST.get("action") == "add"
    form = EvidenceForm(request.POST or None, request.FILES or None, row=row, elsewhere=elsewhere, adding=adding)
    if request.method == "POST" and form.is_valid():
        _attach(form, row, elsewhere, request.user)
        if form.is_valid() and adding:
            return redirect(request.get_full_path())
        if form.is_valid():
            finish_evidence(
                answer=row.answer, no_evidence_reason=form.cleaned_data["no_evidence_reason"], by=request.user
            )
            return next_step(request, sheet, row.number, "evidence")
    return render(request, "returns/supplier/evidence.html", {"form": form, **_frame(sheet, row)})


@answering
@require_POST
def evidence_remove(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Take one file away from one commitment."""
    evidence = next((item for item in row.evidence if str(item.pk) == request.POST.get("evidence")), None)
    if evidence is None:
        raise Http404
    remove_evidence(answer=row.answer, evidence=evidence, by=request.user)
    messages.success(request, _("%(name)s removed") % {"name": evidence.original_name})
    page = reverse("line-evidence", args=[sheet.supplier_return.pk, row.number])
    return redirect(f"{page}?from=check" if request.GET.get("from") == "check" else page)


def _attach(form: EvidenceForm, row: Row, elsewhere: list[Evidence], user) -> None:
    """Add the chosen files; each that is refused becomes an error beside the field, the others stay added."""
    for upload in form.cleaned_data["files"]:
        try:
            _keep(row, add_evidence(answer=row.answer, upload=upload, by=user))
        except EvidenceRefused as refused:
            form.add_error("files", f"{clean_name(upload.name)}: {refused.message}")
    chosen = form.cleaned_data.get("reuse", [])
    for evidence in elsewhere:
        if str(evidence.pk) in chosen:
            try:
                _keep(row, use_evidence(answer=row.answer, evidence=evidence, by=user))
            except EvidenceRefused as refused:
                form.add_error("reuse", refused.message)


def _keep(row: Row, evidence: Evidence) -> None:
    """Show a file that has just been added, once."""
    if evidence not in row.evidence:
        row.evidence.append(evidence)


def _frame(sheet: Sheet, row: Row) -> dict:
    """What every page of a line shows around its question."""
    return {
        "sheet": sheet,
        "row": row,
        "measure": row.measure,
        "affixes": input_affixes(row.measure),
        "supplier_return": sheet.supplier_return,
        "council": sheet.supplier_return.council,
    }
