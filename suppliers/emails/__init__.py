"""The e-mails of the suppliers room, by the name that its events give them."""

from collections.abc import Callable

from suppliers.emails import contracts, hosts, joining, promises, registers

EMAILS: dict[str, Callable] = {
    **joining.EMAILS,
    **contracts.EMAILS,
    **promises.EMAILS,
    **hosts.EMAILS,
    **registers.EMAILS,
}
