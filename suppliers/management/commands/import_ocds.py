"""Import published notices from files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Council
from suppliers.actions.import_notices import Outcome, import_releases
from suppliers.ocds.problems import OcdsProblem
from suppliers.ocds.read import MOST_BYTES, Release, read, too_large


class Command(BaseCommand):
    """`import_ocds FILE... [--council SLUG]`: one line a process, and exit code 1 if anything had a problem."""

    help = "Import release packages of the Open Contracting Data Standard 1.1, as Find a Tender publishes them."

    def add_arguments(self, parser) -> None:
        """Files, and the council for notices whose buyer has no official number."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--council", metavar="SLUG", help="the council that buys, where a notice does not tell")

    def handle(self, *args, **options) -> None:
        """Read every file, import what is sound, print what became of it."""
        council = _council(options["council"])
        releases: list[Release] = []
        problems: list[OcdsProblem] = []
        for name in options["files"]:
            found, wrong = _read(Path(name))
            releases += found
            problems += wrong
        report = import_releases(releases=releases, by=None, council=council, problems=problems)
        for outcome in report.outcomes:
            self.stdout.write(_line(outcome))
        for problem in report.problems:
            self.stderr.write(str(problem))
        if report.problems:
            count = len(report.problems)
            text = ngettext(
                "%(count)s problem; the rest is imported.", "%(count)s problems; the rest is imported.", count
            )
            raise CommandError(text % {"count": count})


def _council(slug: str | None) -> Council | None:
    """The council of the option. Raises CommandError when there is none by that short name."""
    if slug is None:
        return None
    council = Council.objects.filter(slug=slug).first()
    if council is None:
        raise CommandError(_("There is no council with the short name %(slug)s.") % {"slug": slug})
    return council


def _read(path: Path) -> tuple[list[Release], list[OcdsProblem]]:
    """The releases of one file; a file that is missing or too large is a problem, not the end."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return [], [OcdsProblem(path.name, "", "", too_large(MOST_BYTES))]
        return read(path.name, path.read_bytes())
    except OSError as error:
        message = _("The file cannot be read: %(why)s.") % {"why": error.strerror}
        return [], [OcdsProblem(path.name, "", "", message)]


def _line(outcome: Outcome) -> str:
    """One line for one process."""
    said = [_("imported %(it)s") % {"it": contract.reference} for contract in outcome.created]
    said += [_("updated %(it)s") % {"it": contract.reference} for contract in outcome.updated]
    if not said:
        said = [_("recorded") if outcome.recorded else _("nothing new")]
    return " ".join([f"{outcome.ocid}: {', '.join(said)}.", *outcome.notes])
