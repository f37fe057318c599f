"""An organisation's own choice to have its returns signed off before they are sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.sign_off import set_sign_off
from suppliers.checks import NotReady
from suppliers.forms.signing import NO, YES, SignOffForm
from suppliers.permissions import can_run_team
from suppliers.queries import organisations_visible_to, signatories_of

MOST_SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def sign_off_setting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch sign-off on or off; its admins only."""
    organisation = get_object_or_404(organisations_visible_to(request.user), pk=pk)
    if not can_run_team(request.user, organisation):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = SignOffForm(data, initial={"needs_sign_off": YES if organisation.needs_sign_off else NO})
    if request.method == "POST" and form.is_valid():
        try:
            set_sign_off(organisation=organisation, needs_sign_off=form.wants_sign_off, by=request.user)
            messages.success(request, _("Saved how your returns are signed off"))
            return redirect("sign-off-setting", pk)
        except NotReady as refused:
            form.add_error("needs_sign_off", refused.problems[0])
    signatories = signatories_of(organisation.pk)[:MOST_SHOWN]
    context = {"form": form, "organisation": organisation, "signatories": signatories}
    return render(request, "suppliers/sign_off_setting.html", context)
