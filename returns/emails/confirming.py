"""The e-mails about what those who benefited and auditors say of figures. Each carries a link and no data."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from returns.models import AuditMark, Confirmation
from suppliers.ownership import council_people_of

FOR_THE_ASKED = _(
    "This email holds no details on purpose. You need no account. The link works once and for a limited time. If you "
    "do not know what this is about, do nothing."
)


def confirmation_asked(confirmation: Confirmation, by: User) -> None:
    """The link to the organisation that is asked, which has no account: its secret is in no table but the outbox."""
    send_letter(
        to_address=confirmation.email,
        language=confirmation.line.supplier_return.council.default_language,
        subject=_("Did your organisation receive this?"),
        sentence=_(
            "A council, or an organisation that works for one, asks whether your organisation received something. "
            "Answer one question here:"
        ),
        link=link_to("confirmation-answer", confirmation.token),
        ending=FOR_THE_ASKED,
    )


def confirmation_answered(confirmation: Confirmation, by: None) -> None:
    """Word to whoever asked; and to whoever acts for the council on the contract, unless all was received."""
    link = link_to("confirmation-list", confirmation.line_id)
    send_letter(
        to=[confirmation.asked_by],
        subject=_("An organisation has answered"),
        sentence=_("An organisation that you asked what it received has answered. See the answer here:"),
        link=link,
    )
    if confirmation.answer == Confirmation.Answer.RECEIVED:
        return
    people = council_people_of(confirmation.line.supplier_return.contract)
    send_letter(
        to=[person for person in people if person != confirmation.asked_by],
        subject=_("An organisation did not confirm all that is claimed"),
        sentence=_("An organisation has not confirmed all that a supplier claims. See its answer here:"),
        link=link,
    )


def line_audited(mark: AuditMark, by: User) -> None:
    """Word to whoever acts for the council on the contract, where an auditor does not agree with what was verified."""
    line = mark.line
    send_letter(
        to=[] if mark.is_agreed else council_people_of(line.supplier_return.contract),
        subject=_("An auditor does not agree with a verified figure"),
        sentence=_("An auditor does not agree with a verified figure of a contract that you look after. See it here:"),
        link=link_to("line-review", line.supplier_return_id, line.number),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        confirmation_asked,
        confirmation_answered,
        line_audited,
    )
}
