"""E-mails about hosts of the opportunity log. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from suppliers.models import Contract
from suppliers.ownership import council_people_of
from suppliers.queries import people_writing_for


def hosts_reminded(contract: Contract, by: None) -> None:
    """Word to those who write for the supplier, and to whoever looks after the contract at the council."""
    supplier = [] if contract.supplier_id is None else people_writing_for(contract.supplier_id, contract=contract.pk)
    send_letter(
        to=[*supplier, *council_people_of(contract)],
        subject=_("A check or insurance of a host runs out"),
        sentence=_("A DBS check or an insurance of a host runs out soon, or has run out. See which, and what to do:"),
        link=link_to("opportunity-log", contract.pk),
    )


EMAILS: dict[str, Callable] = {hosts_reminded.__name__: hosts_reminded}
