"""The form of every page: what a draft may lack, and what is refused when it is published or sent to be approved."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.editing.chosen import NOT_YOURS, chosen_on, is_all_ones_own
from cms.editing.taken import taken_problem
from cms.editing.twins import twin_problem

OWN_WORK = _(
    "You sent this page to be approved, so somebody else publishes it. Cancel the approval if you want to go on alone"
)


class PageForm(WagtailAdminPageForm):
    """Wagtail's form with the rules of publishing. Those of words are `cms.blocks.WordsBlock`'s."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.had_chosen = chosen_on(self.instance)

    def clean(self):
        """What Wagtail asks, and a free address; to become public, its twin, and a second pair of eyes."""
        cleaned = super().clean()
        if taken := taken_problem(cleaned.get("slug", ""), self.parent_page):
            self.add_error("slug", ValidationError(taken))
        if self.is_publishing:
            if problem := twin_problem(self.instance, self.parent_page):
                self.add_error(None, ValidationError(str(problem)))
            if self.data.get("action-publish") and self.instance.pk and is_own_work(self.instance, self.for_user):
                self.add_error(None, ValidationError(OWN_WORK))
        return cleaned

    def _post_clean(self):
        """Now the page is as it was sent: what it points to anew is what its writer may choose."""
        super()._post_clean()
        anew = chosen_on(self.instance) - self.had_chosen
        if self.for_user is not None and not is_all_ones_own(anew, self.for_user):
            self.add_error(None, ValidationError(NOT_YOURS))

    @property
    def is_publishing(self) -> bool:
        """Whether whoever sends this form wants the page to be public, or to become so at a moment that is set."""
        if self.is_deferred_validation:  # saved as a draft
            return False
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(self.data.get("action-publish") or approves)


def is_own_work(page: Page, user) -> bool:
    """Whether a page waits to be approved because this person sent it: somebody else publishes it, by whichever way."""
    state = page.current_workflow_state
    return state is not None and state.requested_by_id == getattr(user, "pk", None)
