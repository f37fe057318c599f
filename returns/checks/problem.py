"""What a check finds."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

STOP = "stop"
LOOK = "look"


@dataclass(frozen=True)
class Problem:
    """Something wrong (STOP) or worth a second look (LOOK) on one page of one line, or of the whole return.

    `page` is where it is mended: figure, words, evidence, story, check or nothing. `line` is the line's number or None.
    `pair` names the two measures of a pair that must be confirmed. `data` are the facts (as JSON has them) from which
    the sentence of something worth a second look is made again for whoever reads it later.
    """

    code: str
    severity: str
    message: str
    page: str
    line: int | None = None
    pair: str = ""
    data: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What is wrong with something a person asks for: the sentence, and the field of the form where it is mended."""

    field: str
    message: str | Promise

    def __str__(self) -> str:
        return str(self.message)
