"""What can happen to organisations, contracts and commitments."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class SupplierEvent(Event):
    """Events of the suppliers room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    CONTRACT_ACTIVATED = "contract.activated", _("{actor} started reporting on the contract"), None
    CONTRACT_EXTENDED = "contract.extended", _("{actor} moved the end of the contract to {ends_on}: {reason}"), None
    COMMITMENT_PROPOSED = "commitment.proposed", _("{actor} added commitment {line}, {measure}"), None
    COMMITMENT_AGREED = "commitment.agreed", _("{actor} agreed commitment {line}"), None
    CONTRACT_IMPORTED = "contract.imported", _("{actor} brought the contract in from notice {release}"), None
    CONTRACT_UPDATED = "contract.updated", _("{actor} brought the contract up to date with notice {release}"), None
    CONTRACT_CONTRADICTED = (
        "contract.contradicted",
        _("Notice {release}, brought in by {actor}, differs from the contract: an officer must decide"),
        None,
    )
    NOTICE_RECORDED = "notice.recorded", _("{actor} recorded notice {release}"), None
    ORGANISATION_CREATED = "organisation.created", _("{actor} added the organisation"), None
    ORGANISATION_IDENTIFIED = "organisation.identified", _("{actor} added to what is known of the organisation"), None
    SIGN_OFF_REQUIRED = "sign_off.required", _("{actor} decided that returns are signed off before they are sent"), None
    SIGN_OFF_LIFTED = "sign_off.lifted", _("{actor} decided that returns are sent without sign-off"), None
    CATEGORIES_ADDED = "categories.added", _("{actor} added the service categories {codes}"), None
