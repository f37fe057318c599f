"""Reminding publishers of pages whose day to be looked at again has come."""

import logging
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from cms.actions.telling import tell
from cms.editing.upkeep import LATE, pages_of, past_review
from cms.events import CmsEvent
from cms.models import ReviewReminder, SiteEditing

logger = logging.getLogger(__name__)
SITES = PAGES = 500
Step = ReviewReminder.Step


def remind_of_reviews(*, today: date) -> int:
    """Remind the publishers of each site of its live pages whose day has come, and again 30 days later; how many sites.

    One e-mail a site and day, each step of each page once. Safe to run twice and at once. What fails is logged by the
    number of its site and keeps nobody else's back.
    """
    sites = SiteEditing.objects.select_related("site__root_page").order_by("pk")[:SITES]
    return sum(_remind_once(editing, today) for editing in sites)


def _due(editing: SiteEditing, step: Step, today: date) -> list[ReviewReminder]:
    """The reminders of one step that nobody has had yet, at most 500 a call."""
    until = today - LATE if step == Step.LATE else today
    sent = ReviewReminder.objects.filter(page=OuterRef("pk"), step=step, due_on=OuterRef("review_day"))
    pages = past_review(pages_of(editing.site), until).filter(~Exists(sent)).order_by("pk")[:PAGES]
    return [ReviewReminder(page=page, step=step, due_on=page.review_day, sent_on=today) for page in pages]


def _remind_once(editing: SiteEditing, today: date) -> bool:
    """Remind of one site's pages, unless another worker just did."""
    try:
        with transaction.atomic():
            reminders = [reminder for step in (Step.DUE, Step.LATE) for reminder in _due(editing, step, today)]
            if not reminders:
                return False
            ReviewReminder.objects.bulk_create(reminders)
            count = len({reminder.page_id for reminder in reminders})
            tell(CmsEvent.REVIEW_REMINDED, by=None, on=editing, data={"count": count})
            return True
    except IntegrityError:
        return False
    except Exception as error:
        # Only the kind of error: what the database says of a row may hold what people wrote.
        logger.error("The pages of site %s could not be reminded of: %s", editing.site_id, type(error).__name__)
        return False
