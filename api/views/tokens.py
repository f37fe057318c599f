"""Where the admins of an organisation and the leads of a council keep the tokens of their programs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from api.actions import Made, make_token, revoke_token
from api.forms import TokenForm
from api.permissions import can_manage_tokens
from api.queries import tokens_of, tokens_visible_to
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.views.doorway import officers_only
from suppliers.views.joining.doorway import running
from suppliers.workflow import InvalidTransition

MOST = 100


@running
@require_safe
def organisation_token_list(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The tokens of an organisation."""
    return _list(request, organisation)


@running
@require_http_methods(["GET", "POST"])
def organisation_token_add(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Make a token of an organisation."""
    return _add(request, organisation)


@officers_only
@require_safe
def council_token_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tokens of a council."""
    return _list(request, get_object_or_404(councils_of(request.user), pk=pk))


@officers_only
@require_http_methods(["GET", "POST"])
def council_token_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a token of a council."""
    return _add(request, get_object_or_404(councils_of(request.user), pk=pk))


@login_required
@require_http_methods(["GET", "POST"])
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a token at once; the page says first what that means."""
    token = get_object_or_404(tokens_visible_to(request.user), pk=pk)
    back = _address_of(token.owner)
    if request.method == "POST":
        try:
            revoke_token(token=token, by=request.user)
            messages.success(request, _("The token was revoked. No program can use it any more."))
        except InvalidTransition:
            messages.info(request, _("The token was revoked before."))
        return redirect(back)
    return render(request, "api/revoke.html", {"token": token, "owner": token.owner, "back": back})


def _list(request: SignedInRequest, owner: Organisation | Council) -> HttpResponse:
    """The one page for both."""
    if not can_manage_tokens(request.user, owner):
        raise PermissionDenied
    tokens = tokens_of(owner)[:MOST]
    context = {"owner": owner, "tokens": tokens, "add": _address_of(owner, "add"), "today": timezone.localdate()}
    return render(request, "api/tokens.html", {**context, "back": _before(owner)})


def _add(request: SignedInRequest, owner: Organisation | Council) -> HttpResponse:
    """The one page for both. The token itself is shown in the answer and never again."""
    if not can_manage_tokens(request.user, owner):
        raise PermissionDenied
    form = TokenForm(request.POST or None, may_write=isinstance(owner, Organisation))
    context = {"owner": owner, "back": _address_of(owner)}
    if form.is_valid() and (made := _make(request, owner, form)):
        return render(request, "api/made.html", {**context, "made": made})
    return render(request, "api/token.html", {**context, "form": form})


def _make(request: SignedInRequest, owner: Organisation | Council, form: TokenForm) -> Made | None:
    """Make it; what stands against it becomes an error of the form."""
    last_day = form.last_day(timezone.localdate())
    name, scope = form.cleaned_data["name"], form.chosen_scope
    try:
        return make_token(owner=owner, name=name, scope=scope, expires_on=last_day, by=request.user)
    except NotReady as error:
        for problem in error.problems:
            form.add_error("name", problem)
    return None


def _address_of(owner: Organisation | Council, verb: str = "list") -> str:
    """Where an owner's tokens are listed, or one is added."""
    side = "organisation" if isinstance(owner, Organisation) else "council"
    return reverse(f"{side}-token-{verb}", args=[owner.pk])


def _before(owner: Organisation | Council) -> str:
    """The page that leads to the list."""
    return (
        reverse("organisation-detail", args=[owner.pk]) if isinstance(owner, Organisation) else reverse("contract-list")
    )
