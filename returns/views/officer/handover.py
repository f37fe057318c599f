"""Handing over: an officer's contracts go to another in one go, and open returns are found and taken over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.covering import absences_today, officers_deciding_for
from accounts.models import Council, User
from accounts.permissions import can_decide_for, can_hand_over, can_lead_for
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from returns.forms.handover import HandoverForm
from returns.handing_over import contracts_managed_by, contracts_of_nobody, officers_with_work, open_reviews_of
from suppliers.actions.handover import hand_over_contracts
from suppliers.checks import NotReady
from suppliers.ownership import MOST
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def handover_list(request: SignedInRequest) -> HttpResponse:
    """Whose work can be handed over by this person, and for leads the contracts that nobody looks after."""
    councils = list(councils_of(request.user).order_by("name"))
    led = [council.pk for council in councils if can_lead_for(request.user, council.pk)]
    page = page_by_key(
        contracts_of_nobody(request.user, led),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "rows": [row for council in councils for row in _officers(council, request.user)],
        "is_lead": bool(led),
        "has_councils": len(councils) > 1,
        "page": page,
    }
    return render(request, "returns/officer/handover_list.html", context)


def _officers(council: Council, user: User) -> list[dict]:
    """The officers of one council whose work this person may hand over; those who can no longer act come first."""
    if not can_lead_for(user, council.pk):
        return [{"council": council, "officer": user, "can_act": True}] if can_decide_for(user, council.pk) else []
    people = list(officers_with_work(council.pk)[:MOST])
    acting = set(officers_deciding_for(council.pk).values_list("pk", flat=True))
    away = absences_today([person.pk for person in people], [council.pk])
    rows = [
        {
            "council": council,
            "officer": person,
            "can_act": person.pk in acting,
            "absence": away.get((council.pk, person.pk)),
        }
        for person in people
    ]
    return sorted(rows, key=lambda row: (row["can_act"], row["absence"] is None))


@officers_only
@require_http_methods(["GET", "POST"])
def handover_officer(request: SignedInRequest, pk: int, officer_pk: int) -> HttpResponse:
    """One officer's contracts, a page at a time, to be ticked or handed over all, and the returns open with them."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    officer = _officer(council, officer_pk, request.user)
    contracts = contracts_managed_by(officer, council.pk)
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    page = page_by_key(contracts, field=None, after=after, before=before)
    officers = officers_deciding_for(council.pk).exclude(pk=officer.pk)[:MOST]
    form = HandoverForm(request.POST or None, contracts=page.rows, officers=officers)
    if form.is_valid() and _hand_over(form, contracts, officer, request):
        return redirect("handover-officer", council.pk, officer.pk)
    context = {
        "form": form,
        "page": page,
        "ticked": set(request.POST.getlist("contract")),
        "officer": officer,
        "council": council,
        "is_self": officer == request.user,
        "absence": absences_today([officer.pk], [council.pk]).get((council.pk, officer.pk)),
        "reviews": open_reviews_of(officer, council.pk, request.user)[:MOST],
    }
    return render(request, "returns/officer/handover.html", context)


def _officer(council: Council, pk: int, user: User) -> User:
    """An officer of the council, or somebody who has work in it still: 404 for strangers, 403 without the right."""
    officer = user if user.pk == pk else None
    if officer is None:
        officer = officers_with_work(council.pk).filter(pk=pk).first()
        officer = officer or User.objects.filter(pk=pk, officer_roles__council=council).first()
    if officer is None:
        raise Http404
    if not can_hand_over(user, officer, council.pk):
        raise PermissionDenied
    return officer


def _hand_over(form: HandoverForm, contracts, officer: User, request: SignedInRequest) -> bool:
    """Hand them over and say what became of them; what cannot be becomes an error of the form."""
    chosen = list(contracts.order_by("pk")[:MOST]) if form.takes_all else form.ticked
    try:
        handed = hand_over_contracts(contracts=chosen, officer=officer, to=form.to, by=request.user)
    except NotReady as error:
        form.add_error("to", error.problems[0])
        return False
    if count := len(handed.done):
        said = ngettext("%(count)d contract was handed over.", "%(count)d contracts were handed over.", count)
        messages.success(request, said % {"count": count})
    if handed.left:
        words = _(
            "Not handed over, because somebody there belongs to the supplier, or it changed meanwhile: %(titles)s"
        )
        messages.warning(request, words % {"titles": "; ".join(one.title for one in handed.left[:10])})
    return True
