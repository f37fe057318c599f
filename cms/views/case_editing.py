"""What editors do with suggestions of case studies, inside the editing screens: of their own councils and no other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from cms.actions.case_suggestions import decline_case_study, draft_case_study
from cms.case_drafting import left_out_words
from cms.case_forms import DeclineForm
from cms.editing.trail import screen
from cms.suggesting import suggestions_edited_by
from suppliers.checks import NotReady
from suppliers.paging import page_by_key
from suppliers.promises import is_about_protected
from suppliers.workflow import InvalidTransition

LIST = "case-suggestion-list"


@require_safe
def case_suggestion_list(request: SignedInRequest) -> HttpResponse:
    """What waits, or with `?show=all` everything, the newest first."""
    rows = suggestions_edited_by(request.user)
    show = "all" if request.GET.get("show") == "all" else "open"
    if show == "open":
        rows = rows.filter(drafted_at=None, declined_at=None)
    page = page_by_key(rows, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {"page": page, "show": show}
    return render(request, "cms/editing/suggestions.html", screen(_("Case studies suggested")) | context)


@require_safe
def case_suggestion_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Why it was suggested, and what became of it."""
    suggestion = get_object_or_404(suggestions_edited_by(request.user), pk=pk)
    context = {"suggestion": suggestion, "left_out": left_out_words(suggestion.left_out)}
    title = _("Case study suggested")
    return render(request, "cms/editing/suggestion.html", screen(title, LIST, _("Case studies suggested")) | context)


@require_POST
def case_suggestion_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a page from the return, and go on to it."""
    suggestion = get_object_or_404(suggestions_edited_by(request.user), pk=pk)
    try:
        page = draft_case_study(suggestion=suggestion, by=request.user)
    except NotReady as error:
        messages.error(request, error.problems[0])
        return redirect("case-suggestion-detail", pk)
    except InvalidTransition:
        messages.warning(request, _("A colleague has answered this suggestion already."))
        return redirect("case-suggestion-detail", pk)
    suggestion.refresh_from_db()
    for words in left_out_words(suggestion.left_out):
        messages.warning(request, _("Left out. %(what)s.") % {"what": words})
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_http_methods(["GET", "POST"])
def case_suggestion_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say no, with a reason for whoever suggested it."""
    suggestion = get_object_or_404(suggestions_edited_by(request.user), pk=pk)
    is_sensitive = request.method == "POST" and is_about_protected(suggestion.supplier_return.contract_id)
    form = DeclineForm(request.POST or None, is_sensitive=is_sensitive)
    if form.is_valid():
        try:
            decline_case_study(suggestion=suggestion, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Declined. Whoever suggested it gets an email."))
        except InvalidTransition:
            messages.warning(request, _("A colleague has answered this suggestion already."))
        return redirect("case-suggestion-detail", pk)
    context = {"form": form, "suggestion": suggestion, "button": _("Decline")}
    return render(
        request, "cms/editing/form.html", screen(_("Decline a suggestion"), LIST, _("Case studies suggested")) | context
    )
