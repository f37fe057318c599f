"""`manage.py load_demo`: a portal with something in it, to look at, to learn on and to test."""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demo.load import load_demonstration
from portal.demo.people import PASSWORD, sign_ins

WARNING = (
    "The demonstration makes people who sign in with a password that everybody knows, some as officers. Load it "
    "only where EMBEDDED=1 or DEBUG=1 is set. On a public training portal, where that is meant, add "
    "--with-a-password-everybody-knows."
)


class Command(BaseCommand):
    """Loads invented councils, suppliers, contracts and returns, all relative to today."""

    help = "Loads the demonstration and prints who can sign in. Where it is there already, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A day other than today, and consent where the portal is not on somebody's own machine."""
        parser.add_argument(
            "--today",
            type=_day,
            metavar="YYYY-MM-DD",
            help="the day on which the demonstration looks lived in (default: today)",
        )
        # Named after what it does, so that nobody adds it without reading it.
        parser.add_argument(
            "--with-a-password-everybody-knows",
            action="store_true",
            help="load it although this is neither an embedded nor a debugging portal",
        )

    def handle(self, *args, **options) -> None:
        """Load and print. Raises CommandError on a portal that real people use."""
        is_ours = settings.EMBEDDED or settings.DEBUG
        if not is_ours and not options["with_a_password_everybody_knows"]:
            raise CommandError(WARNING)
        with only_problems_logged():
            is_new = load_demonstration(today=options["today"] or timezone.localdate())
        self.stdout.write("The demonstration is loaded." if is_new else "The demonstration is here already.")
        self.stdout.write(f"Sign in at {settings.PORTAL_URL.rstrip('/')}/accounts/login/ as one of these people.")
        self.stdout.write(f"The password of each is: {PASSWORD}")
        self.stdout.write("Officers, admins and the editor are asked for a code too. The page that asks shows it.\n\n")
        for line in sign_ins():
            self.stdout.write(f"  {line}")


@contextmanager
def only_problems_logged() -> Iterator[None]:
    """Publishing pages logs forty lines, which would hide the few that matter to whoever loads the demonstration."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)


def _day(text: str) -> date:
    """A day as it is typed. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day like 2026-11-22.") from None
