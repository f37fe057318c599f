"""The e-mails that remind suppliers of returns, and officers of what waits. Each carries a link and no data."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of, officers_deciding_for
from returns.emails.returning import people_signing
from returns.models import (
    OfficerDigest,
    Reminder,
    ReturnLine,
    Revision,
    SignOff,
    SupplierReturn,
)
from returns.reminding import schedules_of
from suppliers.models import Commitment
from suppliers.queries import people_delivering, people_writing_for


def return_reminded(reminder: Reminder, by: None) -> None:
    """Word to those who have something to do about it, and, from the steps its council chose, a copy to officers.

    What it says follows the day on which it goes. While a signatory is asked it goes to the signatories instead.
    """
    supplier_return = reminder.supplier_return
    pk, when = supplier_return.pk, _when(reminder)
    open_one = SignOff.objects.filter(revision__supplier_return=pk, status=SignOff.Status.ASKED)
    asked = supplier_return.supplier.needs_sign_off and open_one.exists()
    subject, sentence = (REMINDING_SIGNATORIES if asked else REMINDING)[when]
    send_letter(
        to=people_signing(supplier_return) if asked else _still_to_answer(supplier_return),
        subject=subject,
        sentence=sentence,
        link=link_to("return-detail", pk),
    )
    send_letter(
        to=_officers_copied(reminder),
        subject=_("A supplier was reminded of a return"),
        sentence=_("A supplier was reminded of a return that it has not sent to the council yet. See it here:"),
        link=link_to("return-review", pk),
    )


BEFORE, TODAY, AFTER = "before", "today", "after"
REMINDING = {
    BEFORE: (
        _("A return is due soon"),
        _("A return that your organisation answers is due soon. See what is still to do here:"),
    ),
    TODAY: (
        _("A return is due today"),
        _("A return that your organisation answers is due today. See what is still to do here:"),
    ),
    AFTER: (
        _("A return is overdue"),
        _("A return that your organisation answers is overdue. See what is still to do here:"),
    ),
}
REMINDING_SIGNATORIES = {
    BEFORE: (
        _("A return that waits for your sign-off is due soon"),
        _("A return that is due soon waits for your sign-off. Nobody else can send it. Read it here:"),
    ),
    TODAY: (
        _("A return that waits for your sign-off is due today"),
        _("A return that is due today waits for your sign-off. Nobody else can send it. Read it here:"),
    ),
    AFTER: (
        _("A return that waits for your sign-off is overdue"),
        _("A return that is overdue waits for your sign-off. Nobody else can send it. Read it here:"),
    ),
}


def _when(reminder: Reminder) -> str:
    """How the day of a reminder lies to the due date."""
    if reminder.sent_on == reminder.due_on:
        return TODAY
    return BEFORE if reminder.sent_on < reminder.due_on else AFTER


def _still_to_answer(supplier_return: SupplierReturn) -> list[User]:
    """Who writes for the supplier, and for whoever delivers a commitment of it that is not answered yet."""
    contract_id = supplier_return.contract_id
    open_ones = Revision.objects.filter(supplier_return=supplier_return, submitted_at__isnull=True, nil_reason="")
    to_do = Q(answers__figure_done=False) | Q(answers__words_done=False) | Q(answers__evidence_done=False)
    lines = ReturnLine.objects.filter(to_do, is_open=True, answers__revision__in=open_ones)
    waiting = Commitment.objects.filter(lines__in=lines)
    supplier = people_writing_for(supplier_return.supplier_id, contract=contract_id)
    return [*supplier, *people_delivering(waiting, contract=contract_id)]


def _officers_copied(reminder: Reminder) -> list[User]:
    """The contract manager and the social value leads, from the steps of the council; the leads for want of a manager.

    Whoever no longer acts for the council manages no contract of it.
    """
    contract = reminder.supplier_return.contract
    schedule = schedules_of([contract.council_id])[contract.council_id]
    is_for_manager = 0 < schedule.manager_from <= reminder.step
    is_for_leads = 0 < schedule.lead_from <= reminder.step
    manager = None
    if is_for_manager and contract.manager_id:
        manager = officers_deciding_for(contract.council_id).filter(pk=contract.manager_id).first()
    leads = leads_of(contract.council_id) if is_for_leads or (is_for_manager and manager is None) else []
    return [*([manager] if manager else []), *leads]


def returns_wait(digest: OfficerDigest, by: None) -> None:
    """Word to an officer that something waits; what and how much the page says."""
    send_letter(
        to=[digest.officer],
        subject=_("Returns wait for you"),
        sentence=_("Returns wait for you, or are overdue, in contracts that you look after. See them here:"),
        link=link_to("council-home"),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        return_reminded,
        returns_wait,
    )
}
