"""Limits for a file that is being sent, kept while it comes in: no body fills the disk before anybody looks at it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MEGABYTE = 1024 * 1024


class StopAtLimit(FileUploadHandler):
    """Hands on no more of a file than is needed to see that it is too big; nothing after that reaches the disk."""

    def __init__(self, request: HttpRequest | None = None, *, most: int) -> None:
        super().__init__(request)
        self.most = most

    def new_file(self, *args, **kwargs) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk for the next handler, or None once the file is over its limit."""
        self.received += len(raw_data)
        return raw_data if self.received - len(raw_data) <= self.most else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def announced(request: HttpRequest) -> int:
    """How many bytes the body has, as it says itself; the server reads no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as problem:
        raise SuspiciousOperation("The length of the body is no number.") from problem


def receives_a_file(most: int) -> Callable:
    """Let a view take one file of at most so many bytes.

    Stand it inside whatever asks who the person is, so that nobody else's body is read. A body that says it is bigger
    is not read at all: the view gets `too_big`, and a request without data.
    """

    def doorway(view: Callable) -> Callable:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST" and announced(request) > most + MEGABYTE:
                return view(request, *args, too_big=True, **kwargs)
            request.upload_handlers.insert(0, StopAtLimit(request, most=most))
            return protected(request, *args, **kwargs)

        return inner

    return doorway
