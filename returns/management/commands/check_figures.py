"""`manage.py check_figures`: do the stored figures agree with the lines they stand for?"""

import sys

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from returns.figures import differing_returns, refresh_figures


class Command(BaseCommand):
    """Exits 0 when every figure agrees, and 1 when any differs, having said which; `--repair` computes those again."""

    help = "Check that promised, claimed and verified figures are the sums of their lines."

    def add_arguments(self, parser) -> None:
        """One option: to put right what differs."""
        parser.add_argument("--repair", action="store_true", help="Compute again what differs.")

    def handle(self, *args, repair: bool, **options) -> None:
        """Say each difference as it is found, then how many returns there are; nothing is kept in memory."""
        differing = 0
        for supplier_return, differences in differing_returns():
            differing += 1
            for difference in differences:
                self.stderr.write(difference)
            if repair:
                with transaction.atomic():
                    refresh_figures(supplier_return)
        if not differing:
            self.stdout.write(self.style.SUCCESS(_("Every figure agrees with its lines.")))
        elif repair:
            self.stdout.write(_("Returns whose figures were computed again: %(count)d") % {"count": differing})
        else:
            self.stdout.write(_("Returns whose figures differ: %(count)d") % {"count": differing})
            sys.exit(1)
