"""An officer adds contracts from a file of published notices: choose the file, read what it would do, add."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.notice_uploads import add_from_notices, drop_notices, keep_notices, look_again
from suppliers.checks import NotReady
from suppliers.forms.contracts import CouncilForm
from suppliers.forms.notices import MOST_BYTES, NoticeFileForm
from suppliers.permissions import can_import_notices
from suppliers.queries import arrived_notices_visible_to, notices_kept_by
from suppliers.receiving import receives_a_file
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition, Outdated


def importing(view: Callable) -> Callable:
    """Hand the view a council of the officer's for which they may import notices: 404 for others, 403 without."""

    @officers_only
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
        council = get_object_or_404(councils_of(request.user), pk=pk)
        if not can_import_notices(request.user, council):
            raise PermissionDenied
        return view(request, council, *args, **kwargs)

    return inner


@officers_only
@require_http_methods(["GET", "POST"])
def notice_start(request: SignedInRequest) -> HttpResponse:
    """Lead to the officer's only council, or ask which of several the notices are of."""
    councils = [one for one in councils_of(request.user) if can_import_notices(request.user, one)]
    if not councils:
        raise PermissionDenied
    if len(councils) == 1:
        return redirect("notice-upload", councils[0].pk)
    form = CouncilForm(request.POST or None, councils=councils)
    if form.is_valid():
        return redirect("notice-upload", form.cleaned_data["council"])
    return render(request, "suppliers/contracts/council.html", {"form": form})


@importing
@receives_a_file(MOST_BYTES)
@require_http_methods(["GET", "POST"])
def notice_upload(request: SignedInRequest, council: Council, *, too_big: bool = False) -> HttpResponse:
    """Choose the file; one that was looked through before and not added yet can be gone on with."""
    is_sent = request.method == "POST"
    form = NoticeFileForm(request.POST, request.FILES, too_big=too_big) if is_sent else NoticeFileForm()
    if is_sent and form.is_valid() and _keep(form, council, request):
        return redirect("notice-check", council.pk)
    waiting = notices_kept_by(request.user, council.pk).values_list("answers__file", flat=True).first()
    context = {"form": form, "council": council, "waiting": waiting, **_arriving(request, council)}
    return render(request, "suppliers/contracts/notice_upload.html", context)


def _arriving(request: SignedInRequest, council: Council) -> dict[str, int | bool]:
    """Whether notices also come by themselves, and how many of them wait for a person."""
    if not settings.NOTICE_SOURCES:
        return {"comes_by_itself": False}
    held = arrived_notices_visible_to(request.user).filter(council=council, is_held=True, left_out_at__isnull=True)
    return {"comes_by_itself": True, "held": held.count()}


def _keep(form: NoticeFileForm, council: Council, request: SignedInRequest) -> bool:
    """Look the file through and keep it; a file that cannot be read becomes an error of the form."""
    file = form.cleaned_data["file"]
    try:
        keep_notices(council=council, file=file.name, content=file.read(), by=request.user)
    except NotReady as error:
        form.add_error("file", error.problems[0])
        return False
    return True


@importing
@require_http_methods(["GET", "POST"])
def notice_check(request: SignedInRequest, council: Council) -> HttpResponse:
    """Read what the file would do, then add its contracts, or leave it."""
    if request.method == "POST":
        return _decide(request, council)
    kept = notices_kept_by(request.user, council.pk).values_list("answers__file", "answers__plan").first()
    if kept is None:
        messages.warning(request, _("There is no file to look at. Choose one."))
        return redirect("notice-upload", council.pk)
    file, plan = kept
    context = {"council": council, "file": file, "plan": plan, "count": len(plan["added"]) + len(plan["changed"])}
    return render(request, "suppliers/contracts/notice_check.html", context)


def _decide(request: SignedInRequest, council: Council) -> HttpResponse:
    """Do what the button says. What came in between is said, and nothing is done then."""
    try:
        if request.POST.get("action") == "leave":
            drop_notices(council=council, by=request.user)
            messages.success(request, _("Nothing was added. The file is gone."))
            return redirect("notice-upload", council.pk)
        count = add_from_notices(council=council, by=request.user)
    except Outdated:
        look_again(council=council, by=request.user)
        messages.warning(
            request, _("Nothing was added: things have changed here since. Read again what would be done.")
        )
        return redirect("notice-check", council.pk)
    except InvalidTransition:
        messages.warning(request, _("This file was added or left already. Nothing was changed."))
        return redirect("contract-list")
    messages.success(request, _done(count))
    return redirect("contract-list")


def _done(count: int) -> str:
    """What the file did."""
    if not count:
        return _("The notices were recorded. No contract was added or changed.")
    words = ngettext(
        "%(count)d contract was added or changed.", "%(count)d contracts were added or changed.", count
    ) % {"count": count}
    return f"{words} {_('New ones stand first in the list. Go on setting them up there.')}"
