"""E-mails about tokens: who shares the responsibility hears of each. A link and no data (decision record 0008)."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from api.models import ApiToken
from suppliers.queries import admins_of


def token_made(token: ApiToken, by: User) -> None:
    """Word to all who may revoke it, whoever made it included: a token that nobody knows of would not be missed."""
    send_letter(
        to=_responsible(token),
        subject=_("A token for programs was made"),
        sentence=_(
            "Somebody made a token with which a program can act in their name. If you do not know why, revoke it:"
        ),
        link=_list_of(token),
    )


def token_revoked(token: ApiToken, by: User) -> None:
    """Word to the same: what used the token has stopped working."""
    send_letter(
        to=_responsible(token),
        subject=_("A token for programs was revoked"),
        sentence=_("A program that used this token cannot read or send any more. See the tokens here:"),
        link=_list_of(token),
    )


def _responsible(token: ApiToken) -> Iterable[User]:
    """The admins of the organisation, or the council's leads; and whoever made it."""
    people = admins_of(token.organisation_id) if token.organisation_id else leads_of(token.council_id or 0)
    return [*people, token.made_by]


def _list_of(token: ApiToken) -> str:
    """Where its owner's tokens are."""
    if token.organisation_id:
        return link_to("organisation-token-list", token.organisation_id)
    return link_to("council-token-list", token.council_id)


EMAILS: dict[str, Callable] = {rule.__name__: rule for rule in (token_made, token_revoked)}
