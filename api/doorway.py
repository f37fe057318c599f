"""The way in for programs, in front of every address of the API, and what is written down of each (OpenAPI).

An address is made of functions, one for each method: `address(GET=return_detail)`. `operation` says of a function who
may use it, what it takes and gives; from that, and from nothing else, its description is made.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from api.authentication import TokenAuthentication
from api.models import ApiToken
from api.parsing import AlwaysJson, OneObject
from api.problems import CONTENT_TYPE, WORDS, Fault, Unacceptable, as_problem
from api.shapes.problems import ProblemShape, ProblemsShape

READ, WRITE = ApiToken.Scope.READ, ApiToken.Scope.WRITE
Handler = Callable[..., Response]
IN_PATHS = {
    "pk": OpenApiParameter(
        "id",
        {"type": "string", "pattern": "^[0-9]{1,18}$"},
        OpenApiParameter.PATH,
        description="The id, as it stands in lists.",
    ),
    "number": OpenApiParameter(
        "number",
        {"type": "integer", "minimum": 1, "maximum": 32767},
        OpenApiParameter.PATH,
        description="The number of the line in its return, from 1.",
    ),
}
# What every program has to reckon with, what comes with a body, with a right to write, and with one thing of many.
ALWAYS, WITH_A_BODY, TO_WRITE, OF_ONE_THING = (401, 422, 429), (400, 413, 415), (403, 409), (404,)


@dataclass(frozen=True)
class Operation:
    """What one method of an address does: who may use it, and what is written down of it."""

    summary: str
    gives: type[Serializer]
    takes: type[Serializer] | None = None
    needs: str = READ
    parameters: tuple[OpenApiParameter, ...] = ()
    examples: Mapping[str, Any] | None = None
    """An example of the answer by a name for it, and under "sent" one of the body."""
    description: str = ""


def operation(summary: str, **about) -> Callable[[Handler], Handler]:
    """Say what a function is: see `Operation`."""

    def said(function: Handler) -> Handler:
        about.setdefault("description", " ".join((function.__doc__ or "").split()))
        function.operation = Operation(summary, **about)  # type: ignore[attr-defined]
        return function

    return said


class HasToken(BasePermission):
    """A token that works, of the right kind, with the right that the operation needs."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """False without a token. Raises PermissionDenied with the reason where there is one."""
        token, asked = request.auth, view.operations.get(request.method or "")  # type: ignore[attr-defined]
        if token is None:
            return False
        if asked is not None and asked.needs == WRITE and not token.may_write:
            raise PermissionDenied(_("This token may only read."))
        return True


class Endpoint(APIView):
    """What all addresses of the API have in common. None of Django REST framework's defaults is left to chance."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [HasToken]
    parser_classes = [OneObject]
    renderer_classes = [JSONRenderer]
    throttle_classes: list = []
    content_negotiation_class = AlwaysJson
    metadata_class = None
    versioning_class = None
    schema = AutoSchema()
    operations: Mapping[str, Operation] = {}

    def initial(self, request: Request, *args, **kwargs) -> None:
        """Who asks is known and may. Raises Unacceptable for an unknown filter, which would be lost unread."""
        super().initial(request, *args, **kwargs)
        asked = self.operations.get(request.method or "")
        known = {parameter.name for parameter in asked.parameters} if asked else set()
        if asked and (unknown := [name for name in request.query_params if name not in known]):
            raise Unacceptable([Fault(_("There is no such filter here"), field=name) for name in unknown])

    def get_exception_handler(self) -> Callable:
        """Every error is a problem in JSON."""
        return as_problem


def address(**functions: Handler) -> Callable[..., HttpResponseBase]:
    """The view of one address from its functions by method: GET=..., PUT=..."""
    members: dict = {method.lower(): _member(function) for method, function in functions.items()}
    members["operations"] = {method: function.operation for method, function in functions.items()}  # type: ignore[attr-defined]
    if "GET" in functions:
        members["operations"]["HEAD"] = members["operations"]["GET"]
    members["http_method_names"] = [method.lower() for method in members["operations"]]
    first = next(iter(functions.values()))
    return as_view(type(first.__name__, (Endpoint,), {**members, "__module__": __name__, "__doc__": None}))


def as_view(kind: type[APIView]) -> Callable[..., HttpResponseBase]:
    """An address that answers in the language a program asks for, and never by a cookie."""
    shown = kind.as_view()

    def view(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        request.is_public_page = True  # type: ignore[attr-defined]  # no choice of a language is kept in a cookie
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = shown(request, *args, **kwargs).render()
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    view.cls, view.initkwargs, view.csrf_exempt = kind, {}, True  # type: ignore[attr-defined]
    return view


def _member(function: Handler) -> Handler:
    """A function as a method of its address, with its description."""

    @wraps(function)
    def member(self, request: Request, **kwargs) -> Response:
        return function(request, **kwargs)

    asked: Operation = function.operation  # type: ignore[attr-defined]
    member.schema = AutoSchema  # type: ignore[attr-defined]  # what extend_schema builds on
    in_path = [IN_PATHS[name] for name in signature(function).parameters if name in IN_PATHS]
    return _described(function.__name__, asked, in_path)(member)


def _described(name: str, asked: Operation, in_path: list[OpenApiParameter]) -> Callable[[Handler], Handler]:
    """What is written down of an operation."""
    rights = {
        READ: "Needs a token that may read.",
        WRITE: "Needs a token that may write, which only those of organisations can be.",
    }[ApiToken.Scope(asked.needs)]
    also = {WITH_A_BODY: asked.takes, TO_WRITE: asked.needs == WRITE, OF_ONE_THING: in_path}
    statuses = sorted({*ALWAYS, *(status for some, is_so in also.items() if is_so for status in some)})
    return extend_schema(
        operation_id=name.replace("_", "-"),
        summary=asked.summary,
        description=f"{asked.description}\n\n{rights}",
        tags=["Send" if asked.needs == WRITE else "Read"],
        request={"application/json": asked.takes} if asked.takes else None,
        responses={
            (200, "application/json"): OpenApiResponse(asked.gives, description="Done."),
            **{(status, CONTENT_TYPE): _problem(status) for status in statuses},
        },
        parameters=[*in_path, *asked.parameters],
        examples=list(_examples(asked.examples or {})),
        auth=[{"token": []}],  # type: ignore[list-item]
    )


def _problem(status: int) -> OpenApiResponse:
    """What is written down of an error."""
    code, title, detail = WORDS[status]
    shape = ProblemsShape if status == 422 else ProblemShape
    with translation.override("en-gb"):
        value: dict = {"type": f"/api/#{code}", "title": str(title), "status": status, "detail": str(detail)}
        if status == 422:
            value["errors"] = [{"field": "figure", "line": None, "message": "Enter the figure"}]
        return OpenApiResponse(
            shape, description=str(title), examples=[OpenApiExample(str(title), value, status_codes=[status])]
        )


def _examples(examples: Mapping[str, Any]) -> Iterable[OpenApiExample]:
    for name, value in examples.items():
        is_sent = name.startswith("Sent")
        yield OpenApiExample(name, value, request_only=is_sent, response_only=not is_sent)
