"""Check 4: what counts as local is in the contract's area (domain rules, section 6.6)."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from returns.checks.officer.outcome import TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "local"
TITLE = gettext_lazy("Local")
# How measures say that a place matters: in their title, or by the postcodes that their evidence shows.
IN_THE_AREA = re.compile(r"\blocal\b|\bin the area\b", re.IGNORECASE)
BY_POSTCODE = re.compile(r"\bpostcodes?\b", re.IGNORECASE)


def is_local(measure: Measure) -> bool:
    """Whether a measure counts only what is in the area."""
    return bool(IN_THE_AREA.search(measure.title) or BY_POSTCODE.search(measure.evidence_required))


def of(row: Row, facts: Facts) -> Outcome | None:
    """For the officer, where the measure is about a place."""
    if not is_local(row.measure) or not row.has_something:
        return None
    return Outcome(TO_DO, _("The people, places or businesses counted are in the contract’s area"))
