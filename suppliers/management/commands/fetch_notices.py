"""Fetch published notices now."""

from datetime import datetime, time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suppliers.actions.fetching import ask_from, fetch_notices
from suppliers.models import NoticeSource


class Command(BaseCommand):
    """`fetch_notices [--since YYYY-MM-DD]`: what came and how each source stands; exit code 1 if one has a problem."""

    help = "Ask the addresses of NOTICE_SOURCES for published notices, as the schedule does every day."

    def add_arguments(self, parser) -> None:
        """The day from which on everything is asked for again."""
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="ask again for everything since this day")

    def handle(self, *args, **options) -> None:
        """Ask what is due, or with --since everything anew, and print how each source stands."""
        if not settings.NOTICE_SOURCES:
            raise CommandError(_("There is no address to ask: NOTICE_SOURCES is not set."))
        if options["since"]:
            ask_from(since=_moment(options["since"]))
        count = fetch_notices()
        text = ngettext("%(count)s notice came.", "%(count)s notices came.", count)
        self.stdout.write(text % {"count": count})
        rows = NoticeSource.objects.filter(address__in=[source.address for source in settings.NOTICE_SOURCES])
        for row in rows:
            self.stdout.write(f"{row.address}: {_standing(row)}")
        if any(row.problem for row in rows):
            raise CommandError(_("Not every source could be asked."))


def _moment(text: str) -> datetime:
    """The start of a day. Raises CommandError."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or day > timezone.localdate():
        raise CommandError(_("--since must be a day that is over, like 2026-04-01."))
    return timezone.make_aware(datetime.combine(day, time.min))


def _standing(row: NoticeSource) -> str:
    """How far a source was asked, in a line."""
    if row.problem:
        return f"{row.get_problem_display()} {row.detail}".strip()
    if row.cursor:
        return _("There are more notices. The next run goes on with them.")
    return _("complete up to %(moment)s") % {"moment": f"{row.covered_until:%Y-%m-%d %H:%M}"}
