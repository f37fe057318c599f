"""Forms that anybody may send: ask to be listed, ask for a link to an entry, answer a post. No cookie but the token.

What they answer never says whether an address is known. Programs that fill in every box are answered as if all was
well.
"""

from allauth.core.ratelimit import respond_429
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import in_language_of_address
from accounts.limits import sends_too_often
from cms.actions.listing import ask_for_entry, send_link
from cms.actions.posting import answer_post
from cms.board import public_posts
from cms.forms.entries import AddressForm, JoinForm
from cms.forms.posts import AnswerForm
from cms.frame import council_here, render_public
from cms.models import Post
from suppliers.checks import NotReady
from suppliers.community import areas_of
from suppliers.workflow import InvalidTransition


@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_address
def entry_join(request: HttpRequest) -> HttpResponse:
    """Ask to be listed."""
    council = council_here(request)
    form = JoinForm(request.POST or None, areas=areas_of(council.pk))
    if request.method == "POST" and form.is_trapped:
        return redirect("entry-join-sent")
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request):
            return respond_429(request)
        email = form.cleaned_data["email"].lower()
        if not sends_too_often(request, email):
            ask_for_entry(council=council, email=email, language=_language(), words=form.to_words(), by=None)
        return redirect("entry-join-sent")
    return render_public(request, "cms/community/join.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_address
def entry_find(request: HttpRequest) -> HttpResponse:
    """Ask for a link to an entry. The answer is the same whether the address has one or not."""
    council = council_here(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_trapped:
        return redirect("entry-find-sent")
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request):
            return respond_429(request)
        email = form.cleaned_data["email"].lower()
        if not sends_too_often(request, email):
            send_link(council=council, email=email, by=None)
        return redirect("entry-find-sent")
    return render_public(request, "cms/community/find.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_address
def post_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a need or an offer. Neither side's address is shown to the public."""
    post = get_object_or_404(public_posts(council_here(request)), slug=slug)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_trapped:
        return redirect("post-answer-sent", slug)
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request):
            return respond_429(request)
        if _answered(post, form):
            return redirect("post-answer-sent", slug)
    return render_public(request, "cms/community/answer.html", {"form": form, "post": post})


def _answered(post: Post, form: AnswerForm) -> bool:
    """Send the answer; else say in the form why it cannot be sent."""
    try:
        answer_post(post=post, reply=form.to_reply(), by=None)
    except NotReady as problem:
        form.add_error(None, forms.ValidationError(list(map(str, problem.problems))))
    except InvalidTransition:
        form.add_error(None, _("This is no longer on the board. Nothing was sent"))
    return form.is_valid()


@require_safe
@in_language_of_address
def entry_join_sent(request: HttpRequest) -> HttpResponse:
    """What happens next; the same for everybody."""
    return render_public(request, "cms/community/join_sent.html")


@require_safe
@in_language_of_address
def entry_find_sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whether their address has an entry or not."""
    return render_public(request, "cms/community/find_sent.html")


@require_safe
@in_language_of_address
def post_answer_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for everybody, whatever they sent."""
    return render_public(request, "cms/community/answer_sent.html")


@require_safe
@in_language_of_address
def entry_removed(request: HttpRequest) -> HttpResponse:
    """The entry and all that hung on it is gone."""
    return render_public(request, "cms/community/removed.html")


def _language() -> str:
    return get_language() or ""
