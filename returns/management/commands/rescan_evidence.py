"""`manage.py rescan_evidence`: what was no virus to the scanner then may be one to it now."""

from django.core.management.base import BaseCommand, CommandError

from returns.evidence.rescan import rescan
from returns.evidence.scanner import ScannerUnavailable


class Command(BaseCommand):
    """Have every stored file scanned again at once; run it after a scanner was set up. The worker does it monthly."""

    help = "Scans all stored evidence with the scanner's present signatures and hides files in which it finds a virus."

    def handle(self, **options) -> None:
        """Scan and say how many. Raises CommandError when there is no scanner, or it stops answering."""
        try:
            found = rescan()
        except ScannerUnavailable as problem:
            raise CommandError(
                f"The virus scanner does not answer ({problem}). Set CLAMD_ADDRESS, or try again later."
            ) from None
        self.stdout.write(f"Files scanned: {found.scanned}. Hidden: {found.hidden}. Not in storage: {found.missing}.")
        if found.hidden or found.missing:
            raise CommandError("The log names the files that were hidden or are missing, by their numbers.")
