"""What waits, on the first page of the editing screens."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import User
from cms.editing.own import pages_to_edit
from cms.editing.twins import lacking_a_twin, twin_words
from cms.editing.upkeep import to_look_at
from cms.moderation import entries_to_moderate, posts_to_moderate
from cms.suggesting import suggestions_edited_by

MOST = 5
REPLACED = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}


def _user_of(context: Mapping[str, Any] | None) -> User:
    """Whoever looks at the first page of the editing screens."""
    return (context or {})["request"].user


class WaitingPanel(Component):
    """Pages to approve, and pages that came back to whoever sent them."""

    name = "waiting_for_you"
    order = 50
    template_name = "cms/editing/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        """At most five of each kind."""
        user = _user_of(parent_context)
        items = [*_to_approve(user), *_sent_back(user)]
        return {"heading": _("Waiting for you"), "items": items, "panel_id": "waiting-for-you", "more": ""}


def _to_approve(user: User) -> list[dict]:
    states = TaskState.objects.reviewable_by(user).select_related("revision", "workflow_state__requested_by")
    items = []
    for state in states.order_by("-started_at")[:MOST]:
        page = state.revision.content_object
        if isinstance(page, Page):
            words = _("You sent it: somebody else decides") if _is_own(state, user) else _("To approve")
            items.append({"page": page, "words": words})
    return items


def _is_own(state: TaskState, user: User) -> bool:
    return state.workflow_state.requested_by_id == user.pk


def _sent_back(user: User) -> list[dict]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    pages = [state.content_object for state in states.order_by("-created_at")[:MOST]]
    return [{"page": page, "words": _("Needs changes")} for page in pages if isinstance(page, Page)]


class ReviewPanel(Component):
    """Pages whose day has come, or that nobody touched for a year."""

    name = "time_to_look_again"
    order = 60
    template_name = "cms/editing/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        """At most five, and the way to all of them."""
        pages = to_look_at(pages_to_edit(_user_of(parent_context)), timezone.localdate())[: MOST + 1]
        return {
            "heading": _("Time to look at again"),
            "items": [{"page": page, "words": ""} for page in pages[:MOST]],
            "panel_id": "time-to-look-again",
            "more": reverse("pages-to-review") if len(pages) > MOST else "",
        }


class TwinPanel(Component):
    """Pages that are public in one language only."""

    name = "missing_twins"
    order = 70
    template_name = "cms/editing/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        """At most five, and the way to all of them."""
        pages = lacking_a_twin(pages_to_edit(_user_of(parent_context))).order_by("-last_published_at", "pk")
        shown = list(pages[: MOST + 1])
        return {
            "heading": _("In one language only"),
            "items": [{"page": page, "words": twin_words(page)} for page in shown[:MOST]],
            "panel_id": "missing-twins",
            "more": reverse("pages-without-twin") if len(shown) > MOST else "",
        }


class SuggestionPanel(Component):
    """Case studies that were suggested and nobody has answered yet, of one's own sites."""

    name = "suggested_case_studies"
    order = 52
    template_name = "cms/editing/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        """At most five, the newest first, and the way to all of them. One query and whose sites they are."""
        rows = suggestions_edited_by(_user_of(parent_context)).filter(drafted_at=None, declined_at=None)
        suggestions = list(rows[: MOST + 1])
        items = [
            {
                "title": one.supplier_return.contract.title,
                "address": reverse("case-suggestion-detail", args=[one.pk]),
                "words": one.council.name,
            }
            for one in suggestions[:MOST]
        ]
        more = reverse("case-suggestion-list") if len(suggestions) > MOST else ""
        return {
            "heading": _("Case studies suggested"),
            "items": items,
            "panel_id": "case-studies-suggested",
            "more": more,
        }


class _ModerationPanel(Component):
    """What waits to be read, of the councils whose sites somebody publishes."""

    template_name = "cms/editing/panel.html"
    rows: Callable[..., QuerySet]
    heading: str | Promise
    panel_id: str
    title: str
    address: str
    about: str

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict:
        """At most five, the newest first, and the way to all of them. One query and whose sites they are."""
        waiting = list(type(self).rows(_user_of(parent_context), "waiting").order_by("-pk")[: MOST + 1])
        items = [
            {
                "title": getattr(one, self.title),
                "address": reverse(self.address, args=[one.pk]),
                "words": one.council.name,
            }
            for one in waiting[:MOST]
        ]
        more = f"{reverse('community-queue')}?about={self.about}" if len(waiting) > MOST else ""
        return {"heading": self.heading, "items": items, "panel_id": self.panel_id, "more": more}


class EntryPanel(_ModerationPanel):
    """Entries of the directory, new or changed."""

    name, order, panel_id = "waiting_entries", 54, "waiting-entries"
    heading = _("Directory: waiting for you")
    rows, title, address, about = entries_to_moderate, "name", "community-entry", "entries"


class PostPanel(_ModerationPanel):
    """Needs and offers that are not on the board yet."""

    name, order, panel_id = "waiting_posts", 56, "waiting-posts"
    heading = _("Needs and offers: waiting for you")
    rows, title, address, about = posts_to_moderate, "title", "community-post", "posts"


def show_what_waits(request, panels: list) -> None:
    """Our panels before Wagtail's, in the place of those two of its own that say less."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    panels += [WaitingPanel(), SuggestionPanel(), EntryPanel(), PostPanel(), ReviewPanel(), TwinPanel()]
