"""Whether a page has its twin: the same page in the other language, which a council may demand of every page."""

from datetime import timedelta

from django.conf import settings
from django.db.models import BooleanField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision, WorkflowState, get_default_page_content_type
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.models import User
from cms.models.council_site import CouncilSite

HOME_PATH = 8  # characters of the tree's path down to a home page: the root, then the home of each language
MISSING: Promise = _(
    "Every page of this site is published in English and Welsh. The other language is missing: save this as a draft, "
    "choose “Translate this page”, and publish both together"
)
NOT_READY: Promise = _(
    "Every page of this site is published in English and Welsh. The other language is only a draft: finish it and "
    "send it to be approved, or publish both together"
)


def home_key(page: Page) -> Subquery:
    """The translation key of the home page above a page: the same in each language of a site."""
    return Subquery(Page.objects.filter(path=page.path[:HOME_PATH]).values("translation_key")[:1])


def needs_twin(page: Page) -> bool:
    """Whether the council of the page's site lets no page be public in one language alone."""
    return CouncilSite.objects.filter(needs_welsh=True, site__root_page__translation_key=home_key(page)).exists()


def twins_of(page: Page) -> QuerySet[Page]:
    """The page in the other languages, drafts too; what merely shows this page under another address is no twin."""
    return Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True).exclude(
        Q(pk=page.pk) | Q(locale_id=page.locale_id)
    )


def ready(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those that are published, wait for approval, or go live at a moment that is set."""
    waiting = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        status=WorkflowState.STATUS_IN_PROGRESS,
        object_id=Cast(OuterRef("pk"), WorkflowState._meta.get_field("object_id")),
    )
    planned = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        approved_go_live_at__isnull=False,
        object_id=Cast(OuterRef("pk"), Revision._meta.get_field("object_id")),
    )
    return pages.filter(Q(live=True) | Exists(waiting) | Exists(planned))


def twin_problem(page: Page, parent: Page | None = None) -> Promise | None:
    """Why a page may not be published for want of its twin, in words; None where it may. `parent` of a new page."""
    if not needs_twin(page if page.path else parent or page):
        return None
    twins = twins_of(page) if page.pk else Page.objects.none()
    if page.pk and ready(twins).exists():
        return None
    return NOT_READY if twins.exists() else MISSING


def translation_of(page: Page) -> Translation | None:
    """Where a page is written sentence by sentence from its twin; None where it has a form of its own."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()


def untranslated(page: Page) -> int:
    """How many sentences of a translation are still those of the page it is made from.

    Its address may stay that of the page: it is in another tab, and nobody reads it as a sentence.
    """
    translation = translation_of(page)
    if translation is None:
        return 0
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    )
    sentences = StringSegment.objects.filter(source=translation.source_id).exclude(context__path="slug")
    return sentences.exclude(Exists(done)).count()


def take_sentences(page: Page, by: User) -> None:
    """Put every sentence that was translated into the newest draft, unless that is with its publishers already."""
    translation = translation_of(page)
    if translation and not page.workflow_in_progress:
        translation.save_target(user=by, publish=False)


def with_twin_state(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Pages with what is known of their twin: `twin_id` (None: there is none), `twin_live`, `twin_published_at`."""
    twin = Page.objects.filter(
        ~Q(locale_id=OuterRef("locale_id")), translation_key=OuterRef("translation_key"), alias_of__isnull=True
    ).order_by("pk")
    return pages.annotate(
        twin_id=Subquery(twin.values("pk")[:1]),
        twin_live=Subquery(twin.values("live")[:1], output_field=BooleanField()),
        twin_published_at=Subquery(twin.values("last_published_at")[:1], output_field=DateTimeField()),
    )


def lacking_a_twin(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Live pages whose twin is missing or not published, and English ones whose twin is more than a day older.

    A translation is published after what it translates, so that an English page is not out of date for that. Only on
    sites that are in both languages, or are meant to be: elsewhere nobody misses anything.
    """
    is_older = Q(
        locale__language_code=settings.LANGUAGE_CODE, twin_published_at__lt=F("last_published_at") - timedelta(days=1)
    )
    lacks = Q(twin_live__isnull=True) | Q(twin_live=False) | is_older
    keys = CouncilSite.objects.filter(needs_welsh=True).values("site__root_page__translation_key")
    homes = Page.objects.filter(depth=2).filter(
        Q(translation_key__in=keys)
        | Exists(Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk")))
    )
    return (
        with_twin_state(pages.filter(live=True, alias_of__isnull=True, depth__gt=1))
        .annotate(home_path=Substr("path", 1, HOME_PATH))
        .filter(lacks, home_path__in=homes.values("path"))
    )


def twin_words(page: Page) -> str | Promise:
    """What the report says of a page of `with_twin_state`."""
    if page.twin_id is None:  # type: ignore[attr-defined]
        return _("Missing")
    return _("Older than this page") if page.twin_live else _("Not published")  # type: ignore[attr-defined]


def other_language(page: Page) -> Locale | None:
    """The language a page could be translated into."""
    return Locale.objects.exclude(pk=page.locale_id).first()
