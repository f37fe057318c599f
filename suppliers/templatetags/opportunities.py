"""Colours and links of the opportunity log, for templates: {% load opportunities %}."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from suppliers.models import Host, Opportunity

register = template.Library()

COLOURS = {
    Opportunity.Status.SOUGHT: "yellow",
    Opportunity.Status.OFFERED: "blue",
    Opportunity.Status.TAKEN_UP: "green",
    Opportunity.Status.NOT_TAKEN_UP: "orange",
    Opportunity.Status.ENDED: "grey",
}


@register.filter
def opportunity_colour(status: str) -> str:
    """The colour of an opportunity's tag; the word always stands beside it."""
    return COLOURS[Opportunity.Status(status)]


@register.filter
def host_actions(host: Host, can_keep: bool) -> list[tuple[str, str]]:
    """What whoever keeps the log can do with a host."""
    return [(_("Change"), reverse("host-edit", args=[host.pk]))] if can_keep else []
