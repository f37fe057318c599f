"""Who must have a second factor, and where they are led until they have shown it (decision record 0019)."""

from accounts.queries import offices_of
from accounts.requests import SignedInRequest
from portal.middleware import CMS_PATHS
from suppliers.models import Member
from suppliers.reach import memberships

EDITS = "wagtailadmin.access_admin"
# What is known of a person for as long as the session lasts, because asking costs two queries that few pages make.
EDITS_KEY = "edits"


def edits(request: SignedInRequest) -> bool:
    """Whether a person edits the public pages: asked anew below the editing screens, else once a session."""
    kept = request.session.get(EDITS_KEY)
    if kept is None or (not kept and request.path.startswith(CMS_PATHS)):
        found = request.user.has_perm(EDITS)
        if found != kept:
            request.session[EDITS_KEY] = found
        return found
    return kept


def works_for_a_council(request: SignedInRequest) -> bool:
    """Officers, editors of the public pages, and those who run the portal."""
    user = request.user
    return user.is_staff or user.is_superuser or bool(offices_of(user)) or edits(request)


def must_have_second_factor(request: SignedInRequest) -> bool:
    """Whether a person's rights are so wide that a password alone must not open them: also admins of organisations."""
    return works_for_a_council(request) or Member.Role.ADMIN.value in memberships(request.user).values()
