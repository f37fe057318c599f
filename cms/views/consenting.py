"""Consents, inside the editing screens: of an editor's own councils and no other."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Council
from accounts.requests import SignedInRequest
from cms.actions.consents import ask_for_name, record_consent, withdraw_consent
from cms.case_forms import AskForm, ConsentForm, WithdrawForm
from cms.consenting import consents_edited_by
from cms.editing.trail import screen
from cms.editors import councils_edited_by
from cms.models import Consent
from cms.pictures_shown import pages_under
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.paging import page_by_key
from suppliers.published import suppliers_of
from suppliers.workflow import InvalidTransition

LIST = "consent-list"
MOST_TO_CHOOSE = 1000


@require_safe
def consent_list(request: SignedInRequest) -> HttpResponse:
    """The newest first, and for which councils more can be added."""
    page = page_by_key(
        consents_edited_by(request.user),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {"page": page, "councils": councils_edited_by(request.user)[:50]}
    return render(request, "cms/editing/consents.html", screen(_("Consents")) | context)


@require_safe
def consent_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One consent, and the pages that show what it covers."""
    consent = get_object_or_404(consents_edited_by(request.user), pk=pk)
    context = {"consent": consent, "pages": pages_under(consent)}
    return render(request, "cms/editing/consent.html", screen(_("Consent"), LIST, _("Consents")) | context)


@require_http_methods(["GET", "POST"])
def consent_record(request: SignedInRequest, council: int) -> HttpResponse:
    """Record the consent to a quote or a picture."""
    whose = get_object_or_404(councils_edited_by(request.user), pk=council)
    form = ConsentForm(request.POST or None, initial={"given_on": timezone.localdate()})
    if form.is_valid():
        try:
            consent = record_consent(council=whose, given=form.given(), by=request.user)
        except NotReady as error:
            form.add_error(None, error.problems[0])
        else:
            messages.success(request, _("The consent is recorded. You can choose it on a case study now."))
            return redirect("consent-detail", consent.pk)
    return _form(request, form, _("Record a consent"), _("Save"))


@require_http_methods(["GET", "POST"])
def name_ask(request: SignedInRequest, council: int) -> HttpResponse:
    """Ask a supplier of the council whether it may be named."""
    whose = get_object_or_404(councils_edited_by(request.user), pk=council)
    form = AskForm(request.POST or None, suppliers=_suppliers(whose))
    if form.is_valid():
        try:
            ask_for_name(council=whose, supplier=form.cleaned_data["supplier"], by=request.user)
        except NotReady as error:
            form.add_error("supplier", error.problems[0])
        else:
            messages.success(request, _("The supplier’s admins get an email. You get one when they have answered."))
            return redirect(LIST)
    return _form(request, form, _("Ask a supplier whether it may be named"), _("Ask"))


@require_http_methods(["GET", "POST"])
def consent_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what it covers from every page, at once, after saying what will happen."""
    consent = get_object_or_404(consents_edited_by(request.user), pk=pk)
    if consent.withdrawn_at is not None and request.method == "GET":
        raise Http404
    form = WithdrawForm(request.POST or None)
    if consent.covers != Consent.Covers.PICTURE:
        del form.fields["deletes_picture"]
    if request.method == "POST" and form.is_valid():
        deletes = form.cleaned_data.get("deletes_picture", False)
        try:
            withdraw_consent(consent=consent, deletes_picture=deletes, by=request.user)
            messages.success(request, _("Withdrawn. What it covered is on no page any more."))
        except InvalidTransition:
            messages.warning(request, _("It was withdrawn already."))
        return redirect("consent-detail", pk)
    words = _("What it covers goes from every page at once. This cannot be taken back: a new consent would be needed.")
    return _form(request, form, _("Withdraw a consent"), _("Withdraw the consent"), words=words)


def _suppliers(council: Council) -> QuerySet[Organisation]:
    """The suppliers of a council, by name; 1,000 at most."""
    pks = list(suppliers_of(council.pk).values_list("pk", flat=True)[:MOST_TO_CHOOSE])
    return Organisation.objects.filter(pk__in=pks).order_by("name", "pk")


def _form(request: SignedInRequest, form, title: str, button: str, *, words: str = "") -> HttpResponse:
    context = {"form": form, "button": button, "words": words}
    return render(request, "cms/editing/form.html", screen(title, LIST, _("Consents")) | context)
