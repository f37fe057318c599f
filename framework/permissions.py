"""Who may do what with frameworks."""

from accounts.models import Council, User
from accounts.permissions import DECIDING, can_decide_for, can_lead_for
from accounts.queries import officer_roles
from framework.models import FrameworkVersion


def can_load_framework(user: User | None) -> bool:
    """The portal itself (None), and the people who run it."""
    return user is None or (user.is_active and user.is_superuser)


def can_freeze_version(user: User, version: FrameworkVersion) -> bool:
    """Officers who decide for the framework's council; for a framework that all share, for any council."""
    if version.framework.council_id is not None:
        return can_decide_for(user, version.framework.council_id)
    return any(roles & DECIDING for roles in officer_roles(user).values())


def can_copy_framework(user: User, version: FrameworkVersion, council: Council) -> bool:
    """Officers who decide for the council, from a framework that all share or one of the council's own."""
    return version.framework.council_id in (None, council.pk) and can_decide_for(user, council.pk)


def can_change_version(user: User, version: FrameworkVersion) -> bool:
    """Officers who decide for the council whose framework it is; one that all share is changed by loading it."""
    return version.framework.council_id is not None and can_decide_for(user, version.framework.council_id)


def can_set_themes(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)
