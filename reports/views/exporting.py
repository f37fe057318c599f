"""Officers take the contracts of a council away, with all their figures."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from reports.actions.downloads import export_contracts
from reports.files import spooled
from reports.ocds.packages import NoContractsError
from suppliers.views.doorway import officers_only


@officers_only
@require_POST
def contracts_export(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Every contract of a council in the Open Contracting Data Standard; that somebody took it is recorded."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    try:
        lines = export_contracts(council=council, uri=request.build_absolute_uri(), by=request.user)
    except NoContractsError:
        messages.info(request, _("There are no contracts to take away yet."))
        return redirect("council-home")
    return spooled(lines).response(f"contracts-{council.slug}-not-for-publication.json", "application/json")
