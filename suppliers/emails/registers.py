"""E-mails about registers that somebody brought. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from suppliers.models import RegisterFile


def register_looked_through(register: RegisterFile, by: User | None) -> None:
    """Word to whoever brought it, who may have gone on with something else."""
    send_letter(
        to=[register.sent_by],
        subject=_("Your file has been looked through"),
        sentence=_("The file that you brought has been looked through. Nothing is taken in yet. Read what was found:"),
        link=link_to("register-detail", register.pk),
    )


def register_refused(register: RegisterFile, by: User | None) -> None:
    """Word to whoever brought it that it could not be read."""
    send_letter(
        to=[register.sent_by],
        subject=_("Your file could not be read"),
        sentence=_("The file that you brought could not be read. See why, and how to mend it:"),
        link=link_to("register-detail", register.pk),
    )


def register_taken_in(register: RegisterFile, by: User | None) -> None:
    """Word to whoever had it taken in that it is done."""
    send_letter(
        to=[register.confirmed_by],
        subject=_("Your file has been taken in"),
        sentence=_("The rows of the file that you brought have been taken in. See what became of them:"),
        link=link_to("register-detail", register.pk),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule for rule in (register_looked_through, register_refused, register_taken_in)
}
