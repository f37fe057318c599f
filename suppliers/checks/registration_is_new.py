"""Nobody asks twice for the same, nor so often that it becomes a nuisance to those who decide.

It looks at the person's own teams and own requests only, so that it tells nobody anything new (decision record 0021).
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.identifiers import Identifier
from suppliers.models import Organisation, Registration

MOST_A_DAY = 10


def problems(user: User, number: Identifier | None) -> Iterator[str]:
    """One sentence for each reason why this person cannot ask for this number now."""
    since = timezone.now() - timedelta(days=1)
    if Registration.objects.filter(asked_by=user, asked_at__gt=since).count() >= MOST_A_DAY:
        yield _("You have signed up %(most)d organisations within a day. Wait a day before the next one") % {
            "most": MOST_A_DAY
        }
    if number is None:
        return
    own = Organisation.objects.filter(members__user=user)
    if own.filter(identifiers__scheme=number.scheme, identifiers__value=number.value).exists():
        yield _("You are in the team of the organisation with this number already")
    waiting = own.filter(
        registrations__scheme=number.scheme,
        registrations__value=number.value,
        registrations__status=Registration.Status.WAITING,
    )
    if waiting.exists():
        yield _("You have signed up an organisation with this number already. It waits to be confirmed")
