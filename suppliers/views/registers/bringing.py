"""Bringing a register: for which council, what it lists, and the file. Reading it is the worker's."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.register_kinds import OF_COUNCILS
from suppliers.actions.registers import bring_register
from suppliers.checks import NotReady
from suppliers.forms.contracts import CouncilForm
from suppliers.forms.registers import HINTS, MOST, RegisterForm
from suppliers.models import Organisation, RegisterFile, RegisterKind
from suppliers.permissions import can_bring_register
from suppliers.queries import registers_visible_to
from suppliers.receiving import receives_a_file
from suppliers.tasks import work_on_registers
from suppliers.views.doorway import officers_only
from suppliers.views.joining.doorway import running
from suppliers.views.registers.doorway import bringing

SHOWN = 20


@officers_only
@require_http_methods(["GET", "POST"])
def register_start(request: SignedInRequest) -> HttpResponse:
    """Lead to the officer's only council, or ask which of several the register is of."""
    councils = [one for one in councils_of(request.user) if can_bring_register(request.user, council=one)]
    if not councils:
        raise PermissionDenied
    if len(councils) == 1:
        return redirect("register-upload", councils[0].pk)
    form = CouncilForm(request.POST or None, councils=councils)
    if form.is_valid():
        return redirect("register-upload", form.cleaned_data["council"])
    return render(request, "suppliers/contracts/council.html", {"form": form})


@bringing
@receives_a_file(MOST.bytes)
@require_http_methods(["GET", "POST"])
def register_upload(request: SignedInRequest, council: Council, *, too_big: bool = False) -> HttpResponse:
    """Choose what the file lists and the file; those that were brought before can be gone on with."""
    kinds = [kind for kind in OF_COUNCILS if can_bring_register(request.user, council=council, kind=kind)]
    form = _form(request, kinds, too_big=too_big)
    if form.is_bound and form.is_valid() and (register := _bring(form, request, council=council)):
        return redirect("register-detail", register.pk)
    brought = registers_visible_to(request.user).filter(council=council)[:SHOWN]
    context = {"form": form, "owner": council, "council": council, "brought": brought, "hints": HINTS}
    return render(request, "suppliers/registers/upload.html", context)


@running
@receives_a_file(MOST.bytes)
@require_http_methods(["GET", "POST"])
def team_register(request: SignedInRequest, organisation: Organisation, *, too_big: bool = False) -> HttpResponse:
    """Choose a file of people to invite to a team."""
    form = _form(request, [RegisterKind.MEMBERS], too_big=too_big)
    if form.is_bound and form.is_valid() and (register := _bring(form, request, organisation=organisation)):
        return redirect("register-detail", register.pk)
    brought = registers_visible_to(request.user).filter(organisation=organisation)[:SHOWN]
    context = {"form": form, "owner": organisation, "organisation": organisation, "brought": brought}
    return render(request, "suppliers/registers/upload.html", context)


def _form(request: SignedInRequest, kinds: list, *, too_big: bool) -> RegisterForm:
    if too_big:  # nothing of such a body is read
        return RegisterForm({}, {}, kinds=kinds, too_big=True)
    if request.method == "POST":
        return RegisterForm(request.POST, request.FILES, kinds=kinds)
    return RegisterForm(kinds=kinds)


def _bring(form: RegisterForm, request: SignedInRequest, **owner) -> RegisterFile | None:
    """Keep the file and wake the worker; what speaks against it becomes an error of the form."""
    file = form.cleaned_data["file"]
    try:
        register = bring_register(kind=form.chosen_kind, file=file.name, content=file, by=request.user, **owner)
    except NotReady as error:
        form.add_error("file", error.problems[0])
        return None
    work_on_registers.delay_on_commit()
    return register
