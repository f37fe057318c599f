"""The officer's queue: every return of the council, the one to take first on top."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import can_decide_somewhere
from accounts.requests import SignedInRequest
from returns.actions.reviewing import take_return
from returns.actions.saved_views import CannotSave, remove_view, save_view
from returns.forms.queue import NarrowForm, ViewForm
from returns.priority import DAYS_A_POINT
from returns.queue import FILTERS, ORDERED, ORDERS, WHOSE, Filters, categories_for, next_to_take, queue_of, views_of
from suppliers.models import ServiceCategory
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

MOST = 200


@officers_only
@require_safe
def return_queue(request: SignedInRequest) -> HttpResponse:
    """One table, filtered by links that can be shared, a page at a time however long it is."""
    filters, category = _read(request)
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    page = page_by_key(queue_of(request.user, filters), field=filters.field, after=after, before=before)
    context = {
        "page": page,
        "filters": filters,
        "here": _address(filters),
        "joiner": "&" if filters.query else "?",
        "can_take": filters.show == "waiting" and can_decide_somewhere(request.user),
        "views": [(view.name, _address(Filters.parse(view.query))) for view in views_of(request.user)],
        "is_with_supplier": filters.show in ("sent_back", "overdue", "to_come"),
        "today": timezone.localdate(),
        "days": DAYS_A_POINT,
        "category": category,
        **_links(filters),
    }
    return render(request, "returns/officer/queue.html", context)


def _read(request: SignedInRequest) -> tuple[Filters, ServiceCategory | None]:
    """The filters of an address; a kind of service that is none of the person's councils is as if not there."""
    filters = Filters.read(request.GET)
    if filters.category is None:
        return filters, None
    category = categories_for(request.user).filter(pk=filters.category).first()
    return (filters if category else filters.but(category=None)), category


def _address(filters: Filters) -> str:
    """The queue under these filters."""
    return f"{reverse('return-queue')}?{filters.query}" if filters.query else reverse("return-queue")


def _links(filters: Filters) -> dict[str, Any]:
    """The filters as links, each with whether it is the one that is shown."""
    statuses = [(words, _address(filters.but(show=name)), name == filters.show) for name, words in FILTERS.items()]
    whose = [(words, _address(filters.but(whose=name)), name == filters.whose) for name, words in WHOSE.items()]
    orders = [(words, _address(filters.but(order=name)), name == filters.order) for name, words in ORDERS.items()]
    return {
        "statuses": statuses,
        "whose": whose,
        "orders": orders if filters.show in ORDERED else [],
        "without": _address(filters.but(supplier="", category=None)),
    }


@officers_only
@require_safe
def return_queue_narrow(request: SignedInRequest) -> HttpResponse:
    """Choose a supplier and a kind of service; the answer leads to the queue by an address that can be shared."""
    filters = Filters.read(request.GET)
    form = NarrowForm(filters=filters, categories=categories_for(request.user)[:MOST])
    kept = [(name, value) for name, value in filters.items if name not in form.fields]
    return render(request, "returns/officer/queue_narrow.html", {"form": form, "kept": kept, "back": _address(filters)})


@officers_only
@require_POST
def return_take_next(request: SignedInRequest) -> HttpResponse:
    """Take the return at the top of what is shown; if somebody was quicker, the one after it."""
    filters = Filters.read(request.POST)
    for supplier_return in next_to_take(request.user, filters):
        try:
            take_return(supplier_return=supplier_return, by=request.user)
            return redirect("return-review", supplier_return.pk)
        except InvalidTransition:
            continue
    messages.info(request, _("There is nothing waiting to be read."))
    return redirect(_address(filters))


@officers_only
@require_http_methods(["GET", "POST"])
def saved_view_list(request: SignedInRequest) -> HttpResponse:
    """The views a person keeps, and a name for the filters that came along."""
    given = request.POST if request.method == "POST" else request.GET
    filters = Filters.read(given)
    form = ViewForm(request.POST or None)
    if form.is_valid() and _save(form, filters, request):
        return redirect(_address(filters))
    views = [(view, _address(Filters.parse(view.query))) for view in views_of(request.user)]
    context = {"form": form, "filters": filters, "views": views, "back": _address(filters)}
    return render(request, "returns/officer/saved_views.html", context)


def _save(form: ViewForm, filters: Filters, request: SignedInRequest) -> bool:
    """Keep the filters under this name; what cannot be becomes an error of the form."""
    try:
        save_view(name=form.cleaned_data["name"], query=filters.query, by=request.user)
    except CannotSave as error:
        form.add_error("name", str(error))
        return False
    messages.success(request, _("The view was saved. It is among your views above the returns."))
    return True


@officers_only
@require_POST
def saved_view_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove one of one's own views."""
    remove_view(view=get_object_or_404(views_of(request.user), pk=pk), by=request.user)
    messages.success(request, _("The view was removed."))
    return redirect("saved-view-list")
