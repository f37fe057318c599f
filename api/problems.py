"""What goes wrong, as a program reads it: problem details (RFC 9457) with the sentences that the pages say."""

import logging
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition

logger = logging.getLogger("django.request")
CONTENT_TYPE = "application/problem+json"
Words = str | Promise

# What each status is called, and what is said where nothing more is known. The titles are anchors on the page about
# the API.
WORDS: dict[int, tuple[str, Words, Words]] = {
    400: (
        "not-readable",
        _("Not readable"),
        _("Send a JSON object as the description of the API says. Nothing was changed."),
    ),
    401: (
        "no-token",
        _("No token that works"),
        _("Send a token that works in the Authorization header, after the word Bearer."),
    ),
    403: ("not-allowed", _("Not allowed"), _("Whoever made this token may see this but not do it.")),
    404: ("not-found", _("Not found"), _("There is nothing here that this token can see. Check the address.")),
    405: ("wrong-method", _("Wrong method"), _("This address does not take this method. Allow says which it takes.")),
    409: (
        "changed-meanwhile",
        _("Changed meanwhile"),
        _("Somebody else was quicker, and nothing was changed. Read it again."),
    ),
    413: ("too-large", _("Too large"), _("Send less: the body of a request can be 128 KiB at most.")),
    415: ("not-json", _("Not JSON"), _("Send JSON, and say so: Content-Type: application/json.")),
    422: ("not-accepted", _("Not accepted"), _("Mend what is listed under errors and send it again.")),
    429: ("too-often", _("Too many requests"), _("Wait as many seconds as Retry-After says, then go on.")),
    500: ("our-fault", _("Something went wrong here"), _("This is our fault, and nothing was changed. Try it again.")),
}


@dataclass(frozen=True)
class Fault:
    """One thing to mend: the field of the body (empty: none in particular), and for a return the line it is about."""

    message: Words
    field: str = ""
    line: int | None = None


class Unacceptable(exceptions.APIException):
    """What was sent can be read, and something in it must be mended first."""

    status_code = 422

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


class Conflict(exceptions.APIException):
    """How things stand does not allow it; `detail` says how they stand."""

    status_code = 409

    def __init__(self, detail: Words = "") -> None:
        super().__init__()
        self.said = detail


def faults_of(form: BaseForm, names: dict[str, str] | None = None) -> list[Fault]:
    """The errors of a form; `names` says what a program calls a field that has another name in the form."""
    return [
        Fault(str(message), field="" if field == "__all__" else (names or {}).get(field, field))
        for field, messages in form.errors.items()
        for message in messages
    ]


def as_problem(error: Exception, context: dict) -> Response:
    """The answer for whatever was raised. Of what nobody foresaw it says nothing but that it is our fault."""
    status, headers, faults, said = _read(error)
    if status == 500:
        request = context.get("request")
        logger.error("API: %s", getattr(request, "path", ""), exc_info=error)
    code, title, detail = WORDS[status]
    body: dict = {
        "type": f"{reverse('api-guide')}#{code}",
        "title": str(title),
        "status": status,
        "detail": str(said or detail),
    }
    if status == 422:
        body["errors"] = [{"field": one.field, "line": one.line, "message": str(one.message)} for one in faults]
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def _read(error: Exception) -> tuple[int, dict[str, str], list[Fault], Words]:
    """The status of an error, its headers, what is to be mended, and what it says itself."""
    match error:
        case Unacceptable():
            return 422, {}, error.faults, ""
        case NotReady():
            return 422, {}, [_fault(problem) for problem in error.problems], ""
        case Conflict():
            return 409, {}, [], error.said
        case InvalidTransition():
            return 409, {}, [], ""
        case Http404():
            return 404, {}, [], ""
        case PermissionDenied():
            return 403, {}, [], str(error)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return 401, {"WWW-Authenticate": "Bearer"}, [], ""
        case exceptions.ParseError():
            return 400, {}, [], ""
        case exceptions.Throttled():
            return 429, {"Retry-After": str(int(error.wait or 60))}, [], ""
        case exceptions.APIException() if error.status_code in WORDS:
            return error.status_code, {}, [], getattr(error, "said", "")
    return 500, {}, [], ""


def _fault(problem) -> Fault:
    """A problem that a check found, as a fault: the page where it is mended is the field."""
    if isinstance(problem, str | Promise):
        return Fault(problem)
    return Fault(problem.message, field=getattr(problem, "page", ""), line=getattr(problem, "line", None))
