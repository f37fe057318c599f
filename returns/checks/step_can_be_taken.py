"""Steps go up the ladder; a formal notice names the requirement and leaves time to improve (domain rules, 6.7)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from returns.escalating import Case, Level, Step
from returns.models import EscalationStep


def problems(case: Case, step: Step, corrects: EscalationStep | None, today: date) -> Iterator[str]:
    """What is against a step; one that corrects another is of its kind."""
    if not case.commitments:
        yield _("Choose at least one commitment")
    if corrects is not None and corrects.level != step.level:
        yield _("A step is corrected by one of the same kind")
    elif corrects is None and step.level not in case.next_levels():
        yield _("This step cannot be taken now")
    if step.level == Level.NOTICE and not step.requirement:
        yield _("Name the requirement that is not met")
    if step.level == Level.NOTICE and step.due_on is None:
        yield _("Enter the day by which the supplier must improve")
    if step.due_on is not None and step.due_on <= today:
        yield _("The deadline must be after today")
