"""The officer's queue: every return of the council, the one to take first on top."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_decide_somewhere
from accounts.requests import SignedInRequest
from returns.actions.reviewing import take_return
from returns.queue import FILTERS, next_to_take, queue_of
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@officers_only
@require_safe
def return_queue(request: SignedInRequest) -> HttpResponse:
    """One table, filtered by links that can be shared, a page at a time however long it is."""
    show = request.GET.get("show", "waiting")
    show = show if show in FILTERS else "waiting"
    rows, field = queue_of(request.user, show=show)
    page = page_by_key(rows, field=field, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    address = f"{reverse('return-queue')}?show={show}"
    context = {
        "page": page,
        "show": show,
        "can_take": can_decide_somewhere(request.user),
        "filters": [(name, label, f"{reverse('return-queue')}?show={name}") for name, label in FILTERS.items()],
        "earlier": f"{address}&before={page.before}" if page.before else "",
        "later": f"{address}&after={page.after}" if page.after else "",
        "last": f"{address}&before=end" if page.after else "",
        "is_with_supplier": show in ("sent_back", "overdue", "to_come"),
        "today": timezone.localdate(),
    }
    return render(request, "returns/officer/queue.html", context)


@officers_only
@require_POST
def return_take_next(request: SignedInRequest) -> HttpResponse:
    """Take the return at the top of the queue; if somebody was quicker, the one after it."""
    for supplier_return in next_to_take(request.user):
        try:
            take_return(supplier_return=supplier_return, by=request.user)
            return redirect("return-review", supplier_return.pk)
        except InvalidTransition:
            continue
    messages.info(request, _("There is nothing waiting to be read."))
    return redirect("return-queue")
