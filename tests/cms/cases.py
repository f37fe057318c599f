"""A council's site with a list of case studies, its editors and publishers, and what its stories are about."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Page, Site

from accounts.models import Council, User
from cms.actions.consents import Given, agree_to_name, ask_for_name, record_consent
from cms.models import CaseStudyIndexPage, CaseStudyMeasure, CaseStudyPage, Consent, CouncilImage, CouncilSite
from suppliers.models import Contract, Member
from tests.cms.sites import english_home
from tests.factories import MemberFactory, UserFactory

NOW = "2026-07-20T10:00:00+01:00"


def site_of(council: Council) -> CouncilSite:
    """The one site there is, as this council's."""
    return CouncilSite.objects.get_or_create(site=Site.objects.get(), defaults={"council": council})[0]


def index_page(**fields) -> CaseStudyIndexPage:
    """The list of case studies, published."""
    fields = {"title": "Case studies", "slug": "case-studies", "summary": "What promises led to."} | fields
    return english_home().add_child(instance=CaseStudyIndexPage(**fields))


def editor_of(page: Page | None = None, *actions: str) -> User:
    """Somebody who edits below a page (the home page), and with "publish" publishes too."""
    user, page = UserFactory(), page or english_home()
    group = Group.objects.create(name=f"Editors {user.pk}")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for action in actions or ("add", "change"):
        codename = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=codename)
    user.groups.add(group)
    return user


def publisher_of(page: Page | None = None) -> User:
    """Somebody who edits and publishes."""
    return editor_of(page, "add", "change", "publish")


def admin_of(contract: Contract) -> User:
    """An admin of the supplier."""
    return MemberFactory(organisation=contract.supplier, role=Member.Role.ADMIN).user


def a_consent(council: Council, by: User, **fields) -> Consent:
    """Somebody's consent to a quote, recorded by an editor."""
    fields = {
        "covers": "quote",
        "about": "What they said of the garden",
        "given_by": "Site manager",
        "organisation": "Friends of the Park",
        "way": "form",
        "kept_where": "Records 12/3",
        "given_on": date(2026, 7, 1),
    } | fields
    return record_consent(council=council, given=Given(**fields), by=by)


def agreed(contract: Contract, editor: User, admin: User) -> Consent:
    """The supplier's consent to be named, asked and given."""
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    return agree_to_name(consent=consent, by=admin)


def a_picture() -> CouncilImage:
    """A picture in the collection."""
    return CouncilImage.objects.create(title="Garden gate", file=get_test_image_file())


def story(contract: Contract, *measures, parent: Page | None = None, **fields) -> CaseStudyPage:
    """A published case study of a contract, with the figures of these measures."""
    parent = parent or CaseStudyIndexPage.objects.first() or index_page()
    fields = {"title": "A garden", "summary": "How it came about.", "year": 2026, "live": True} | fields
    page = CaseStudyPage(contract=contract, first_published_at=timezone.now(), **fields)
    page.measures.set([CaseStudyMeasure(measure=measure) for measure in measures])
    return parent.add_child(instance=page)
