"""`manage.py check_figures`: do the stored figures agree with the lines they stand for?"""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from returns.figures import differing_returns, refresh_figures
from returns.tallies import differing_tallies, repair_tallies
from returns.totals import differing_totals, repair_totals


class Command(BaseCommand):
    """Exits 0 when every figure agrees, and 1 when any differs, having said which; `--repair` computes those again."""

    help = "Check that promised, claimed and verified figures are the sums of their lines."

    def add_arguments(self, parser) -> None:
        """One option: to put right what differs."""
        parser.add_argument("--repair", action="store_true", help="Compute again what differs.")

    def handle(self, *args, repair: bool, **options) -> None:
        """Say each difference as it is found, then how many returns there are; nothing is kept in memory."""
        returns = self._look(differing_returns(), refresh_figures if repair else None)
        totals = self._look(differing_totals(), repair_totals if repair else None)
        tallies = self._look(differing_tallies(), repair_tallies if repair else None)
        if not returns and not totals and not tallies:
            self.stdout.write(self.style.SUCCESS(_("Every figure agrees with its lines.")))
        elif repair:
            self.stdout.write(_("Returns whose figures were computed again: %(count)d") % {"count": returns})
            self.stdout.write(_("Contracts whose totals were computed again: %(count)d") % {"count": totals})
            self.stdout.write(
                _("Groups of contracts whose counts by day were made again: %(count)d") % {"count": tallies}
            )
        else:
            self.stdout.write(_("Returns whose figures differ: %(count)d") % {"count": returns})
            self.stdout.write(_("Contracts whose totals differ: %(count)d") % {"count": totals})
            self.stdout.write(_("Groups of contracts whose counts by day differ: %(count)d") % {"count": tallies})
            sys.exit(1)

    def _look(self, differing: Iterable[tuple[Any, list[str]]], mend: Callable[[Any], None] | None) -> int:
        """Say what differs, and mend it if asked; how many returns or contracts there were."""
        count = 0
        for count, (thing, differences) in enumerate(differing, start=1):  # noqa: B007 - the last one is the answer
            for difference in differences:
                self.stderr.write(difference)
            if mend:
                with transaction.atomic():
                    mend(thing)
        return count
