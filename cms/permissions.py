"""Who may do what with a council's site, besides the rights over pages, which Wagtail keeps."""

from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy

from accounts.models import User
from cms.models import CouncilSite, ListedOrganisation, Post
from suppliers.community import supplying
from suppliers.permissions import can_write_for


def can_change_site(user: User, site: CouncilSite) -> bool:
    """Whether somebody may change the settings of this site: its publishers, by a right that Wagtail keeps a site."""
    return CouncilSite.get_permission_policy().user_has_permission_for_instance(user, "change", site.site)


def moderated_by(user: User) -> QuerySet[CouncilSite]:
    """The sites of councils whose directory and board somebody looks after: whoever may publish the home page."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return CouncilSite.objects.filter(council__isnull=False, site__root_page__in=pages.order_by().values("pk"))


def can_moderate(user: User, council_id: int) -> bool:
    """Whether somebody decides what of the directory and the board of a council is public. One query or two."""
    return user.is_authenticated and moderated_by(user).filter(council=council_id).exists()


def can_post_for(user: User, supplier_id: int, council_id: int) -> bool:
    """Whoever writes for a supplier that has a running contract with the council of the board. One query."""
    return any((one.organisation_id, one.council_id) == (supplier_id, council_id) for one in supplying(user))


def can_close_post(user: User | None, post: Post, entry: ListedOrganisation | None) -> bool:
    """The organisation itself, by its link; for a supplier whoever writes for it."""
    if post.organisation_id is not None:
        return entry is not None and entry.pk == post.organisation_id
    return user is not None and can_write_for(user, post.supplier_id)
