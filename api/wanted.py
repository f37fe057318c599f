"""What a program asks for behind the question mark: a few filters, each of a list that is written down."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.problems import Fault, Unacceptable

LONGEST = 18


def number_filter(name: str, description: str) -> OpenApiParameter:
    """A filter by the id of something."""
    return OpenApiParameter(name, {"type": "string", "pattern": "^[0-9]{1,18}$"}, description=description)


def choice_filter(name: str, choices: Iterable[str], description: str) -> OpenApiParameter:
    """A filter by one of a few words."""
    return OpenApiParameter(name, {"type": "string", "enum": list(choices)}, description=description)


def whole_number(request: Request, name: str) -> int | None:
    """A whole number that was asked for; None without. Raises Unacceptable for what is none."""
    text = request.query_params.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST:
        raise Unacceptable([Fault(_("This must be a whole number in figures"), field=name)])
    return int(text)


def choice(request: Request, name: str, choices: Iterable[str]) -> str | None:
    """A word that was asked for; None without. Raises Unacceptable for one that is not among the choices."""
    text, known = request.query_params.get(name), list(choices)
    if text is None or text in known:
        return text
    raise Unacceptable([Fault(_("This must be one of: %(choices)s") % {"choices": ", ".join(known)}, field=name)])


def filtered(request: Request, rows, *, numbers: dict[str, str] | None = None, words: dict | None = None):
    """Rows under the filters of an address. `numbers` are fields by filter, `words` pairs of field and choices."""
    for name, field in (numbers or {}).items():
        if (number := whole_number(request, name)) is not None:
            rows = rows.filter(**{field: number})
    for name, (field, choices) in (words or {}).items():
        if (word := choice(request, name, choices)) is not None:
            rows = rows.filter(**{field: word})
    return rows
