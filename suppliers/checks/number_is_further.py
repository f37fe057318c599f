"""A further number of an organisation is one of another kind, or one of which it can have several (section 9.3).

It looks at the organisation's own numbers only, so that it tells nobody anything new (decision record 0021).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.identifiers import ONE_ONLY, Identifier, label_of
from suppliers.models import Organisation


def problems(organisation: Organisation, number: Identifier | None) -> Iterator[str]:
    """One sentence for each reason why this cannot be a further number of the organisation."""
    if number is None:
        yield _("Enter the number")
    elif number.scheme in ONE_ONLY and organisation.identifiers.filter(scheme=number.scheme).exists():
        yield _("This organisation has a %(label)s already, and can have only one") % {"label": label_of(number.scheme)}
