"""Public pages that were written once, shown again as long as the database gives the same answers.

To write a page takes many times as long as to read what it is made of. So a page is kept together with the questions
that were asked for it and a digest of each answer. Whoever comes next has the same questions asked again: where every
answer is the same, so is the page, and it is shown as it was written. Nothing has to be told of a change, and nothing
is shown a moment longer than it is true (a verifying trace, as build systems know it: decision record 0033).
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from hashlib import blake2b
from itertools import islice
from sys import intern
from threading import Lock
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

MOST_BYTES = 4 * 2**20
"""What a process keeps of written pages, compressed; those that were not asked for the longest go first."""
MOST_OF_ONE = 2**18
LONGEST_ADDRESS = 500
ASKED_ONCE_A_PROCESS = ('SELECT "django_content_type".', "SELECT 1 FROM pg_extension")
"""What Django and our search ask for the first page of a process, and never again."""
WEIGHT, WEIGHT_OF_A_QUESTION = 4096, 400
"""What a kept page weighs besides its words and the values in its questions. Their texts are shared by all pages."""
NOT_FOUND = b'not-found"'
"""What Wagtail shows in place of a picture that could not be read."""

Question = tuple[str, str]
Answer = list[tuple]
Address = tuple[str, str, str]


@dataclass(frozen=True)
class Written:
    """A page as it was written, for the questions that were asked and the digests of their answers."""

    day: date
    asked: tuple[tuple[str, Any, bytes], ...]
    words: bytes
    headers: tuple[tuple[str, str], ...]

    @cached_property
    def weight(self) -> int:
        """What it takes of the memory, in bytes."""
        values = sum(WEIGHT_OF_A_QUESTION + 2 * len(repr(parameters)) for _sql, parameters, _digest in self.asked)
        return WEIGHT + len(self.words) + values

    def shown(self) -> HttpResponse:
        """The answer, as the view gave it."""
        return HttpResponse(zlib.decompress(self.words), headers=dict(self.headers))


class Memory:
    """Written pages by their address, the least lately shown first. Each process has one."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Address, Written] = OrderedDict()
        self._weight, self._lock = 0, Lock()

    def get(self, where: Address) -> Written | None:
        """The page at an address, which goes to the end of those to be forgotten."""
        with self._lock:
            if where in self._pages:
                self._pages.move_to_end(where)
            return self._pages.get(where)

    def put(self, where: Address, page: Written) -> None:
        """Keep a page, and forget others as long as they are too much together."""
        with self._lock:
            self._drop(where)
            self._pages[where] = page
            self._weight += page.weight
            while self._weight > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, where: Address) -> None:
        if old := self._pages.pop(where, None):
            self._weight -= old.weight


MEMORY = Memory()


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public view that says nothing but what the database says that day: not written again while that is the same.

    Only for a reader without any cookie. A view that looks at the clock says so with `not_to_be_remembered`.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = request.get_full_path()
        if request.COOKIES or request.method != "GET" or len(address) > LONGEST_ADDRESS:
            return view(request, *args, **kwargs)
        where = (f"{request.scheme}://{request.get_host()}", address, request.LANGUAGE_CODE)
        known, today, answers = MEMORY.get(where), timezone.localdate(), _Answers()
        with connection.execute_wrapper(answers):
            if known is not None and known.day == today and answers.are_those_of(known):
                return known.shown()
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        if answers.are_all_there and _may_be_kept(request, response):
            _keep(where, today, answers, response)
        return response

    return answered


def not_to_be_remembered(request: HttpRequest) -> None:
    """What is shown on this request depends on more than the database and the day: on the clock, or on the reader."""
    request.is_of_the_moment = True  # type: ignore[attr-defined]


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    is_for_all = response.status_code == 200 and not response.streaming and not response.cookies
    has_secrets = "CSRF_COOKIE" in request.META or response.has_header("Cache-Control")
    if not is_for_all or has_secrets or getattr(request, "is_of_the_moment", False):
        return False
    return NOT_FOUND not in response.content


def _keep(where: Address, today: date, answers: "_Answers", response: HttpResponse) -> None:
    page = Written(today, tuple(answers.asked()), zlib.compress(response.content, 1), tuple(response.items()))
    if page.weight <= MOST_OF_ONE:
        MEMORY.put(where, page)


class _Answers:
    """Around every question to the database: what was asked in this request, and what the answers were.

    What was asked already, to see whether a page is still true, is not asked again to write it anew. After anything
    that may write, everything is asked as if nobody listened.
    """

    def __init__(self) -> None:
        self.are_all_there = True
        self._found: dict[Question, Answer] = {}
        self._asked: dict[Question, tuple[str, Any]] = {}

    def __call__(self, execute: Callable, sql: str, parameters: Any, many: bool, context: dict) -> Any:
        cursor = context["cursor"]
        if isinstance(cursor.cursor, _Read):
            cursor.cursor = cursor.cursor.original
        if sql.startswith(ASKED_ONCE_A_PROCESS):
            return execute(sql, parameters, many, context)
        if many or not sql.lstrip("( ").upper().startswith("SELECT"):
            self.are_all_there = False  # from here on the same question may have another answer
            self._found.clear()
        if not self.are_all_there:
            return execute(sql, parameters, many, context)
        question = (sql, repr(parameters))
        done = None
        if question not in self._found:
            done = execute(sql, parameters, many, context)
            self._found[question] = cursor.cursor.fetchall()
        self._asked[question] = (sql, parameters)
        cursor.cursor = _Read(cursor.cursor, self._found[question])
        return done

    def are_those_of(self, page: Written) -> bool:
        """Ask what was asked for a page, up to the first answer that is another one. Forgets which were asked."""
        for sql, parameters, digest in page.asked:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                if _digest(cursor.fetchall()) != digest:
                    self._asked.clear()
                    return False
        return True

    def asked(self) -> Iterator[tuple[str, Any, bytes]]:
        """Each question with the digest of its answer, in the order in which they were asked."""
        for question, (sql, parameters) in self._asked.items():
            yield intern(sql), parameters, _digest(self._found[question])


class _Read:
    """A cursor of the database whose rows were read already: gives them again, and is the cursor in all else."""

    def __init__(self, original: Any, rows: Answer) -> None:
        self.original, self._rows = original, iter(rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.original, name)

    def __iter__(self) -> Iterator[tuple]:
        return self._rows

    def fetchone(self) -> tuple | None:
        """The next row."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> Answer:
        """The next rows, so many at most."""
        return list(islice(self._rows, size))

    def fetchall(self) -> Answer:
        """All rows that are left."""
        return list(self._rows)


def _digest(rows: Answer) -> bytes:
    """Of rows that differ in anything that can be seen, another one each."""
    return blake2b(repr(rows).encode(), digest_size=16).digest()
