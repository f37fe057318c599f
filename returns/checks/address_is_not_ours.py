"""Nobody confirms their own claim: the address asked belongs to neither the supplier nor whoever asks."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from returns.checks.problem import Fault
from returns.models import ReturnLine
from suppliers.models import Member

# Where so many have an address that a shared one says nothing.
FOR_EVERYBODY = {
    *("aol.com", "btinternet.com", "gmail.com", "googlemail.com", "gmx.co.uk", "gmx.com", "hotmail.co.uk"),
    *("hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "me.com", "msn.com", "outlook.com"),
    *("proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com"),
}


def problems(email: str, line: ReturnLine, by: User) -> Iterator[Fault]:
    """What is wrong with asking this address about a line. One query."""
    organisations = {line.supplier_return.supplier_id, line.commitment.deliverer_id} - {None}
    members = Member.objects.filter(organisation__in=organisations).values_list("user__email", flat=True)
    theirs = {address.lower() for address in (*members, by.email)}
    if email in theirs or any(_is_within(_domain(email), domain) for domain in map(_domain, theirs)):
        said = _("Enter an address of the organisation that benefited: this one is of the supplier, or your own")
        yield Fault("email", said)


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def _is_within(domain: str, other: str) -> bool:
    """Whether one of two domains is the other, or a part of it."""
    if other in FOR_EVERYBODY:
        return False
    return domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}")
