"""How much a council asks of contracts of each value."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.proportion import set_bands
from suppliers.checks import NotReady
from suppliers.forms.proportion import BandsForm
from suppliers.permissions import can_set_proportion
from suppliers.proportion import bands_of
from suppliers.views.doorway import officers_only


@officers_only
@require_http_methods(["GET", "POST"])
def proportion_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The council's bands; `action=usual` brings back those that every council begins with."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_proportion(request.user, council):
        raise PermissionDenied
    if request.POST.get("action") == "usual":
        set_bands(council=council, bands=[], by=request.user)
        messages.success(request, _("The usual bands are in use again."))
        return redirect("proportion-edit", council.pk)
    form = BandsForm(request.POST or None, bands=bands_of(council.pk))
    if form.is_valid() and _set(form, council, request):
        messages.success(request, _("The bands were saved."))
        return redirect("proportion-edit", council.pk)
    return render(request, "suppliers/contracts/proportion.html", {"form": form, "council": council})


def _set(form: BandsForm, council: Council, request: SignedInRequest) -> bool:
    """Set them; what cannot be becomes an error of the form."""
    try:
        set_bands(council=council, bands=form.to_bands(), by=request.user)
    except NotReady as error:
        form.add_error(None, error.problems[0])
        return False
    return True
