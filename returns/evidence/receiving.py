"""Limits for what is being sent, kept while it comes in: no body fills the disk before anybody looks at it.

Each file stops being written once it is over its limit, and is then refused by name as too big; the other files and
everything typed are kept. A body that says it is bigger than all files together may be is not read at all.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from returns.evidence.refusal import MAX_BYTES, MAX_FILES, MEGABYTE

# Beside the files: a few thousand words, and what a browser wraps round each part.
MAX_BODY_BYTES = MAX_FILES * MAX_BYTES + MEGABYTE


class StopAtLimit(FileUploadHandler):
    """Hands on no more of a file than is needed to see that it is too big; nothing after that reaches the disk."""

    def new_file(self, *args, **kwargs) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk for the next handler, or None once the file is over its limit."""
        self.received += len(raw_data)
        return raw_data if self.received - len(raw_data) <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def receives_files(view: Callable) -> Callable:
    """Let a view take files within these limits.

    Stand it inside whatever asks who the person is, so that nobody else's body is read. When nothing could be taken the
    view gets `too_much`, the words that say why, and a request without data: it shows its page and does nothing.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return protected(request, *args, **kwargs)
        if _announced(request) > MAX_BODY_BYTES:
            return view(request, *args, too_much=_too_big(), **kwargs)
        request.upload_handlers.insert(0, StopAtLimit(request))
        try:
            return protected(request, *args, **kwargs)
        except TooManyFilesSent:
            return view(request, *args, too_much=_too_many(), **kwargs)

    return inner


def _announced(request: HttpRequest) -> int:
    """How many bytes the body has, as it says itself; the server reads no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as problem:
        raise SuspiciousOperation("The length of the body is no number.") from problem


def _too_big() -> str:
    return _(
        "The selected files are too big to send together: each must be smaller than %(megabytes)d MB, "
        "and there can be up to %(files)d. Choose fewer files"
    ) % {"megabytes": MAX_BYTES // MEGABYTE, "files": MAX_FILES}


def _too_many() -> str:
    return _("You selected too many files. Choose up to %(files)d at a time") % {"files": MAX_FILES}
