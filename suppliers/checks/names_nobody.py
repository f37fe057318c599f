"""Words of the opportunity log are about hosts and activities: what looks like a person's data is never kept."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from suppliers.checks.problem import Wrong
from suppliers.personal.patterns import find_personal_data


def problems(texts: Mapping[str, str]) -> Iterator[Wrong]:
    """One problem for each text, by its field, that looks like it names a person."""
    for name, text in texts.items():
        if find_personal_data(text):
            yield Wrong(name, _("It looks like this names a person. Write about the activity, not the person"))
