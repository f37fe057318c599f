"""What of the directory and the board waits to be read, and deciding about it, among the editing screens."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.requests import SignedInRequest
from audit.queries import history_of, sentence_for
from cms.actions import moderating
from cms.entry_words import EntryWords
from cms.forms.entries import ReasonForm
from cms.models import ListedOrganisation, Post
from cms.moderation import SHOWN, entries_to_moderate, posts_to_moderate
from cms.permissions import moderated_by
from suppliers.community import areas_known
from suppliers.paging import page_by_key
from suppliers.workflow import InvalidTransition

HISTORY = 20


@require_safe
def community_queue(request: SignedInRequest) -> HttpResponse:
    """Entries or posts of one's own sites, those that wait first to be chosen."""
    if not moderated_by(request.user).exists():
        raise PermissionDenied
    about = "posts" if request.GET.get("about") == "posts" else "entries"
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "waiting"
    rows = (posts_to_moderate if about == "posts" else entries_to_moderate)(request.user, show)
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    context = {
        "page": page_by_key(rows, field=None, after=after, before=before),
        "about": about,
        "show": show,
        "here": f"{reverse('community-queue')}?about={about}&show={show}",
        "shown": SHOWN.items(),
    }
    return render(request, "cms/editing/community_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def community_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read an entry, and list it, decline it or take it down."""
    entry = get_object_or_404(entries_to_moderate(request.user), pk=pk)
    words = EntryWords.of_entry(entry)
    acts: dict[str, Callable] = {
        "accept": lambda: moderating.accept_entry(entry=entry, read=request.POST.get("read", ""), by=request.user),
        "decline": lambda reason: moderating.decline_entry(entry=entry, reason=reason, by=request.user),
        "take_down": lambda reason: moderating.take_down_entry(entry=entry, reason=reason, by=request.user),
    }
    context = {
        "words": words,
        "places": areas_known(entry.council_id, words.area_ids),
        "said": words.columns(),
        "waits": entry.status in (ListedOrganisation.Status.WAITING, ListedOrganisation.Status.CHANGED),
    }
    return _decide(request, entry, acts, "cms/editing/community_entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def community_post(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a need or an offer, and put it on the board, decline it or take it down."""
    post = get_object_or_404(posts_to_moderate(request.user), pk=pk)
    acts: dict[str, Callable] = {
        "accept": lambda: moderating.accept_post(post=post, by=request.user),
        "decline": lambda reason: moderating.decline_post(post=post, reason=reason, by=request.user),
        "take_down": lambda reason: moderating.take_down_post(post=post, reason=reason, by=request.user),
    }
    context = {"waits": post.status == Post.Status.WAITING, "is_public": post.status == Post.Status.PUBLISHED}
    return _decide(request, post, acts, "cms/editing/community_post.html", context)


def _decide(
    request: SignedInRequest, thing: Any, acts: dict[str, Callable], template: str, context: dict
) -> HttpResponse:
    """Do what was chosen, with a reason where the organisation is refused something; else show the page."""
    act = request.POST.get("act", "")
    form = ReasonForm(request.POST if act in ("decline", "take_down") else None)
    if act == "accept" or (act in acts and form.is_valid()):
        try:
            acts[act](*([] if act == "accept" else [form.cleaned_data["reason"]]))
            messages.success(request, _("Done. Whoever wrote it has been told."))
            return redirect("community-queue")
        except InvalidTransition:
            messages.error(request, _("It has changed meanwhile. Read it again."))
            return redirect(request.path)
    history = [(event.at, sentence_for(event)) for event in history_of(thing.audit_trail, limit=HISTORY)]
    return render(request, template, {**context, "thing": thing, "form": form, "history": history})
