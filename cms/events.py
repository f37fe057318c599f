"""What can happen to what a council publishes, besides the writing of pages, which Wagtail keeps the history of."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class CmsEvent(Event):
    """Events of the cms room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    # Case studies and consents
    CASE_SUGGESTED = (
        "case_study.suggested",
        _("{actor} suggested the return as a case study"),
        "case_study_suggested",
    )
    CASE_DRAFTED = "case_study.drafted", _("{actor} began a case study from the return"), None
    CASE_DECLINED = (
        "case_study.declined",
        _("{actor} decided that the return does not become a case study: {reason}"),
        "case_study_declined",
    )
    CONSENT_RECORDED = "consent.recorded", _("{actor} recorded a consent: {covers}"), None
    NAME_ASKED = "supplier_name.asked", _("{actor} asked a supplier whether it may be named"), "name_asked"
    NAME_AGREED = "supplier_name.agreed", _("{actor} agreed that the supplier is named"), "name_answered"
    NAME_REFUSED = "supplier_name.refused", _("{actor} does not want the supplier to be named"), "name_answered"
    CONSENT_WITHDRAWN = "consent.withdrawn", _("{actor} withdrew a consent: {covers}"), "consent_withdrawn"
    CONSENTS_REMOVED = "consent.removed", _("{actor} removed the record of a consent whose time is over"), None
