"""What people set for themselves on "Your account", beside what the sign-in looks after."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions import choose_language
from accounts.forms import LanguageForm
from accounts.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
def account_language(request: SignedInRequest) -> HttpResponse:
    """The language of the e-mails to this person."""
    sent = request.POST if request.method == "POST" else None
    form = LanguageForm(sent, initial={"language": request.user.preferred_language})
    if form.is_valid():
        choose_language(language=form.cleaned_data["language"], by=request.user)
        messages.success(request, _("The language of your emails is saved."))
        return redirect("account_email")
    return render(request, "account/language.html", {"form": form})
