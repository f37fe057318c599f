"""What can happen to councils, the roles of their officers, and accounts."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class AccountEvent(Event):
    """Events of the accounts room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    COUNCIL_SAVED = "council.saved", _("{actor} saved the council’s details: {changed}"), None
    IDENTIFIER_SAVED = "council_identifier.saved", _("{actor} gave the council the number {number}"), None
    ROLE_GRANTED = "role.granted", _("{actor} made a person {role}"), None
    ROLE_REVOKED = "role.revoked", _("{actor} took the role {role} from a person"), None
    NAME_CHANGED = "person.renamed", _("{actor} changed a person’s name"), None
    ACCOUNT_REMOVED = "account.removed", _("{actor} removed an account whose address was never confirmed"), None
    SECOND_FACTOR_RESET = "second_factor.reset", _("{actor} removed a person’s second factors"), None
    SESSIONS_ENDED = "sessions.ended", _("{actor} ended a person’s sessions"), None
    TEAM_SAVED = "team.saved", _("{actor} said who works in a team of the council"), None
    TEAM_REMOVED = "team.removed", _("{actor} removed a team of the council"), None
    ABSENCE_RECORDED = (
        "absence.recorded",
        _("{actor} said that an officer is away from {starts_on} to {ends_on}, and who covers"),
        "absence_recorded",
    )
    ABSENCE_ENDED = "absence.ended", _("{actor} ended an officer’s absence early"), "absence_ended"
