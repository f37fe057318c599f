"""Returns as a spreadsheet: download it, fill it in, upload it, read what it says, save."""

import tempfile
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from returns.actions.workbooks import ask_to_save, leave_workbook, note_workbook, receive_workbook
from returns.forms.workbooks import TakeAwayForm, WorkbookForm
from returns.models import WorkbookUpload
from returns.permissions import can_fill_in
from returns.tasks import work_on_workbooks
from returns.workbook.choosing import MOST, returns_to_fill_in, sheets_to_fill_in, workbooks_of
from returns.workbook.reading import BOUNDS
from returns.workbook.telling import marked_copy, told_of
from returns.workbook.writing import write_workbook
from suppliers.receiving import receives_a_file
from suppliers.workflow import InvalidTransition
from tables.writing import CONTENT_TYPES, Kind

SPOOLED = 2**20
Status = WorkbookUpload.Status


@login_required
@receives_a_file(BOUNDS.bytes)
@require_http_methods(["GET", "HEAD", "POST"])
def workbook_home(request: SignedInRequest, *, too_big: bool = False) -> HttpResponse:
    """Download returns, or one of them (`?return=`), and upload what was filled in."""
    if not can_fill_in(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES, too_big=too_big) if is_sent else WorkbookForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        upload = receive_workbook(file_name=file.name, content=file.read(), by=request.user)
        work_on_workbooks.delay_on_commit()
        return redirect("workbook-detail", upload.pk)
    return _home(request, form, TakeAwayForm(initial={"only": _only(request.GET.get("return", ""))}))


def _only(number: str) -> int | None:
    """The number of a return in an address; nothing for what is none."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 12 else None


def _home(request: SignedInRequest, form: WorkbookForm, take_away: TakeAwayForm) -> HttpResponse:
    """The page of both forms; `take_away` may name one return."""
    found = returns_to_fill_in(request.user)
    only = _only(str(take_away["only"].value() or ""))
    this = None if only is None else found.filter(pk=only).first()
    context = {
        "form": form,
        "take_away": take_away,
        "this": this,
        "count": found[: MOST + 1].count() if this is None else 1,
        "most": MOST,
        "earlier": workbooks_of(request.user).defer("content", "found")[:3],
    }
    return render(request, "returns/supplier/workbook.html", context)


@login_required
@require_POST
def workbook_download(request: SignedInRequest) -> HttpResponseBase:
    """The returns as a spreadsheet, or one of them."""
    take_away = TakeAwayForm(request.POST)
    if not can_fill_in(request.user):
        raise PermissionDenied
    if not take_away.is_valid():
        return _home(request, WorkbookForm(), take_away)
    kind, only = Kind(take_away.cleaned_data["kind"]), take_away.cleaned_data["only"]
    sheets = sheets_to_fill_in(request.user, only=only)
    if not sheets:
        messages.warning(request, _("There is no return that you can fill in now."))
        return redirect("supplier-home")
    note_workbook(sheets=sheets, kind=kind, by=request.user)
    file = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 (the response closes it)
    write_workbook(sheets, kind, file)
    name = sheets[0].supplier_return.reference if only is not None else _("returns")
    return _attachment(file, f"{name}-{timezone.localdate().isoformat()}", kind)


@login_required
@require_safe
def workbook_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What became of a spreadsheet: being read, not read, what it says, being saved, saved."""
    upload = get_object_or_404(workbooks_of(request.user), pk=pk)
    is_waiting = upload.status in (Status.RECEIVED, Status.TAKING)
    context = {"upload": upload, "is_waiting": is_waiting, "told": told_of(upload)}
    return render(request, "returns/supplier/workbook_detail.html", context)


@login_required
@require_POST
def workbook_decide(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Save what was read, all of it or what is right, or leave it."""
    upload = get_object_or_404(workbooks_of(request.user), pk=pk)
    action = request.POST.get("action")
    try:
        if action == "leave":
            leave_workbook(upload=upload, by=request.user)
            messages.success(request, _("Nothing was saved. The spreadsheet is gone."))
            return redirect("workbook-home")
        ask_to_save(upload=upload, takes_the_right=action == "right", by=request.user)
        work_on_workbooks.delay_on_commit()
    except InvalidTransition:
        messages.info(request, _("This spreadsheet was saved or left already. Nothing was changed."))
    return redirect("workbook-detail", pk)


@login_required
@require_safe
def workbook_marked(request: SignedInRequest, pk: UUID) -> HttpResponseBase:
    """A copy of the spreadsheet as it was filled in, with what is wrong marked in its cells."""
    upload = get_object_or_404(workbooks_of(request.user).filter(status__in=(Status.READ, Status.TAKEN)), pk=pk)
    file = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 (the response closes it)
    if not marked_copy(upload, request.user, file):
        messages.info(request, _("Nothing is wrong with this spreadsheet."))
        return redirect("workbook-detail", pk)
    return _attachment(file, f"{_('returns-to-mend')}-{timezone.localdate().isoformat()}", Kind(upload.kind))


def _attachment(file: tempfile.SpooledTemporaryFile, name: str, kind: Kind) -> FileResponse:
    """A spreadsheet that the response closes."""
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Type"] = CONTENT_TYPES[kind]
    return response
