"""Who edits and publishes the site of which council, as Wagtail's groups say."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import Council, User
from cms.models.council_site import CouncilSite


def sites_edited_by(user: User) -> QuerySet[CouncilSite]:
    """The sites whose home page a person may change."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return CouncilSite.objects.filter(site__root_page__in=pages.order_by())


def councils_edited_by(user: User) -> QuerySet[Council]:
    """The councils whose sites a person edits."""
    return Council.objects.filter(pk__in=sites_edited_by(user).values("council"))


def editors_of(council_id: int) -> list[User]:
    """Whoever edits or publishes the site of a council, through a group; nobody where it has no site."""
    return _people(council_id, {"add", "change", "publish"})


def publishers_of(council_id: int) -> list[User]:
    """Whoever publishes the site of a council, through a group; its editors where nobody does."""
    return _people(council_id, {"publish"}) or editors_of(council_id)


def council_of(page: Page) -> Council | None:
    """The council on whose site a page stands."""
    site = page.get_site()
    found = CouncilSite.objects.select_related("council").filter(site=site).first() if site else None
    return found.council if found else None


def _people(council_id: int, actions: set[str]) -> list[User]:
    found = CouncilSite.objects.select_related("site__root_page").filter(council=council_id).first()
    if found is None:
        return []
    policy, home = PagePermissionPolicy(), found.site.root_page
    people = policy.users_with_any_permission_for_instance(actions, home, include_superusers=False)
    return list(people.filter(is_active=True).order_by("pk"))
