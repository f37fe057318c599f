"""Files whose time is over: the social value lead lets them go, many at once, or keeps one longer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from returns.actions.keeping import Outcome, approve_disposals, keep_longer
from returns.forms.keeping import KeepForm
from returns.keeping import obstacles
from returns.models import DisposalProposal, Evidence
from returns.permissions import can_decide_disposal
from returns.queries import certificates_visible_to, proposals_visible_to
from suppliers.checks import NotReady
from suppliers.paging import SIZE, page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

WAITING = {"status": DisposalProposal.Status.PROPOSED}


@officers_only
@require_safe
def disposal_list(request: SignedInRequest) -> HttpResponse:
    """Files to decide on, a page at a time; `all=1` ticks the page's files, so that no script is needed for it."""
    return _list(request, [])


def _list(request: SignedInRequest, problems: list[tuple[str, str]]) -> HttpResponse:
    """The list, with what is wrong with what was chosen in it."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_by_key(proposals_visible_to(request.user).filter(**WAITING), field=None, after=after, before=before)
    rows = _rows(request, page.rows)
    here = reverse("disposal-list")
    side = f"after={after}" if after else f"before={before}" if before else ""
    context = {
        "page": page,
        "rows": rows,
        "problems": problems,
        "is_ticked": request.GET.get("all") == "1",
        "can_choose": any(row["can_go"] for row in rows),
        "here": here,
        "all_here": f"{here}?all=1&{side}" if side else f"{here}?all=1",
    }
    return render(request, "returns/keeping/disposals.html", context)


def _rows(request: SignedInRequest, proposals: list[DisposalProposal]) -> list[dict]:
    """Each proposal with why its file stays, and whether this person may choose it."""
    files = Evidence.objects.filter(pk__in=[proposal.evidence_id for proposal in proposals])
    stays = obstacles(files, today=timezone.localdate())
    rows = []
    for proposal in proposals:
        can_decide, why = can_decide_disposal(request.user, proposal), stays.get(proposal.evidence_id, "")
        rows.append({"proposal": proposal, "stays": why, "can_decide": can_decide, "can_go": can_decide and not why})
    return rows


@officers_only
@require_http_methods(["GET", "POST"])
def disposal_approve(request: SignedInRequest) -> HttpResponse:
    """Say once more what goes, then let it go."""
    typed = request.POST if request.method == "POST" else request.GET
    pks = [int(pk) for pk in typed.getlist("proposal") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    chosen = list(proposals_visible_to(request.user).filter(pk__in=pks[:SIZE], **WAITING).order_by("-pk"))
    if not all(can_decide_disposal(request.user, proposal) for proposal in chosen):
        raise PermissionDenied
    if request.method == "POST":
        _tell(request, approve_disposals(proposals=chosen, by=request.user, today=timezone.localdate()))
        return redirect("disposal-list")
    if not chosen:
        return _list(request, [(_("Choose at least one file"), "files")])
    rows = _rows(request, chosen)
    going = [row["proposal"] for row in rows if row["can_go"]]
    context = {
        "going": going,
        "staying": [row for row in rows if not row["can_go"]],
        "bytes": sum(proposal.evidence.stored_size or 0 for proposal in going),
    }
    return render(request, "returns/keeping/approve.html", context)


def _tell(request: SignedInRequest, outcome: Outcome) -> None:
    """Say what went, and what stayed and why."""
    if gone := len(outcome.gone):
        said = ngettext("%(count)d file was disposed of.", "%(count)d files were disposed of.", gone) % {"count": gone}
        messages.success(request, said)
    for proposal, why in outcome.stayed:
        said = _("A file of “%(contract)s” stays. %(why)s.")
        messages.warning(request, said % {"contract": proposal.evidence.contract.title, "why": why})
    if not outcome.gone and not outcome.stayed:
        messages.info(request, _("Nothing was disposed of: a colleague has decided about these files already."))


@officers_only
@require_http_methods(["GET", "POST"])
def disposal_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep one file longer, until a day and for a reason."""
    proposal = get_object_or_404(proposals_visible_to(request.user), pk=pk)
    if not can_decide_disposal(request.user, proposal):
        raise PermissionDenied
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep(request, form, proposal):
        return redirect("disposal-list")
    context = {"form": form, "proposal": proposal, "council": proposal.council}
    return render(request, "returns/keeping/keep.html", context)


def _keep(request: SignedInRequest, form: KeepForm, proposal: DisposalProposal) -> bool:
    """Keep it; what cannot be becomes an error of the form."""
    cleaned, today = form.cleaned_data, timezone.localdate()
    try:
        keep_longer(proposal=proposal, until=cleaned["until"], reason=cleaned["reason"], by=request.user, today=today)
    except NotReady as error:
        form.add_error("until", error.problems[0])
        return False
    except InvalidTransition:
        messages.warning(request, _("A colleague has decided about this file already. Nothing you did was saved."))
        return True
    messages.success(request, _("The file is kept. It is listed again on that day."))
    return True


@officers_only
@require_safe
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """Proof of everything that is gone, newest first."""
    certificates = certificates_visible_to(request.user)
    page = page_by_key(
        certificates, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(request, "returns/keeping/certificates.html", {"page": page})


@officers_only
@require_safe
def certificate_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One certificate, to be printed."""
    certificate = get_object_or_404(certificates_visible_to(request.user), pk=pk)
    context = {"certificate": certificate, "council": certificate.council}
    return render(request, "returns/keeping/certificate.html", context)
