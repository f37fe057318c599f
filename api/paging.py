"""Pages of long lists by key: the last costs what the first does, and nothing counts a million rows."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Fault, Unacceptable
from api.wanted import whole_number

USUAL, MOST = 50, 200
PAGING = (
    OpenApiParameter(
        "after",
        {"type": "string", "pattern": "^[0-9]{1,18}$"},
        description="Where to go on: taken from `next` of the page before.",
    ),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        description=f"How many rows a page has, {MOST} at most.",
    ),
)


def page_of(
    request: Request,
    rows: QuerySet,
    shape: Callable,
    *,
    dress: Callable[[QuerySet], QuerySet] | None = None,
) -> Response:
    """One page of rows, newest first, and the address of the next one (null on the last page).

    `dress` adds to the rows of the page what would be dear to work out for all of them. Raises Unacceptable for a
    cursor or a size that is none.
    """
    size, after = _size(request), whole_number(request, "after")
    beyond = rows.filter(pk__lt=after) if after is not None else rows
    found: list[Any] = list(beyond.order_by("-pk")[: size + 1] if dress is None else _dressed(beyond, size, dress))
    following = None
    if len(found) > size:
        found = found[:size]
        kept = {name: value for name, value in request.query_params.items() if name != "after"}
        following = f"{request.path}?{urlencode({**kept, 'after': str(found[-1].pk)})}"
    return Response({"results": shape(found, many=True).data, "next": following})


def _dressed(rows: QuerySet, size: int, dress: Callable[[QuerySet], QuerySet]) -> list:
    """The rows of a page by their ids, which are looked for first and alone."""
    ids = list(rows.order_by("-pk").values_list("pk", flat=True)[: size + 1])
    return list(dress(rows.model._default_manager.filter(pk__in=ids)).order_by("-pk"))


def _size(request: Request) -> int:
    """How many rows are wanted."""
    size = whole_number(request, "limit")
    if size is None:
        return USUAL
    if not 1 <= size <= MOST:
        raise Unacceptable([Fault(_("This must be between 1 and %(most)d") % {"most": MOST}, field="limit")])
    return size
