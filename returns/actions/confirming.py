"""Asking those who benefited whether they received what is claimed, and what they answer (decision record 0027)."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import hash_of, new_secret
from accounts.models import User
from audit.queries import how_often
from returns.actions.telling import tell
from returns.checks import address_is_not_ours, confirmation_can_be_asked
from returns.checks.problem import Fault
from returns.events import ReturnEvent
from returns.figures import refresh_figures
from returns.models import Confirmation, ReturnLine
from returns.permissions import can_answer_confirmation, can_manage_confirmation, side_asking
from returns.queries import answer_the_council_has
from returns.workflow import CONFIRMATION
from suppliers.actions.commitments import hold_contract
from suppliers.checks import NotReady
from suppliers.places import hold_place
from suppliers.workflow import InvalidTransition, move

OPEN_FOR = timedelta(days=30)
MOST_A_DAY = 20


@dataclass(frozen=True)
class Asking:
    """Who is asked, and how much of the claim was given to them; None where the measure has no share."""

    organisation_name: str
    email: str
    figure: Decimal | None = None


@transaction.atomic
def ask_confirmation(*, line: ReturnLine, asking: Asking, by: User) -> Confirmation:
    """Ask an organisation by a link that works once, for 30 days.

    Raises PermissionDenied; InvalidTransition for a line the council does not have; NotReady in words.
    """
    side = side_asking(by, line)
    if side is None:
        raise PermissionDenied
    if line.supplier_return.sent_revision_id is None:
        raise InvalidTransition("nobody confirms what was not sent")
    hold_contract(line.supplier_return.contract)
    secret = new_secret()
    confirmation = Confirmation(
        line=line,
        side=side,
        organisation_name=asking.organisation_name,
        email=asking.email.strip().lower(),
        figure=asking.figure,
        token_hash=hash_of(secret),
        expires_on=timezone.localdate() + OPEN_FOR,
        asked_at=timezone.now(),
        asked_by=by,
    )
    confirmation.token = secret
    _check(confirmation, by)
    try:
        with transaction.atomic():
            confirmation.save(force_insert=True)
    except IntegrityError as error:
        said = _("This address was asked already. Send it a new link, or withdraw it first")
        raise NotReady([Fault("email", said)]) from error
    tell(ReturnEvent.CONFIRMATION_ASKED, by=by, on=confirmation, data=_data(confirmation))
    return confirmation


@transaction.atomic
def resend_confirmation(*, confirmation: Confirmation, by: User) -> Confirmation:
    """Send a new link for another 30 days, once a day at most; the link before it ends.

    Raises PermissionDenied; InvalidTransition when it was answered or withdrawn; NotReady in words.
    """
    if not can_manage_confirmation(by, confirmation):
        raise PermissionDenied
    hold_contract(confirmation.line.supplier_return.contract)
    until = timezone.localdate() + OPEN_FOR
    if confirmation.expires_on >= until:
        raise NotReady([Fault("email", _("A link was sent today. Wait until tomorrow before you send another"))])
    _check(confirmation, by)
    secret = new_secret()
    waiting = Confirmation.objects.filter(
        pk=confirmation.pk, status=Confirmation.Status.OPEN, token_hash=confirmation.token_hash
    )
    if waiting.update(token_hash=hash_of(secret), expires_on=until) != 1:
        raise InvalidTransition("it was answered, withdrawn or sent meanwhile")
    confirmation.token, confirmation.expires_on = secret, until
    confirmation.token_hash = hash_of(secret)
    tell(ReturnEvent.CONFIRMATION_RESENT, by=by, on=confirmation, data=_data(confirmation))
    return confirmation


@transaction.atomic
def withdraw_confirmation(*, confirmation: Confirmation, by: User) -> Confirmation:
    """End a link before it is used. Raises PermissionDenied, or InvalidTransition."""
    if not can_manage_confirmation(by, confirmation):
        raise PermissionDenied
    move(confirmation, CONFIRMATION["withdraw"], withdrawn_at=timezone.now(), withdrawn_by=by)
    tell(ReturnEvent.CONFIRMATION_WITHDRAWN, by=by, on=confirmation, data=_data(confirmation))
    return confirmation


@transaction.atomic
def answer_confirmation(*, confirmation: Confirmation, answer: str, comment: str, by: User | None) -> Confirmation:
    """Keep what whoever has the link says; it works no more after that. `by` is None for somebody without an account.

    The answer is the organisation's: a person who happens to be signed in is not recorded. Raises PermissionDenied for
    people of either side; InvalidTransition when it was answered, withdrawn or sent anew, or its time is over.
    """
    if not can_answer_confirmation(by, confirmation):
        raise PermissionDenied
    if confirmation.expires_on < timezone.localdate():
        raise InvalidTransition("its time is over")
    # As whoever sends a new link: the contract is held first.
    hold_place(confirmation.line.supplier_return.contract_id)
    move(confirmation, CONFIRMATION["answer"], answer=answer, comment=comment, answered=timezone.now())
    refresh_figures(confirmation.line.supplier_return)
    data = {**_data(confirmation), "answer": answer}
    tell(ReturnEvent.CONFIRMATION_ANSWERED, by=None, on=confirmation, data=data)
    return confirmation


def _check(confirmation: Confirmation, by: User) -> None:
    """Raise NotReady with what is wrong with asking this."""
    line, today = confirmation.line, timezone.localdate()
    found = [
        *confirmation_can_be_asked.problems(confirmation, answer_the_council_has(line), today=today),
        *address_is_not_ours.problems(confirmation.email, line, by),
    ]
    if _asked_today(by) >= MOST_A_DAY:
        said = _("You have sent %(most)d links within 24 hours. Wait before you send another")
        found.append(Fault("organisation_name", said % {"most": MOST_A_DAY}))
    if found:
        raise NotReady(found)


def _asked_today(by: User) -> int:
    """How many links somebody has sent within 24 hours."""
    since = timezone.now() - timedelta(days=1)
    events = (ReturnEvent.CONFIRMATION_ASKED, ReturnEvent.CONFIRMATION_RESENT)
    return sum(how_often(event, by=by, since=since) for event in events)


def _data(confirmation: Confirmation) -> dict:
    """What the history says: which line, and never who was asked."""
    return {"line": confirmation.line.number, "confirmation": confirmation.pk, "side": confirmation.side}
