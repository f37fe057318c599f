"""What is told of case studies and of consents."""

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from cms.editors import editors_of, publishers_of
from cms.models import CaseStudySuggestion, Consent
from suppliers.queries import admins_of


def case_study_suggested(suggestion: CaseStudySuggestion, by: User) -> None:
    """Word to those who edit the council's site."""
    send_letter(
        to=editors_of(suggestion.council_id),
        subject=_("A case study was suggested"),
        sentence=_("Somebody suggests a return as a case study. Read why, and begin a draft or decline it, here:"),
        link=link_to("case-suggestion-detail", suggestion.pk),
    )


def case_study_declined(suggestion: CaseStudySuggestion, by: User) -> None:
    """Word to whoever suggested it."""
    send_letter(
        to=[suggestion.suggested_by],
        subject=_("Your suggestion was declined"),
        sentence=_("A return that you suggested does not become a case study. See why here:"),
        link=link_to("case-study-suggest", suggestion.supplier_return_id),
    )


def name_asked(consent: Consent, by: User) -> None:
    """Word to the supplier's admins, who choose."""
    send_letter(
        to=admins_of(consent.supplier_id) if consent.supplier_id else [],
        subject=_("A council asks whether it may name your organisation"),
        sentence=_("A council wants to name your organisation on its public pages. Say yes or no here:"),
        link=link_to("organisation-shown", consent.supplier_id),
    )


def name_answered(consent: Consent, by: User) -> None:
    """Word to whoever asked."""
    send_letter(
        to=[consent.recorded_by],
        subject=_("A supplier has said whether it may be named"),
        sentence=_("A supplier has answered whether your council may name it. See the answer here:"),
        link=link_to("consent-list"),
    )


def consent_withdrawn(consent: Consent, by: User) -> None:
    """Word to those who publish: what it covered is gone from the pages already, and the words may need mending."""
    send_letter(
        to=publishers_of(consent.council_id),
        subject=_("A consent was withdrawn"),
        sentence=_(
            "A consent was withdrawn, and what it covered is shown no longer. Look at the pages it was on here:"
        ),
        link=link_to("consent-detail", consent.pk),
    )
