"""Who may do what on the public site beyond Wagtail's own permissions of pages, pictures and settings."""

from django.db.models import QuerySet
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from accounts.models import User
from cms.editors import councils_edited_by
from cms.models import Consent, CouncilSite, EventPage, ListedOrganisation, Post
from returns.models import SupplierReturn
from returns.permissions import can_edit_return, can_review_return
from suppliers.community import supplying
from suppliers.permissions import can_say_how_shown, can_write_for


def can_set_up_editing(user: User, site: Site) -> bool:
    """Whoever may change the settings of the site: its publishers, and who runs the portal."""
    policy = CouncilSite.get_permission_policy()
    return policy.user_has_permission_for_instance(user, "change", site)


def can_write(user: User, page: Page) -> bool:
    """Whether somebody may change this page."""
    return page.permissions_for_user(user).can_edit()


def can_publish(user: User, page: Page) -> bool:
    """Whether somebody may publish this page."""
    return page.permissions_for_user(user).can_publish()


def can_edit_for(user: User, council_id: int) -> bool:
    """Whether somebody edits the site of a council: what waits for its editors, and its consents, are theirs to see."""
    return councils_edited_by(user).filter(pk=council_id).exists()


def can_suggest_case_study(user: User, supplier_return: SupplierReturn) -> bool:
    """Whoever writes the return for its supplier, and the officers who may decide it."""
    return can_edit_return(user, supplier_return) or can_review_return(user, supplier_return)


def can_answer_for_name(user: User, consent: Consent) -> bool:
    """The admins of the supplier whose name it is about."""
    return consent.supplier is not None and can_say_how_shown(user, consent.supplier)


def can_withdraw_consent(user: User, consent: Consent) -> bool:
    """The editors of the council's site, for whoever told them; for its own name the supplier's admins, at any time."""
    return can_answer_for_name(user, consent) or can_edit_for(user, consent.council_id)


def can_tell_interest(user: User | None, event: EventPage) -> bool:
    """Whether somebody may tell us that they are interested in an event: anybody, while it is published."""
    return event.live and (user is None or user.is_active)


def can_read_interests(user: User, event: EventPage) -> bool:
    """Whether somebody may read who is interested in an event: whoever may change or publish its page."""
    rights = event.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()


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
