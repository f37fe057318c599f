"""Words and colours of contracts and of claims to them, for templates: {% load contracts %}."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Absence, User
from suppliers.models import Contract, ContractClaim

register = template.Library()

CLAIM_COLOURS = {
    ContractClaim.Status.WAITING: "yellow",
    ContractClaim.Status.ACCEPTED: "green",
    ContractClaim.Status.DECLINED: "red",
}
CONTRACT_COLOURS = {Contract.Status.PREPARING: "yellow", Contract.Status.ACTIVE: "green"}


@register.filter
def pounds(amount: Decimal) -> str:
    """An amount as people read it: £83,333 or £83,333.50."""
    return f"£{amount:,.2f}".removesuffix(".00")


@register.filter
def kept_pounds(amount: str) -> str:
    """An amount that JSON kept as text; nothing for none."""
    return pounds(Decimal(amount)) if amount else ""


@register.filter
def kept_day(day: str) -> date | None:
    """A day that JSON kept as text."""
    return date.fromisoformat(day) if day else None


@register.filter
def claim_colour(status: str) -> str:
    """The colour of a claim's tag; the word always stands beside it."""
    return CLAIM_COLOURS.get(ContractClaim.Status(status), "grey")


@register.filter
def claim_words(claim: ContractClaim) -> str:
    """A claim's state as the council reads it: what waits, waits for the council."""
    if claim.status == ContractClaim.Status.WAITING:
        return _("Waiting for your decision")
    return claim.get_status_display()


@register.filter
def contract_colour(status: str) -> str:
    """The colour of a contract's tag; the word always stands beside it."""
    return CONTRACT_COLOURS.get(Contract.Status(status), "grey")


@register.filter
def cover_words(contract: Contract) -> str:
    """Who covers for the manager of a contract of `with_cover`, and until when; "" where nobody does."""
    about = contract.manager_cover  # type: ignore[attr-defined]  # annotated by with_cover
    if not about:
        return ""
    names = {name: about[name] for name in ("first_name", "last_name", "email")}
    return _covers(str(User(**names)), date.fromisoformat(about["ends_on"]))


@register.filter
def covered_words(absence: Absence) -> str:
    """Who covers in an absence, and until when."""
    return _covers(str(absence.cover), absence.ends_on)


def _covers(name: str, last_day: date) -> str:
    return _("%(name)s covers until %(day)s") % {"name": name, "day": date_format(last_day, "j F Y")}
