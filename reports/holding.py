"""Keeps what is being made in the hands of whoever makes it, from a thread of its own.

Rows are read by one long query, in which nothing else can be written on SQLite, and storing a large file takes minutes
without a step between. So the lease is extended beside them. It ends at once with the process, however that ends.
"""

import logging
import threading
import time
from types import TracebackType

from django.db import DatabaseError, connection

from reports.actions.exports import hold_export
from reports.models import Export
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)

EVERY_SECONDS = 30
LONGEST_SECONDS = 60 * 60
"""Nobody makes one file for longer: whatever holds it up is then somebody else's to try."""


class Held:
    """As long as this lasts the lease of an export is extended; `check` says whether it is still ours."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self._is_over, self._is_lost = threading.Event(), threading.Event()
        self._until = time.monotonic() + LONGEST_SECONDS
        self._thread = threading.Thread(target=self._hold, name=f"export-{export.pk}", daemon=True)

    def __enter__(self) -> "Held":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def check(self) -> None:
        """Raises InvalidTransition when somebody else makes it by now, or it has taken an hour."""
        if self._is_lost.is_set():
            raise InvalidTransition("somebody else makes it")

    def _hold(self) -> None:
        try:
            while not self._is_over.wait(EVERY_SECONDS):
                if time.monotonic() > self._until or not self._extend():
                    self._is_lost.set()
                    return
        finally:
            connection.close()

    def _extend(self) -> bool:
        """Extend the lease. False when it is not ours any more; a database that is busy is asked again later."""
        try:
            hold_export(export=self.export)
        except InvalidTransition:
            return False
        except DatabaseError as problem:
            logger.warning("Export %s could not be held just now (%s)", self.export.pk, type(problem).__name__)
        return True
