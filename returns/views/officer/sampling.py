"""Samples: what a council looks at, and verifying together what was not chosen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from returns.actions.bulk import verify_rest
from returns.actions.sampling import set_sampling
from returns.bulk import rows_for_bulk
from returns.forms.sampling import SamplingForm
from returns.models import SupplierReturn
from returns.permissions import can_set_sampling
from returns.reading import checks_by_line
from returns.sampling import rule_of, rules_of
from returns.sheet import load_sheet
from returns.views.officer.doorway import holding
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def sampling_home(request: SignedInRequest) -> HttpResponse:
    """What is looked at in each of the person's councils."""
    councils = list(councils_of(request.user))
    rules = rules_of([council.pk for council in councils])
    rows = [(council, rules[council.pk], can_set_sampling(request.user, council)) for council in councils]
    return render(request, "returns/officer/sampling.html", {"rows": rows})


@officers_only
@require_http_methods(["GET", "POST"])
def sampling_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set the rule of one council."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_sampling(request.user, council):
        raise PermissionDenied
    form = SamplingForm(request.POST or None, rule=rule_of(council))
    if request.method == "POST" and form.is_valid():
        if set_sampling(council=council, rule=form.to_rule(), by=request.user):
            messages.success(request, _("The rule is saved. It holds for returns that are taken from now on."))
        return redirect("sampling-home")
    return render(request, "returns/officer/sampling_rule.html", {"form": form, "council": council})


@holding
@require_http_methods(["GET", "POST"])
def return_bulk(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """List the lines that may be verified together, then verify just these."""
    if request.method == "POST":
        numbers = {int(number) for number in request.POST.getlist("lines") if number.isascii() and number.isdigit()}
        count = verify_rest(supplier_return=supplier_return, numbers=numbers, by=request.user)
        said = ngettext("%(count)d commitment is verified.", "%(count)d commitments are verified.", count)
        messages.success(request, said % {"count": count})
        return redirect("return-review", supplier_return.pk)
    sheet = load_sheet(supplier_return, sent=True)
    context = {"rows": rows_for_bulk(sheet, checks_by_line(sheet)), "supplier_return": supplier_return}
    return render(request, "returns/officer/bulk.html", context | {"council": supplier_return.council})
