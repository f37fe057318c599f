"""Which pages should be looked at again: their day has come, or nobody touched them for a year."""

from datetime import date, timedelta

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, Site, get_page_models

from cms.editing.twins import home_key
from cms.models import SiteEditing, SitePage
from cms.pages_of_site import below_any, homes_of

LATE = timedelta(days=30)
YEAR = timedelta(days=365)


def families() -> list[type[SitePage]]:
    """The page families that have a day of their own to be looked at again."""
    return [
        model
        for model in get_page_models()
        if issubclass(model, SitePage) and any(field.name == "review_on" for field in model._meta.local_fields)
    ]


def with_review_day(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Pages with `review_day`, whichever family they are of; None where no day is set."""
    days = [F(f"{model._meta.model_name}__review_on") for model in families()]
    return pages.annotate(review_day=Coalesce(*days, Value(None), output_field=DateField()))


def past_review(pages: QuerySet[Page], today: date) -> QuerySet[Page]:
    """Live pages whose day has come."""
    return with_review_day(pages.filter(live=True)).filter(review_day__lte=today)


def to_look_at(pages: QuerySet[Page], today: date) -> QuerySet[Page]:
    """Live pages whose day has come, and those without one that nobody touched for a year; the oldest first."""
    year_ago = timezone.now() - YEAR
    untouched = Q(review_day__isnull=True) & (
        Q(latest_revision_created_at__lt=year_ago)
        | Q(latest_revision_created_at__isnull=True, last_published_at__lt=year_ago)
    )
    live = with_review_day(pages.filter(live=True, depth__gt=1))
    return live.filter(Q(review_day__lte=today) | untouched).order_by("review_day", "latest_revision_created_at", "pk")


def pages_of(site: Site) -> QuerySet[Page]:
    """The pages of a site in all its languages."""
    return below_any(Page.objects.all(), homes_of(site))


def editing_of(page: Page) -> SiteEditing | None:
    """Who writes and who publishes on the site of a page."""
    return SiteEditing.objects.filter(site__root_page__translation_key=home_key(page)).order_by("pk").first()
