"""Suggesting a return as a case study: the supplier's people, and the council's officers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from cms.actions.case_suggestions import suggest_case_study
from cms.case_forms import SuggestForm
from cms.models import CaseStudySuggestion
from cms.permissions import can_suggest_case_study
from returns.models import SupplierReturn
from returns.queries import returns_visible_to
from returns.told import may_be_told
from suppliers.checks import NotReady
from suppliers.promises import is_about_protected


@login_required
@require_http_methods(["GET", "POST"])
def case_study_suggest(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why it is worth telling; or, where it is suggested, what became of that."""
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    if not can_suggest_case_study(request.user, supplier_return):
        raise PermissionDenied
    rows = CaseStudySuggestion.objects.filter(supplier_return=supplier_return)
    earlier = rows.select_related("page", "suggested_by").first()
    is_sensitive = request.method == "POST" and is_about_protected(supplier_return.contract_id)
    form = SuggestForm(request.POST or None, is_sensitive=is_sensitive)
    if form.is_valid() and _suggest(request, form, supplier_return):
        return redirect("case-study-suggest", pk)
    context = {
        "form": form,
        "supplier_return": supplier_return,
        "council": supplier_return.council,
        "earlier": earlier,
        "can_suggest": may_be_told(supplier_return) and (earlier is None or earlier.declined_at is not None),
    }
    return render(request, "cms/cases/suggest.html", context)


def _suggest(request: SignedInRequest, form: SuggestForm, supplier_return: SupplierReturn) -> bool:
    """Suggest; what cannot be becomes an error of the form."""
    try:
        suggest_case_study(supplier_return=supplier_return, reason=form.cleaned_data["reason"], by=request.user)
    except NotReady as error:
        form.add_error("reason", error.problems[0])
        return False
    messages.success(request, _("Thank you. The editors of the council’s site get an email."))
    return True
