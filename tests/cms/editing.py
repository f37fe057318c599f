"""Two councils' sites with people who edit them, for tests of the editing screens."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from cms.actions.setting_up import set_up_editing
from cms.models import CouncilSite, GuidancePage, HomePage, SiteEditing
from tests.cms.sites import guidance
from tests.factories import CouncilFactory, UserFactory

BODY = [("heading", "First"), ("text", "<p>Send totals.</p>")]


@dataclass
class Desk:
    """One council's site and whoever works on it."""

    site: Site
    editing: SiteEditing
    settings: CouncilSite
    home: HomePage
    page: GuidancePage
    editor: User
    publisher: User


def desk(name: str = "Larkfield", *, site: Site | None = None) -> Desk:
    """The site of a council with a published page, an editor and a publisher; without `site` a new one."""
    if site is None:
        home = Page.objects.get(depth=1).add_child(
            instance=HomePage(title=name, slug=name.lower(), introduction="Welcome.", summary="Welcome.")
        )
        site = Site.objects.create(hostname=f"{name.lower()}.example", root_page=home, site_name=name)
    home = HomePage.objects.get(pk=site.root_page_id)
    set_up_editing(site=site, by=None)
    editing = SiteEditing.objects.get(site=site)
    council = CouncilFactory(name=f"{name} Council")
    settings, _new = CouncilSite.objects.update_or_create(site=site, defaults={"council": council})
    page = guidance(f"{name} evidence", parent=home, slug=f"evidence-{name.lower()}")
    page.save_revision().publish()
    people = SimpleNamespace(editor=UserFactory(), publisher=UserFactory())
    people.editor.groups.add(editing.editors)
    people.publisher.groups.add(editing.publishers)
    page = GuidancePage.objects.get(pk=page.pk)
    return Desk(site, editing, settings, home, page, people.editor, people.publisher)


def two_desks() -> tuple[Desk, Desk]:
    """The portal's own site and another council's."""
    return desk(site=Site.objects.get()), desk("Moorland")


def form(page: GuidancePage | None = None, *, body=None, **fields) -> dict:
    """What the form of a page of guidance sends."""
    title = page.title if page else "New page"
    values = {
        "title": title,
        "slug": page.slug if page else "new-page",
        "summary": "What to send.",
        "licence": "ogl",
        "review_on": "",
        "go_live_at": "",
        "expire_at": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield(
            body if body is not None else [("heading", "First"), ("text", rich_text("<p>Totals.</p>"))]
        ),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(values)


def sent(person: User, page: Page, action: str = "", **data):
    """The answer to a page's form, sent with one of its buttons."""
    client = Client()
    client.force_login(person)
    button = {f"action-{action}": action} if action else {}
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form(page, **data), **button}, follow=True
    )


def submitted(page: Page, by: User) -> Page:
    """A page with a new draft that somebody sent to be approved."""
    page.title = f"{page.title}, again"
    page.save_revision(user=by)
    page.get_workflow().start(page, by)
    return page.__class__.objects.get(pk=page.pk)
