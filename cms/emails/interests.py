"""The e-mails of the public site that follow an event. Each carries a link and no data (decision record 0008)."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from cms.models import EventInterest

FOR_THE_INTERESTED = _(
    "This email holds no details on purpose. You need no account. If you told us nothing of the kind, somebody typed "
    "your address by mistake: open the link and take it away."
)


def interest_received(interest: EventInterest, by: None) -> None:
    """The link by which somebody can take their interest back: its secret is in no table but the outbox."""
    language = interest.event.locale.language_code
    with translation.override(language):
        link = link_to("interest-withdraw", interest.token)
    send_letter(
        to_address=interest.email,
        language=language,
        subject=_("You are interested in an event"),
        sentence=_(
            "We have noted that you are interested in an event. See which, and take your name away if you cannot come:"
        ),
        link=link,
        ending=FOR_THE_INTERESTED,
    )
