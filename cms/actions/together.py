"""Publishing a page in both languages at once, or sending both to be approved."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from cms.actions.telling import tell
from cms.editing.body_rules import words_in
from cms.editing.publishing import check_page
from cms.editing.twins import take_sentences, twins_of
from cms.editing.upkeep import editing_of
from cms.events import CmsEvent
from cms.models import SiteEditing
from cms.permissions import can_publish, can_write


class NotTogether(Exception):
    """What keeps the two pages from going on together: a list of sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems = problems


@transaction.atomic
def publish_together(*, page: Page, by: User) -> None:
    """Publish the newest draft of a page and of its twin. Raises PermissionDenied, or NotTogether with words."""
    pages = _both(page)
    if not all(can_publish(by, one) for one in pages):
        raise PermissionDenied
    editing = _editing_of(pages[0])
    pages = _with_sentences(pages, by)
    _check(pages)
    if any(state.requested_by_id == by.pk for one in pages if (state := one.current_workflow_state)):
        raise NotTogether([_("You sent one of them to be approved, so somebody else publishes them")])
    for one in sorted(pages, key=lambda one: one.workflow_in_progress):  # the twin of one that was sent is public first
        _make_public(one, by)
    tell(CmsEvent.LANGUAGES_PUBLISHED, by=by, on=editing, data={"page": page.pk})


@transaction.atomic
def send_together(*, page: Page, by: User) -> None:
    """Send the newest draft of a page and of its twin to be approved. Raises PermissionDenied or NotTogether."""
    pages = _both(page)
    if not all(can_write(by, one) for one in pages):
        raise PermissionDenied
    editing = _editing_of(pages[0])
    pages = _with_sentences(pages, by)
    _check(pages)
    for one in pages:
        workflow = one.get_workflow()
        if workflow is None:
            raise NotTogether([_nobody()])
        if one.has_unpublished_changes and not one.workflow_in_progress:
            if one.get_latest_revision() is None:
                one.save_revision(user=by, clean=False)
            workflow.start(one, by)
    tell(CmsEvent.LANGUAGES_SENT, by=by, on=editing, data={"page": page.pk})


def _make_public(page: Page, by: User) -> None:
    """Publish the newest draft; what was sent to be approved is approved, so that whoever sent it is told."""
    task_state = page.current_workflow_task_state
    if task_state:
        task_state.approve(user=by)
        return
    page.goes_live_with_twin = True  # type: ignore[attr-defined]
    page.publish(page.get_latest_revision() or page.save_revision(user=by, clean=False), user=by)


def _both(page: Page) -> list[Page]:
    """The page and its twins, as their families. Raises NotTogether where there is no twin."""
    twins = [twin.specific for twin in twins_of(page)]
    if not twins:
        raise NotTogether([_("This page is in one language only: choose “Translate this page” first")])
    return sorted([page.specific, *twins], key=lambda one: one.path)


def _with_sentences(pages: list[Page], by: User) -> list[Page]:
    """The pages as they are with every sentence that was translated since their newest drafts."""
    for one in pages:
        take_sentences(one, by)
    return [Page.objects.get(pk=one.pk).specific for one in pages]


def _editing_of(page: Page) -> SiteEditing:
    """Who writes and publishes on the site of a page. Raises NotTogether where nobody was given that yet."""
    editing = editing_of(page)
    if editing is None:
        raise NotTogether([_nobody()])
    return editing


def _nobody() -> str:
    return _("This page has no publisher yet. Ask whoever runs the portal")


def _check(pages: list[Page]) -> None:
    """Raise NotTogether with everything that either of them breaks, each after the page's name."""
    problems = []
    for one in pages:
        try:
            check_page(one.get_latest_revision_as_object(), with_twin=True)
        except ValidationError as error:
            problems += [f"{one.draft_title}: {words}" for words in words_in(error)]
    if problems:
        raise NotTogether(problems)
