"""For whom an archive is made: a person who acts for one organisation and, for as long as it is made, for nothing else.

So whoever is an officer as well, or belongs to a second organisation, finds nothing of these in it.
"""

from accounts.models import User
from accounts.queries import narrow_offices
from reports.everything.columns import Seen
from suppliers.models import Organisation
from suppliers.reach import narrow_places


def seen_by(user: User, organisation: Organisation) -> Seen:
    """The same person as one of the organisation's people alone. The user object that was given keeps its reach."""
    person = User.objects.get(pk=user.pk)
    narrow_offices(person, None)
    narrow_places(person, organisation.pk)
    return Seen(person, organisation)
