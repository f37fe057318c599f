"""The e-mails of the returns room. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.outbox import queue_email
from accounts.queries import leads_of
from returns.models import Correction, Incident, SupplierReturn
from suppliers.models import ReportingPeriod
from suppliers.queries import people_writing_for


def _link(name: str, *args) -> str:
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse(name, args=args)}"


def _send(people: Iterable[User | None], subject: str, sentence: str, link: str) -> None:
    """One e-mail each, in the same few words."""
    ending = _("This email holds no details on purpose. Sign in to see them.")
    for person in {person.pk: person for person in people if person is not None and person.is_active}.values():
        queue_email(to=person.email, subject=subject, body=f"{sentence}\n\n{link}\n\n{ending}\n")


def return_submitted(supplier_return: SupplierReturn, by: User) -> None:
    """A receipt to whoever sent it, and word to the contract manager."""
    receipt = _("Your return has been sent to the council. You can read it and save a copy here:")
    _send([by], _("Return sent"), receipt, _link("return-detail", supplier_return.pk))
    news = _("A supplier has sent a return for a contract that you manage. Read it here:")
    _send(
        [supplier_return.contract.manager], _("A return has come in"), news, _link("return-review", supplier_return.pk)
    )


def return_sent_back(supplier_return: SupplierReturn, by: User) -> None:
    """Word to the people who write for the supplier."""
    sentence = _("The council has read your return and asks for changes. See what is asked here:")
    people = people_writing_for(supplier_return.supplier_id)
    _send(people, _("Your return needs changes"), sentence, _link("return-detail", supplier_return.pk))


def return_decided(supplier_return: SupplierReturn, by: User) -> None:
    """Word to the people who write for the supplier."""
    sentence = _("The council has finished reading your return. See what was decided here:")
    people = people_writing_for(supplier_return.supplier_id)
    _send(people, _("Your return has been decided"), sentence, _link("return-detail", supplier_return.pk))


def correction_proposed(correction: Correction, by: User) -> None:
    """Word to the contract manager, unless it is the one who proposed it: then the queue of corrections shows it."""
    manager = correction.line.supplier_return.contract.manager
    sentence = _("A correction of a verified figure waits for a second officer. Decide it here:")
    people = [] if manager is None or manager.pk == by.pk else [manager]
    _send(people, _("A correction waits for you"), sentence, _link("correction-list"))


def correction_decided(correction: Correction, by: User) -> None:
    """Word to the people who write for the supplier: a verified figure of theirs has changed."""
    supplier_return = correction.line.supplier_return
    sentence = _("The council has corrected a verified figure of a return that was decided before. See it here:")
    people = people_writing_for(supplier_return.supplier_id)
    _send(people, _("A verified figure was corrected"), sentence, _link("return-detail", supplier_return.pk))


def period_waived(period: ReportingPeriod, by: User) -> None:
    """Word to the people who write for the supplier: there is nothing for them to send."""
    sentence = _("The council asks for no return for one period of your contract. See which here:")
    supplier_id = period.contract.supplier_id
    people = people_writing_for(supplier_id) if supplier_id else []
    _send(people, _("No return is needed"), sentence, _link("contract-progress", period.contract_id))


def evidence_hidden(incident: Incident, by: User) -> None:
    """Word to the council's social value leads, who decide; to the council's own address when it has no lead."""
    sentence = _("A problem with a file was reported. The file is hidden. Look into it within 72 hours:")
    subject, link = _("A problem with a file was reported"), _link("incident-detail", incident.pk)
    leads = list(leads_of(incident.council_id))
    _send(leads, subject, sentence, link)
    if not leads and incident.council.contact_email:
        queue_email(to=incident.council.contact_email, subject=subject, body=f"{sentence}\n\n{link}\n")


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        return_submitted,
        return_sent_back,
        return_decided,
        correction_proposed,
        correction_decided,
        period_waived,
        evidence_hidden,
    )
}
