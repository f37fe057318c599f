"""The pages behind a secret link, for organisations without an account (decision record 0032).

Opening a page changes nothing: programs that look for viruses open links too. Never made, ended, too old and of another
council's site are one and the same page.
"""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import respond_429
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.languages import in_language_of_address
from accounts.limits import comes_too_often
from cms.actions.listing import change_entry, confirm_entry, end_link, keep_entry, remove_entry
from cms.actions.posting import close_post, post_for_entry
from cms.board import messages_to, posts_of_entry
from cms.directory import entry_behind
from cms.entry_words import EntryWords
from cms.export import export_of
from cms.forms.entries import EntryForm
from cms.forms.posts import PostForm
from cms.frame import render_public, site_settings
from cms.models import ListedOrganisation, Post
from suppliers.checks import NotReady
from suppliers.community import areas_of
from suppliers.workflow import InvalidTransition

MOST_SHOWN = 50
# What a page says after something was done: no cookie carries it, so that none is needed.
DONE = {
    "confirmed": _("Thank you. The council reads your entry next."),
    "changed": _("The council reads your change next. Until then everybody sees what was accepted before."),
    "kept": _("Thank you. We ask you again in a year."),
    "posted": _("The council reads what you wrote next."),
    "closed": _("It is off the board."),
    "too_late": _("This cannot be done any more. See your entry as it is now."),
}
View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Hand the view the entry that a secret opens, on the site of its council."""

    @in_language_of_address
    @wraps(view)
    def inner(request: HttpRequest, secret: str, **more) -> HttpResponseBase:
        if comes_too_often(request):
            return respond_429(request)
        entry, here = entry_behind(secret, now=timezone.now()), site_settings(request)
        if entry is None or here is None or here.council_id != entry.council_id:
            return render_public(request, "cms/community/no_more.html", status=404)
        request.secret = secret  # type: ignore[attr-defined]
        try:
            return view(request, entry, **more)
        except InvalidTransition:
            return _home(request, "too_late")

    return inner


@by_link
@require_safe
def entry_home(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Where the entry stands, what it says, and everything that can be done with it."""
    words = EntryWords.of_entry(entry)
    context = {
        "entry": entry,
        "shown": words,
        "places": [area.name for area in areas_of(entry.council_id) if area.pk in words.area_ids],
        "posts": list(posts_of_entry(entry)[:MOST_SHOWN]),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return _show(request, "home", context)


@by_link
@require_POST
def entry_confirm(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Say that the address is theirs, and hand the entry to the council."""
    confirm_entry(entry=entry, by=None)
    return _home(request, "confirmed")


@by_link
@require_POST
def entry_keep(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Say that the entry is still right."""
    keep_entry(entry=entry, by=None)
    return _home(request, "kept")


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def entry_change(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Say something else."""
    words = EntryWords.of_entry(entry)
    form = EntryForm(request.POST or None, areas=areas_of(entry.council_id), words=words)
    if request.method == "POST" and form.is_valid():
        change_entry(entry=entry, words=form.to_words(), by=None)
        return _home(request, "changed")
    return _show(request, "change", {"form": form, "entry": entry})


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def entry_remove(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Delete everything."""
    if request.method == "POST":
        remove_entry(entry=entry, by=None)
        return redirect("entry-removed")
    return _show(request, "remove", {"entry": entry})


@by_link
@require_safe
def entry_export(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Everything that is kept of the organisation, to take away (UK GDPR, article 15)."""
    response = JsonResponse(export_of(entry), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="entry.json"'
    return response


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def entry_post(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """Write a need or an offer."""
    form = PostForm(request.POST or None, areas=areas_of(entry.council_id))
    if request.method == "POST" and form.is_valid():
        try:
            post_for_entry(entry=entry, words=form.to_words(), by=None)
            return _home(request, "posted")
        except NotReady as problem:
            form.add_error(None, forms.ValidationError(list(map(str, problem.problems))))
    return _show(request, "write", {"form": form, "entry": entry})


@by_link
@require_POST
def entry_post_close(request: HttpRequest, entry: ListedOrganisation, pk: int) -> HttpResponse:
    """Take a need or an offer off the board."""
    close_post(post=get_object_or_404(posts_of_entry(entry), pk=pk), entry=entry, by=None)
    return _home(request, "closed")


@by_link
@require_safe
def entry_answers(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """What others answered to its needs and offers."""
    answers = messages_to(Post.objects.filter(organisation=entry))[:MOST_SHOWN]
    return _show(request, "answers", {"answers": list(answers), "entry": entry})


@by_link
@require_POST
def entry_end(request: HttpRequest, entry: ListedOrganisation) -> HttpResponse:
    """End the link, on a device that others use too."""
    end_link(entry=entry, secret=request.secret, by=None)  # type: ignore[attr-defined]
    return redirect("directory-list")


def _show(request: HttpRequest, name: str, context: dict) -> HttpResponse:
    secret = request.secret  # type: ignore[attr-defined]
    return render_public(request, f"cms/community/entry_{name}.html", {**context, "secret": secret})


def _home(request: HttpRequest, done: str) -> HttpResponse:
    secret = request.secret  # type: ignore[attr-defined]
    return redirect(f"{reverse('entry-home', args=[secret])}?done={done}")
