"""A problem that belongs to one question of a form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and with which field; "" where it is none in particular."""

    field: str
    message: str
