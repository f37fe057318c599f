"""Limits for what is being sent, kept while it comes in: no body fills the disk before anybody looks at it.

Each file stops being written once it is over its limit, and is then refused by name as too big; the other files and
everything typed are kept. Of more files than anybody chooses none is kept, but what was typed after them is. A body
that says it is bigger than all files together may be is not read at all: the page says that what was typed is lost.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from io import BytesIO
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from returns.evidence.refusal import MAX_BYTES, MAX_FILES, MEGABYTE
from suppliers.receiving import StopAtLimit, announced

# More pieces than a parser reads ahead, and the size it asks for.
PIECES_AHEAD, CHUNK = 4, 64 * 1024
# Beside the files: a few thousand words, and what a browser wraps round each part.
MAX_BODY_BYTES = MAX_FILES * MAX_BYTES + MEGABYTE


class Remembering:
    """A body that remembers the last pieces read of it, because a parser that stops has read ahead."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.last: deque[bytes] = deque(maxlen=PIECES_AHEAD)

    def read(self, *size: int) -> bytes:
        """The next piece."""
        piece = self.stream.read(*size)
        self.last.append(piece)
        return piece

    def readline(self, *size: int) -> bytes:
        """The next line: what a parser has no more use for is read by in lines."""
        return self.stream.readline(*size)

    def rest(self) -> Iterator[bytes]:
        """The body from a little before where reading stopped, piece by piece."""
        yield from self.last
        while piece := self.stream.read(CHUNK):
            yield piece


def receives_files(view: Callable) -> Callable:
    """Let a view take files within these limits.

    Stand it inside whatever asks who the person is, so that nobody else's body is read. When nothing could be taken the
    view gets `too_much`, the words that say why, and a request without data: it shows its page and does nothing.
    `typed` is then what stands in the body after the files, if that was read.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return protected(request, *args, **kwargs)
        if announced(request) > MAX_BODY_BYTES:
            return view(request, *args, too_much=_too_big(), **kwargs)
        request.upload_handlers.insert(0, StopAtLimit(request, most=MAX_BYTES))
        # Nothing public leads to the body before it is parsed.
        sent = cast(Any, request)
        body = sent._stream = Remembering(sent._stream)
        try:
            return protected(request, *args, **kwargs)
        except TooManyFilesSent:
            return view(request, *args, too_much=_too_many(), typed=_typed_after(request, body), **kwargs)

    return inner


def _typed_after(request: HttpRequest, body: Remembering) -> QueryDict:
    """What stands in a body after so many files that the parser stopped: its fields, parsed as a body of their own."""
    boundary = parse_header_parameters(request.META["CONTENT_TYPE"])[1]["boundary"].encode()
    mark, fields, size = b"\r\n--" + boundary, [], 0
    for part in _parts(body.rest(), mark):
        head, _gap, _words = part.partition(b"\r\n\r\n")
        if b"filename" not in head.lower() and (size := size + len(part)) < MEGABYTE:
            fields.append(part)
    small = mark[2:] + mark.join([*fields, b"--\r\n"])
    meta = {"CONTENT_TYPE": request.META["CONTENT_TYPE"], "CONTENT_LENGTH": str(len(small))}
    handlers, encoding = [StopAtLimit(request, most=MAX_BYTES)], request.encoding or settings.DEFAULT_CHARSET
    parser = MultiPartParser(meta, BytesIO(small), handlers, encoding)
    try:
        return parser.parse()[0]
    except (MultiPartParserError, SuspiciousOperation):
        return QueryDict()


def _parts(pieces: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    """The whole parts between the marks in a body, each up to a megabyte or so; never more than that is in memory."""
    part, waiting, is_whole = b"", b"", False
    for piece in pieces:
        waiting += piece
        while (place := waiting.find(mark)) >= 0:
            if is_whole:
                yield part + waiting[:place]
            part, waiting, is_whole = b"", waiting[place + len(mark) :], True
        # A mark may begin at the end of this piece.
        ready = max(len(waiting) - len(mark) + 1, 0)
        part += waiting[:ready] if len(part) < MEGABYTE else b""
        waiting = waiting[ready:]


def _too_big() -> str:
    return _(
        "The selected files are too big to send together: each must be smaller than %(megabytes)d MB, "
        "and there can be up to %(files)d. Choose fewer files. "
        "What you typed on this page was not saved, so type it again"
    ) % {"megabytes": MAX_BYTES // MEGABYTE, "files": MAX_FILES}


def _too_many() -> str:
    return _("You selected too many files. Choose up to %(files)d at a time") % {"files": MAX_FILES}
