"""`manage.py verify_audit`: is the audit trail as it was sealed?"""

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from audit.verify import MOST_PROBLEMS, Report, verify_chain


class Command(BaseCommand):
    """Exits 0 when the trail is sound, and 1 when anything differs, having said what."""

    help = "Check that no event of the audit trail was changed, removed or slipped in since it was sealed."

    def add_arguments(self, parser) -> None:
        """One option: the digest to find."""
        parser.add_argument(
            "--expect",
            metavar="DIGEST",
            help="A digest printed in the log earlier. Without it, cutting off the newest seals cannot be noticed.",
        )

    def handle(self, *args, expect: str | None = None, **options) -> None:
        """Verify and say so."""
        report = verify_chain(expect)
        if report.is_sound:
            self.stdout.write(self.style.SUCCESS(_("The audit trail is as it was sealed.")))
            self._write_counts(report)
            return
        self.stderr.write(self.style.ERROR(_("The audit trail is not as it was sealed. The first difference:")))
        for number, problem in enumerate(report.problems):
            if number == 1:
                self.stderr.write(_("Other differences:"))
            self.stderr.write(f"  {problem.text}")
        if len(report.problems) >= MOST_PROBLEMS:
            self.stderr.write(_("There may be more: the check stopped here."))
        self._write_counts(report)
        sys.exit(1)

    def _write_counts(self, report: Report) -> None:
        self.stdout.write(_("Seals: %(count)d") % {"count": report.seals})
        self.stdout.write(_("Sealed events: %(count)d") % {"count": report.sealed_events})
        self.stdout.write(_("Events not sealed yet: %(count)d") % {"count": report.waiting_events})
        self.stdout.write(_("Newest digest: %(digest)s") % {"digest": report.newest_digest or _("none")})
