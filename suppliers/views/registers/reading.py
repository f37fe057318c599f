"""A register on its way: its columns, what it would do row by row, taking it in, and what became of it."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.registers import choose_sheet, leave_register, match_columns, take_in_register
from suppliers.checks import NotReady
from suppliers.forms.registers import ColumnsForm, SheetForm
from suppliers.models import RegisterFile, RegisterRow
from suppliers.registers.faults import fault_words
from suppliers.registers.sheets import sheets_shown
from suppliers.registers.shown import MOST, left_out, mending_table, page_of, percent_of, without_supplier
from suppliers.tasks import work_on_registers
from suppliers.views.registers.doorway import taking_in
from suppliers.workflow import REGISTER_WAITS, InvalidTransition, Outdated
from tables.writing import CONTENT_TYPES, Kind, csv_pieces, write

Status = RegisterFile.Status
SECONDS = 5
MOST_IN_A_WORKBOOK = 20_000
LONGEST_NUMBER = 8
READ_AGAIN = gettext_lazy(
    "The rows were looked through again since you opened this page. Read what is new and take them in from here."
)
# What a page without the number of a look through counts as.
NO_LOOK = -1


@taking_in
@require_http_methods(["GET", "POST"])
def register_detail(request: SignedInRequest, register: RegisterFile) -> HttpResponse:
    """How far it is, and what can be done next. While the worker has its turn the page loads itself again."""
    if request.method == "POST":
        return _decide(request, register)
    is_waiting = register.status in REGISTER_WAITS
    if register.status == Status.MATCHING:
        return redirect("register-columns", register.pk)
    context = {
        "register": register,
        "is_waiting": is_waiting,
        "is_still": "still" in request.GET,
        "percent": percent_of(register),
        "fault": fault_words(register.fault),
        "left_out": left_out(register),
        **sheets_shown(register),
    }
    if register.status == Status.TAKEN:
        context["without_supplier"] = without_supplier(request.user, register)[:MOST]
    response = render(request, "suppliers/registers/detail.html", context)
    if is_waiting and not context["is_still"]:
        response["Refresh"] = str(SECONDS)
    return response


def _decide(request: SignedInRequest, register: RegisterFile) -> HttpResponse:
    """Do what the button says; what speaks against it is said, and nothing is done then."""
    back = reverse("register-detail", args=[register.pk])
    try:
        if request.POST.get("action") == "leave":
            leave_register(register=register, by=request.user)
            messages.success(request, _("Nothing was taken in. The file is gone."))
            return redirect(_home_of(register))
        only_if_all, read = request.POST.get("action") == "all", _number(request.POST.get("read"), otherwise=NO_LOOK)
        take_in_register(register=register, only_if_all=only_if_all, read=read, by=request.user)
        work_on_registers.delay_on_commit()
    except Outdated:
        messages.warning(request, READ_AGAIN)
    except NotReady as error:
        messages.warning(request, f"{error.problems[0]}.")
    except InvalidTransition:
        messages.warning(request, _("This file has moved on meanwhile. Nothing was changed."))
    return redirect(back)


def _number(said: str | None, *, otherwise: int) -> int:
    """A number that a page sent; what is none is something else."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < LONGEST_NUMBER else otherwise


def _home_of(register: RegisterFile) -> str:
    """The page on which such a file is brought."""
    if register.organisation_id:
        return reverse("team-register", args=[register.organisation_id])
    return reverse("register-upload", args=[register.council_id])


@taking_in
@require_http_methods(["GET", "POST"])
def register_columns(request: SignedInRequest, register: RegisterFile) -> HttpResponse:
    """Say which column of the file is which, or that another sheet is to be read."""
    if register.status not in (Status.MATCHING, Status.CHECKED):
        return redirect("register-detail", register.pk)
    is_sheet = request.POST.get("action") == "sheet"
    sheets = SheetForm(request.POST if is_sheet else None, register=register)
    form = ColumnsForm(request.POST if request.method == "POST" and not is_sheet else None, register=register)
    if sheets.is_valid():
        return _choose_sheet(request, register, sheets)
    if form.is_valid() and _match(request, register, form):
        return redirect("register-detail", register.pk)
    context = {"register": register, "form": form, "sheets": sheets, "back": _home_of(register)}
    context |= sheets_shown(register)
    return render(request, "suppliers/registers/columns.html", context)


def _choose_sheet(request: SignedInRequest, register: RegisterFile, form: SheetForm) -> HttpResponse:
    """Have another sheet opened."""
    try:
        choose_sheet(register=register, sheet=form.cleaned_data["sheet"], by=request.user)
        work_on_registers.delay_on_commit()
    except InvalidTransition:
        messages.warning(request, _("This file has moved on meanwhile. Nothing was changed."))
    return redirect("register-detail", register.pk)


def _match(request: SignedInRequest, register: RegisterFile, form: ColumnsForm) -> bool:
    """Have the rows looked through; what speaks against it becomes an error of the form."""
    said = {"columns": form.chosen, "counts_from_1904": form.cleaned_data.get("counts_from_1904", False)}
    try:
        match_columns(register=register, sheet=form.cleaned_data["of_sheet"], by=request.user, **said)
        work_on_registers.delay_on_commit()
    except NotReady as error:
        form.add_error(None, error.problems)
        return False
    except Outdated:
        messages.warning(request, _("Another sheet was chosen since you opened this page. Nothing was changed."))
    except InvalidTransition:
        messages.warning(request, _("This file has moved on meanwhile. Nothing was changed."))
    return True


@taking_in
@require_safe
def register_rows(request: SignedInRequest, register: RegisterFile, verdict: str) -> HttpResponse:
    """The rows of one verdict, with what each would do or what is not right about it."""
    if verdict not in RegisterRow.Verdict.values:
        raise Http404
    page = page_of(register, verdict, start=_number(request.GET.get("from"), otherwise=0))
    context = {"register": register, "verdict": RegisterRow.Verdict(verdict), "page": page}
    return render(request, "suppliers/registers/rows.html", context)


@taking_in
@require_safe
def register_mend(request: SignedInRequest, register: RegisterFile) -> HttpResponseBase:
    """The rows that are not right as a file, to be mended and brought again."""
    table, kind = mending_table(register), Kind.XLSX if register.wrong <= MOST_IN_A_WORKBOOK else Kind.CSV
    if kind == Kind.CSV:
        response: StreamingHttpResponse | FileResponse = StreamingHttpResponse(csv_pieces(table))
    else:
        file = tempfile.SpooledTemporaryFile(2**20)  # noqa: SIM115 (the response closes it)
        write(table, kind, file, language=get_language() or "en-gb")
        file.seek(0)
        response = FileResponse(file)
    response["Content-Type"] = CONTENT_TYPES[kind]
    response["Content-Disposition"] = f'attachment; filename="rows-to-mend.{kind}"'
    return response
