"""What can happen to tokens of programs."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class ApiEvent(Event):
    """Events of the API: code, sentence, and the e-mail that goes out."""

    TOKEN_MADE = "api_token.made", _("{actor} made a token for programs, which works until {expires_on}"), "token_made"
    TOKEN_REVOKED = "api_token.revoked", _("{actor} revoked a token for programs"), "token_revoked"
