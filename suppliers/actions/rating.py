"""From which share of its profile on a promise counts as on track (domain rules, section 6.7)."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import RatingRule
from suppliers.permissions import can_set_ratings
from suppliers.rating import Thresholds, are_in_order, rules_of, thresholds_of


@transaction.atomic
def set_ratings(*, council: Council, thresholds: Thresholds, by: User) -> bool:
    """Rate by other thresholds from now on, as a new version; returns whether anything changed.

    Older versions stay, so that a rating of the past can be explained. Raises PermissionDenied, or NotReady when they
    do not fall from one to the next within bounds, or somebody else set them at the same moment.
    """
    if not can_set_ratings(by, council):
        raise PermissionDenied
    if not are_in_order(thresholds):
        raise NotReady([_("Each percentage must be lower than the one before it, and all from 1% to 200%")])
    if thresholds == thresholds_of(council.pk):
        return False
    row = _add_version(council, thresholds, by)
    tell(SupplierEvent.RATINGS_SET, by=by, on=row, data=thresholds.as_data() | {"version": row.version})
    return True


def _add_version(council: Council, thresholds: Thresholds, by: User) -> RatingRule:
    """The next version; the number is taken once only, whoever comes second is told. Raises NotReady."""
    newest = rules_of(council.pk).first()
    version = newest.version + 1 if newest else 1
    try:
        with transaction.atomic():
            return RatingRule.objects.create(
                council=council, version=version, set_at=timezone.now(), set_by=by, **thresholds.as_data()
            )
    except IntegrityError as error:
        raise NotReady([_("Somebody else changed this first. Look at it again")]) from error
