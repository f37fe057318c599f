"""Publishing and taking back what was set for a moment; Wagtail's command for it stops at the first error."""

import logging
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, Revision

from cms.actions.telling import tell
from cms.editing.upkeep import editing_of
from cms.events import CmsEvent

logger = logging.getLogger(__name__)
BATCH = 200


def publish_scheduled(*, now: datetime) -> int:
    """Take back what has expired and publish whose moment has come, at most 200 of each; how many there were.

    A page that breaks a rule by then (its twin was taken back, say) is not published: its moment is forgotten and the
    publishers of the site are told. Any other fault is logged by its number and tried again.
    """
    return _take_back(now) + _publish(now)


def _take_back(now: datetime) -> int:
    taken = 0
    for model in _kinds():
        for thing in model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")[:BATCH]:
            thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")  # type: ignore[attr-defined]
            taken += 1
    return taken


def _kinds() -> list[type[Model]]:
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in drafts if not issubclass(model, Page))]


def _publish(now: datetime) -> int:
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")[:BATCH]
    return sum(_publish_one(revision) for revision in due)


def _publish_one(revision: Revision) -> bool:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
            return True
    except ValidationError:
        _refuse(revision)
    except Exception as error:
        logger.error("Revision %s could not be published: %s", revision.pk, type(error).__name__)
    return False


@transaction.atomic
def _refuse(revision: Revision) -> None:
    """Forget the moment of a page that breaks a rule, and say so."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.content_object
    editing = editing_of(page) if isinstance(page, Page) else None
    if editing:
        tell(CmsEvent.SCHEDULE_REFUSED, by=None, on=editing, data={"page": page.pk})
    else:
        logger.warning("Revision %s was not published: it breaks a rule", revision.pk)
