"""The e-mails about problems with files. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import Words, link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from returns.models import (
    Incident,
)


def evidence_hidden(incident: Incident, by: User) -> None:
    """Word to those who decide what becomes of a file that somebody reported, and to the data protection officer."""
    _tell_leads(
        incident,
        subject=_("A problem with a file was reported"),
        sentence=_("A problem with a file was reported. The file is hidden. Look into it within 72 hours:"),
    )
    _tell_data_protection(incident)


def virus_found(incident: Incident, by: None) -> None:
    """As `evidence_hidden`, of a file in which a later scan found a virus."""
    _tell_leads(
        incident,
        subject=_("A virus was found in a file"),
        sentence=_("A later scan found a virus in a file. The file is hidden. Look into it within 72 hours:"),
    )
    _tell_data_protection(incident)


def child_file_due(incident: Incident, by: None) -> None:
    """Word to those who decide what becomes of a file with a child's data, when its time draws near."""
    _tell_leads(
        incident,
        subject=_("A file that names or shows a child must be gone soon"),
        sentence=_("A file that names or shows a child is still stored. Decide now what becomes of it:"),
    )


def _tell_leads(incident: Incident, *, subject: Words, sentence: Words) -> None:
    """To the council's social value leads, who decide; to the council's own address when it has no lead."""
    leads = list(leads_of(incident.council_id))
    send_letter(
        to=leads,
        to_address="" if leads else incident.council.contact_email,
        language=incident.council.default_language,
        subject=subject,
        sentence=sentence,
        link=link_to("incident-detail", incident.pk),
    )


def _tell_data_protection(incident: Incident) -> None:
    """To the address of the council's data protection officer, who may have no account; nothing where it has none."""
    send_letter(
        to_address=incident.council.data_protection_email,
        language=incident.council.default_language,
        subject=_("A problem with a file is being looked at"),
        sentence=_(
            "There is a problem with a file. The file is hidden. The social value leads look into it within 72 hours "
            "and can show you this page:"
        ),
        link=link_to("incident-detail", incident.pk),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        evidence_hidden,
        virus_found,
        child_file_due,
    )
}
