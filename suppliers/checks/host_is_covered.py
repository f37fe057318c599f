"""Nobody is sent to a host whose DBS check or insurance does not hold on that day."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from suppliers.models import Host


def problems(host: Host, on: date) -> Iterator[str]:
    """One sentence for each check that is needed and does not hold on this day."""
    if host.retired_at is not None:
        yield _("The host was retired from the log. Choose another one")
    if host.insurance_ends_on < on:
        message = _("The insurance of the host ends on %(last)s, so nothing can start there on %(day)s")
        yield message % {"last": _day(host.insurance_ends_on), "day": _day(on)}
    if host.dbs_renew_on is not None and host.dbs_renew_on < on:
        message = _("The DBS check of the host holds until %(last)s, so nothing can start there on %(day)s")
        yield message % {"last": _day(host.dbs_renew_on), "day": _day(on)}
    if host.dbs_checked_on is not None and host.dbs_checked_on > on:
        message = _("The DBS check of the host is from %(first)s, so nothing can start there on %(day)s")
        yield message % {"first": _day(host.dbs_checked_on), "day": _day(on)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
