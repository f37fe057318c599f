"""Nothing to report for many contracts at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.nothing import report_nothing
from returns.forms.nothing import NothingForm
from returns.models import SupplierReturn
from returns.permissions import can_fill_in
from returns.untouched import MOST, are_about_protected, untouched_returns_of
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nothing_many(request: SignedInRequest) -> HttpResponse:
    """Choose returns in which nothing was answered yet, say why once, and send them."""
    if not can_fill_in(request.user):
        raise PermissionDenied
    found = list(untouched_returns_of(request.user, today=timezone.localdate())[: MOST + 1])
    offered = {one: _words(one) for one in found[:MOST]}
    is_sensitive = request.method == "POST" and are_about_protected(list(offered))
    form = NothingForm(request.POST if request.method == "POST" else None, offered=offered, is_sensitive=is_sensitive)
    if form.is_valid():
        _send_each(request, form)
        return redirect("supplier-home")
    context = {"form": form, "offered": offered, "most": MOST, "has_more": len(found) > MOST}
    return render(request, "returns/supplier/nothing_many.html", context)


def _words(this: SupplierReturn) -> str:
    """A return in a list of boxes: contract, council, period and when it is due."""
    start, end = (date_format(day, "j F Y") for day in (this.period.starts_on, this.period.ends_on))
    names = {"contract": this.contract.title, "council": this.council.name, "from": start, "to": end}
    return _("%(contract)s, %(council)s, %(from)s to %(to)s, due %(due)s") % {
        **names,
        "due": date_format(this.due_on, "j F Y"),
    }


def _send_each(request: SignedInRequest, form: NothingForm) -> None:
    """Send each by itself, and say what became of them."""
    sent = asked = 0
    said = {"reason": form.cleaned_data["nil_reason"], "declarations": form.cleaned_data["declarations"]}
    for this in form.chosen:
        try:
            went = report_nothing(supplier_return=this, by=request.user, **said)
        except (InvalidTransition, NotReady) as problem:
            why = problem.problems[0].message if isinstance(problem, NotReady) else _("it was changed meanwhile")
            messages.warning(request, _("%(return)s was not sent: %(why)s") % {"return": _words(this), "why": why})
            continue
        sent, asked = sent + went, asked + (not went)
    if sent:
        words = ngettext("%(count)s return was sent. The council reads your reason.",
                         "%(count)s returns were sent. The councils read your reason.", sent)  # fmt: skip
        messages.success(request, words % {"count": sent})
    if asked:
        words = ngettext("%(count)s return is with a signatory, who has been told by email.",
                         "%(count)s returns are with a signatory, who has been told by email.", asked)  # fmt: skip
        messages.success(request, words % {"count": asked})
