"""Which postcodes a council calls local."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import LocalPostcodes
from suppliers.permissions import can_set_local_postcodes
from suppliers.postcodes import MOST_CODES, normal_code
from suppliers.queries import local_codes_of


@transaction.atomic
def set_local_postcodes(*, council: Council, codes: Sequence[str], by: User) -> bool:
    """Set the codes of a council's local postcodes; none means that nothing is counted. Returns whether any changed.

    Raises PermissionDenied, or NotReady for what is no code and for more than 500.
    """
    if not can_set_local_postcodes(by, council):
        raise PermissionDenied
    try:
        wanted = sorted({normal_code(code) for code in codes})
    except ValueError as error:
        raise NotReady([_("Enter codes like ZE1 or ZE1 0")]) from error
    if len(wanted) > MOST_CODES:
        raise NotReady([_("Keep %(most)d codes at most") % {"most": MOST_CODES}])
    before = local_codes_of(council)
    if wanted == before:
        return False
    fields = {"codes": wanted, "set_at": timezone.now(), "set_by": by}
    LocalPostcodes.objects.update_or_create(council=council, defaults=fields)
    gone = len(set(before) - set(wanted))
    tell(SupplierEvent.LOCAL_POSTCODES_SET, by=by, on=council, data={"codes": wanted, "gone": gone})
    return True
