"""Why the rules of the pages refuse what a row asks for, in every language of the portal."""

from collections.abc import Callable

from django.db import transaction

from suppliers.checks import NotReady
from suppliers.registers.saying import Sentence, in_each


def refusal_of(act: Callable[[], object]) -> list[Sentence]:
    """What the checks say against doing something: it is tried once a language, and nothing of it stays.

    Empty where it would be done.
    """
    said = in_each(lambda: _sentences(act))
    return [dict(zip(said, one, strict=True)) for one in zip(*said.values(), strict=False)]


def _sentences(act: Callable[[], object]) -> list[str]:
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except NotReady as error:
        return [str(getattr(one, "message", one)).rstrip(".") for one in error.problems]
    return []
