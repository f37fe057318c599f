"""The list of cases under its filters, for the page and for whatever else has the same rows."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from returns.escalating import waiting_for_council
from returns.models import Escalation
from returns.queries import escalations_visible_to

FILTERS = {
    "open": _("Open"),
    "waiting": _("Waiting for the council"),
    "closed": _("Closed"),
    "all": _("All"),
}


def cases_listed(user: User, given: Mapping[str, str], *, today: date) -> tuple[str, QuerySet[Escalation]]:
    """Which filter an address asks for ("open" for what is none), and the cases a person sees under it."""
    show = given.get("show", "open")
    show = show if show in FILTERS else "open"
    cases = escalations_visible_to(user)
    if contract := contract_of(given):
        cases = cases.filter(contract=contract)
    is_open = {"status": Escalation.Status.OPEN}
    if show == "waiting":
        return show, waiting_for_council(cases, today=today)
    if show == "all":
        return show, cases
    return show, cases.filter(**is_open) if show == "open" else cases.exclude(**is_open)


def contract_of(given: Mapping[str, str]) -> int | None:
    """The contract that an address is about, if it names one."""
    text = given.get("contract", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
