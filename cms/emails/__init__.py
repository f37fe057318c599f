"""The e-mails of the public site that follow an event. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from cms import community_letters
from cms.emails import case_studies, interests, pages

EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        pages.review_due,
        pages.schedule_refused,
        case_studies.case_study_suggested,
        case_studies.case_study_declined,
        case_studies.name_asked,
        case_studies.name_answered,
        case_studies.consent_withdrawn,
        interests.interest_received,
        *community_letters.RULES,
    )
}
