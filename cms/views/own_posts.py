"""Needs and offers of suppliers, behind the sign-in, and what is looked for near their contracts."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from cms.actions.posting import close_post, post_for_supplier
from cms.board import messages_to, posts_written_by
from cms.forms.posts import SupplierPostForm
from cms.models import CouncilSite, Post
from suppliers.checks import NotReady
from suppliers.community import Supplying, areas_near, areas_of, supplying
from suppliers.paging import page_by_key
from suppliers.reach import memberships
from suppliers.workflow import InvalidTransition


@login_required
@require_safe
def own_posts(request: SignedInRequest) -> HttpResponse:
    """What voluntary organisations near one's contracts look for, and what one's own suppliers wrote."""
    _suppliers_only(request.user)
    own = supplying(request.user)
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    context = {
        "near": _near(request.user),
        "page": page_by_key(posts_written_by(request.user, own), field=None, after=after, before=before),
        "may_write": bool(own),
        "here": reverse("own-posts"),
    }
    return render(request, "cms/community/supplier_posts.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_post_write(request: SignedInRequest) -> HttpResponse:
    """Write a need or an offer for a supplier."""
    _suppliers_only(request.user)
    options = supplying(request.user)
    if not options:
        raise PermissionDenied
    councils = dict.fromkeys(one.council_id for one in options)
    areas = [area for council_id in councils for area in areas_of(council_id)]
    form = SupplierPostForm(request.POST or None, options=options, areas=areas)
    if request.method == "POST" and form.is_valid() and _posted(request, form, form.chosen):
        messages.success(request, _("The council reads what you wrote next."))
        return redirect("own-posts")
    return render(request, "cms/community/supplier_write.html", {"form": form})


def _posted(request: SignedInRequest, form: SupplierPostForm, chosen: Supplying) -> bool:
    """Send it; else say in the form why it cannot be sent."""
    try:
        post_for_supplier(
            supplier_id=chosen.organisation_id, council_id=chosen.council_id, words=form.to_words(), by=request.user
        )
    except NotReady as problem:
        form.add_error(None, forms.ValidationError(list(map(str, problem.problems))))
    return form.is_valid()


@login_required
@require_POST
def own_post_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own need or offer off the board."""
    post: Post = get_object_or_404(posts_written_by(request.user), pk=pk)
    try:
        close_post(post=post, by=request.user)
        messages.success(request, _("It is off the board."))
    except InvalidTransition:
        messages.warning(request, _("It was off the board already."))
    return redirect("own-posts")


@login_required
@require_safe
def own_answers(request: SignedInRequest) -> HttpResponse:
    """What others answered to the needs and offers of one's suppliers."""
    _suppliers_only(request.user)
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    answers = messages_to(posts_written_by(request.user))
    page = page_by_key(answers, field=None, after=after, before=before)
    return render(request, "cms/community/supplier_answers.html", {"page": page, "here": reverse("own-answers")})


def _suppliers_only(user: User) -> None:
    if not memberships(user):
        raise PermissionDenied


def _near(user: User) -> list[dict]:
    """For each council that has a board: its name, and the address of what is needed where one's contracts are."""
    places = areas_near(user)
    sites = CouncilSite.objects.select_related("site", "council").filter(council__in=places).order_by("council__name")
    found = []
    for one in sites:
        query = urlencode([("kind", Post.Kind.NEED.value), *(("place", pk) for pk in places[one.council_id or 0])])
        host = "" if one.site.is_default_site else one.site.root_url
        found.append({"council": one.name, "href": f"{host}{reverse('post-list')}?{query}"})
    return found
