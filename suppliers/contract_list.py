"""The officers' list of contracts under its filters, for the page and for whatever else has the same rows."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from suppliers.models import Contract
from suppliers.ownership import looked_after_by
from suppliers.queries import council_contracts_visible_to

FILTERS = {
    "all": _("All"),
    Contract.Status.PREPARING.value: _("Being set up"),
    Contract.Status.ACTIVE.value: _("Active"),
    Contract.Status.ENDED.value: _("Ended"),
    "mine": _("Looked after by me"),
}


def contracts_listed(user: User, given: Mapping[str, str]) -> tuple[str, QuerySet[Contract]]:
    """Which filter an address asks for ("all" for what is none), and the contracts a person sees under it."""
    show = "mine" if given.get("mine") == "1" else given.get("show", "all")
    show = show if show in FILTERS else "all"
    contracts = council_contracts_visible_to(user)
    if show == "mine":
        return show, contracts.filter(looked_after_by(user))
    return show, contracts if show == "all" else contracts.filter(status=show)
