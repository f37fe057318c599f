"""The text of a contract performance notice (UK9), ready to be copied into the central platform."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from returns.models import KpiAssessment, KpiRating
from suppliers.models import Rating

# The words of the notice for the five ids of the performance scale (domain rules, section 6.7).
NOTICE_WORDS = {
    Rating.MET: _("Good"),
    Rating.SLIGHTLY_BELOW: _("Approaching target"),
    Rating.BELOW: _("Requires improvement"),
    Rating.SIGNIFICANTLY_BELOW: _("Inadequate"),
    Rating.OTHER: _("Other"),
}


def notice_word(rating: str) -> str:
    """What a notice calls a rating."""
    return str(NOTICE_WORDS[Rating(rating)])


def notice_text(assessment: KpiAssessment, ratings: list[KpiRating]) -> str:
    """The notice as plain text: about the contract, then each KPI. A page that shows it must escape it."""
    context = {"assessment": assessment, "contract": assessment.contract, "ratings": ratings}
    # What a template renders counts as safe for a page. `strip` gives a text that does not, and pages escape it.
    return render_to_string("returns/officer/performance_notice.txt", context).strip() + "\n"
