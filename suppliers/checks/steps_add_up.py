"""What is recorded of an opportunity adds up: never more than there are places, never less than nothing."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from suppliers.models import Opportunity, OpportunityStep, WhyNot

What = OpportunityStep.What


def problems(opportunity: Opportunity, counts: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each rule that these further counts, below zero where they are taken away, would break."""
    offered = opportunity.offered + counts.get(What.OFFERED, 0)
    taken_up = opportunity.taken_up + counts.get(What.TAKEN_UP, 0)
    answered = taken_up + opportunity.not_taken_up + sum(counts.get(reason, 0) for reason in WhyNot.values)
    figures = {"places": opportunity.places, "offered": offered, "taken_up": taken_up, "answered": answered}
    if offered > opportunity.places:
        yield _("That makes %(offered)s offered, and there are only %(places)s places") % figures
    if taken_up > offered:
        yield _("That makes %(taken_up)s taken up, and only %(offered)s were offered") % figures
    if answered > opportunity.places:
        yield _("That makes %(answered)s taken up or not taken up, and there are only %(places)s places") % figures


def taken_away(recorded: Mapping[str, int], counts: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each count of which less was recorded on that day than is taken away."""
    labels = dict([*What.choices, *WhyNot.choices])
    for what, count in counts.items():
        if recorded.get(what, 0) + count < 0:
            names = {"what": labels[what], "recorded": recorded.get(what, 0)}
            yield _("%(what)s: only %(recorded)s were recorded on that day") % names
