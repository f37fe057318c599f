"""Everything of one organisation in an archive, for its admins: what will be in it, and with or without the files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from reports.actions.exports import KEPT_FOR, ask_for_everything
from reports.everything.files import MOST_BYTES, MOST_FILES, holding_of
from reports.everything.seen import seen_by
from reports.forms import EverythingForm
from reports.permissions import can_take_everything
from reports.tasks import make_exports
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.views.joining.doorway import belonging


@belonging
@require_http_methods(["GET", "POST"])
def organisation_everything(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Say what will be in the archive, and have it made."""
    if not can_take_everything(request.user, organisation):
        raise PermissionDenied
    holding = holding_of(seen_by(request.user, organisation))
    form = EverythingForm(request.POST if request.method == "POST" else None, can_have_files=holding.fits)
    if form.is_valid() and _ask(request, organisation, form):
        return redirect("export-list")
    context = {
        "organisation": organisation,
        "form": form,
        "holding": holding,
        "most_bytes": MOST_BYTES,
        "most_files": f"{MOST_FILES:,}",
        "days": KEPT_FOR.days,
    }
    return render(request, "reports/everything/ask.html", context)


def _ask(request: SignedInRequest, organisation: Organisation, form: EverythingForm) -> bool:
    """Have it made; what speaks against it becomes an error of the form."""
    try:
        ask_for_everything(organisation=organisation, with_files=form.with_files, by=request.user)
    except NotReady as error:
        form.add_error("evidence", error.problems[0])
        return False
    make_exports.delay_on_commit()
    messages.success(request, _("Your file is being made. You get an email when it is ready."))
    return True
