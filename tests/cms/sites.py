"""A site with a few pages in both languages, for tests of what the public sees."""

from datetime import date

from wagtail.models import Locale, Page, Site

from accounts.models import Council
from cms.models import CouncilSite, GuidancePage, HomePage


def english_home() -> HomePage:
    """The home page that a new portal has."""
    return HomePage.objects.get(locale__language_code="en-gb")


def welsh_home() -> HomePage:
    """Its Welsh twin, made and published where there is none yet."""
    locale = Locale.objects.get(language_code="cy")
    found = HomePage.objects.filter(locale=locale).first()
    return found or twin_of(english_home(), title="Gwerth cymdeithasol")


def twin_of(page: Page, *, title: str, slug: str = "", **fields) -> Page:
    """The published Welsh twin of a page."""
    locale = Locale.objects.get(language_code="cy")
    above = page.get_parent()
    if above.depth > 1 and not above.get_translations().filter(locale=locale).exists():
        twin_of(above.specific, title=f"{above.title} (Cymraeg)", slug=f"{above.slug}-cy")
    twin = page.copy_for_translation(locale)
    twin.title = twin.draft_title = title
    twin.slug = slug or twin.slug
    for name, value in fields.items():
        setattr(twin, name, value)
    twin.live = True
    twin.save_revision().publish()
    return twin.__class__.objects.get(pk=twin.pk)


def guidance(title: str = "Evidence", *, parent: Page | None = None, slug: str = "evidence", **fields) -> GuidancePage:
    """A published page of guidance."""
    fields = {"summary": "What to send.", "body": [("heading", "First"), ("text", "<p>Send totals.</p>")]} | fields
    return (parent or english_home()).add_child(instance=GuidancePage(title=title, slug=slug, **fields))


def of_council(**fields) -> CouncilSite:
    """The settings of the site, of a council made for it."""
    council = Council.objects.create(
        name="Larkfield Council", slug="larkfield", valid_from=date(2020, 4, 1), contact_email="value@larkfield.example"
    )
    return CouncilSite.objects.create(site=Site.objects.get(), council=council, **fields)
