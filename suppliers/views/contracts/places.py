"""The departments and areas that a council puts its contracts under."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.places import set_places
from suppliers.checks import NotReady
from suppliers.forms.places import PlacesForm
from suppliers.models import Area, Department
from suppliers.ownership import MOST
from suppliers.permissions import can_set_places
from suppliers.views.doorway import officers_only

DEPARTMENTS, AREAS = gettext_lazy("Departments"), gettext_lazy("Areas")


@officers_only
@require_http_methods(["GET", "POST"])
def department_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The council's departments."""
    return _edit(request, pk, Department, DEPARTMENTS)


@officers_only
@require_http_methods(["GET", "POST"])
def area_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The council's areas."""
    return _edit(request, pk, Area, AREAS)


def _edit(request: SignedInRequest, pk: int, model: type[Department] | type[Area], heading: Promise) -> HttpResponse:
    """One list, with a row for each and some for new ones."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_places(request.user, council):
        raise PermissionDenied
    places = model._default_manager.filter(council=council).order_by("name")[:MOST]
    form = PlacesForm(request.POST or None, places=list(places), with_code=model is Area)
    if form.is_valid():
        try:
            set_places(council=council, model=model, kept=form.kept, added=form.added, by=request.user)
            messages.success(request, _("The list was saved."))
            return redirect(request.path)
        except NotReady as error:
            form.add_error(None, error.problems[0])
    context = {"form": form, "council": council, "heading": heading, "is_about_areas": model is Area}
    return render(request, "suppliers/contracts/places.html", context)
