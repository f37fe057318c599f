"""Counting how many postcodes of a list are local, and setting which ones are."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.permissions import is_officer_of
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.postcodes import set_local_postcodes
from suppliers.forms.postcodes import LocalPostcodesForm, PostcodesForm
from suppliers.models import Contract
from suppliers.permissions import can_set_local_postcodes
from suppliers.postcodes import count_postcodes
from suppliers.queries import contracts_visible_to, local_codes_of
from suppliers.views.doorway import officers_only

_LINE = re.compile(r"([0-9]{1,10})-([0-9]{1,4})")


@sensitive_post_parameters("postcodes")
@sensitive_variables()
@login_required
@require_http_methods(["GET", "POST"])
def postcode_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count a list while the person waits, and answer at once without a redirect: nothing of it is kept anywhere."""
    contract = get_object_or_404(contracts_visible_to(request.user).select_related("council"), pk=pk)
    codes = local_codes_of(contract.council)
    form = PostcodesForm(request.POST or None)
    counts = count_postcodes(form.cleaned_data["postcodes"], codes) if codes and form.is_valid() else None
    context = {
        "form": form,
        "counts": counts,
        "codes": codes,
        "contract": contract,
        "council": contract.council,
        "back": _back(request, contract),
        "can_set": can_set_local_postcodes(request.user, contract.council),
    }
    return render(request, "suppliers/contracts/postcodes.html", context)


def _back(request: SignedInRequest, contract: Contract) -> str:
    """The line of a return that the person came from, if they did, else the contract's promises."""
    line = _LINE.fullmatch(request.GET.get("line", ""))
    if line is None:
        return reverse("promise-list", args=[contract.pk])
    is_officer = is_officer_of(request.user, contract.council_id)
    return reverse("line-review" if is_officer else "line-figure", args=[int(line[1]), int(line[2])])


@officers_only
@require_http_methods(["GET", "POST"])
def local_postcodes_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set which postcodes one council calls local."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_local_postcodes(request.user, council):
        raise PermissionDenied
    form = LocalPostcodesForm(request.POST or None, codes=local_codes_of(council))
    if request.method == "POST" and form.is_valid():
        if set_local_postcodes(council=council, codes=form.cleaned_data["codes"], by=request.user):
            messages.success(request, _("The codes are saved. Lists are counted by them from now on."))
        return redirect(request.path)
    return render(request, "suppliers/contracts/local_postcodes.html", {"form": form, "council": council})
