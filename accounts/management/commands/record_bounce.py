"""`manage.py record_bounce`: what comes back from the mailbox of bounces is noted with the e-mail it is about."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.bounces import MAX_BYTES, NotABounce, read_bounce, record_bounce

# sysexits.h: what a relay understands. It tries again after the first and drops after the second.
TRY_AGAIN, WRONG_DATA = 75, 65


class Command(BaseCommand):
    """Exits 0 when every notification is noted (twice does no harm), 65 when one is not about us, 75 to try again."""

    help = "Reads delivery status notifications (RFC 3464) from files, or one from standard input, and notes bounces."
    requires_system_checks = ()  # a relay starts this for every bounce

    def add_arguments(self, parser) -> None:
        """Files, each with one notification; none means standard input."""
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args, files: list[Path], **options) -> None:
        """Note each one. Raises CommandError when any changed nothing, after the others were noted."""
        refused = 0
        for name, raw in self._notifications(files):
            try:
                self._note(name, raw)
            except NotABounce as problem:
                refused += 1
                self.stderr.write(f"{name}: nothing was changed. {problem}")
            except DatabaseError as problem:
                raise CommandError(f"{name}: the database does not answer.", returncode=TRY_AGAIN) from problem
        if refused:
            raise CommandError(f"Notifications that changed nothing: {refused}.", returncode=WRONG_DATA)

    def _notifications(self, files: list[Path]):
        """Name and bytes of each, never more bytes than are read of one and one that is too many."""
        if not files:
            yield "standard input", sys.stdin.buffer.read(MAX_BYTES + 1)
        for path in files:
            try:
                with path.open("rb") as file:
                    raw = file.read(MAX_BYTES + 1)
            except OSError as problem:
                raise CommandError(f"{path}: cannot be opened ({problem.strerror}).") from None
            yield str(path), raw

    def _note(self, name: str, raw: bytes) -> None:
        reference, bounce = read_bounce(raw)
        is_news = record_bounce(reference, bounce)
        said = f"{bounce.kind}, {bounce.code}" if is_news else "was known already"
        self.stdout.write(f"{name}: {reference} did not arrive ({said}).")
