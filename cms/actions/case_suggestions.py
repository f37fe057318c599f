"""Case studies, from a decided return to the first draft of a page."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from cms.actions.telling import tell
from cms.case_drafting import draft_of
from cms.events import CmsEvent
from cms.models import CaseStudyPage, CaseStudySuggestion
from cms.permissions import can_edit_for, can_suggest_case_study
from cms.suggesting import index_of
from returns.models import SupplierReturn
from returns.told import may_be_told
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition


@transaction.atomic
def suggest_case_study(*, supplier_return: SupplierReturn, reason: str, by: User) -> CaseStudySuggestion:
    """Suggest a decided return to the editors of the council's site.

    Raises PermissionDenied; NotReady where nothing of it was verified, or it is suggested already.
    """
    if not can_suggest_case_study(by, supplier_return):
        raise PermissionDenied
    if not may_be_told(supplier_return):
        raise NotReady([_("A return becomes a case study once the council has decided it and verified some of it")])
    try:
        with transaction.atomic():
            suggestion = CaseStudySuggestion.objects.create(
                supplier_return=supplier_return,
                council_id=supplier_return.council_id,
                reason=reason,
                suggested_at=timezone.now(),
                suggested_by=by,
            )
    except IntegrityError:
        raise NotReady([_("This return is suggested already. Thank you: the editors know of it")]) from None
    tell(CmsEvent.CASE_SUGGESTED, by=by, on=suggestion)
    return suggestion


@transaction.atomic
def draft_case_study(*, suggestion: CaseStudySuggestion, by: User) -> CaseStudyPage:
    """Begin a page from what the return says, without whatever looks like it names or shows a person.

    Raises PermissionDenied; NotReady where the site has no place for it yet; InvalidTransition when a colleague was
    first.
    """
    if not can_edit_for(by, suggestion.council_id):
        raise PermissionDenied
    index = index_of(suggestion.council_id)
    if index is None:
        raise NotReady([_("The site has no list of case studies yet. Add that page below the home page first")])
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    _answer(suggestion, drafted_at=timezone.now(), drafted_by=by)
    page, left_out = draft_of(suggestion)
    index.add_child(instance=page)
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by)
    CaseStudySuggestion.objects.filter(pk=suggestion.pk).update(page=page, left_out=left_out)
    tell(CmsEvent.CASE_DRAFTED, by=by, on=suggestion, data={"page": page.pk, "left_out": len(left_out)})
    return page


@transaction.atomic
def decline_case_study(*, suggestion: CaseStudySuggestion, reason: str, by: User) -> CaseStudySuggestion:
    """Say no, with a reason for whoever suggested it. Raises PermissionDenied, or InvalidTransition."""
    if not can_edit_for(by, suggestion.council_id):
        raise PermissionDenied
    _answer(suggestion, declined_at=timezone.now(), declined_by=by, declined_reason=reason)
    tell(CmsEvent.CASE_DECLINED, by=by, on=suggestion, data={"reason": reason})
    return suggestion


def _answer(suggestion: CaseStudySuggestion, **changes) -> None:
    """Answer what waits; not exactly one row means that somebody else was first."""
    waiting = CaseStudySuggestion.objects.filter(pk=suggestion.pk, drafted_at=None, declined_at=None)
    if waiting.update(**changes) != 1:
        raise InvalidTransition("a colleague has answered this suggestion")
    for name, value in changes.items():
        setattr(suggestion, name, value)
