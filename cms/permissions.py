"""Who may do what on the public site beyond Wagtail's own permissions of pages, pictures and settings."""

from wagtail.models import Page, Site

from accounts.models import User
from cms.editors import councils_edited_by
from cms.models import Consent, CouncilSite, EventPage
from returns.models import SupplierReturn
from returns.permissions import can_edit_return, can_review_return
from suppliers.permissions import can_say_how_shown


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
