"""The e-mails about returns and what was decided of them. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import Council, User
from accounts.queries import leads_of
from returns.expected import reported_on
from returns.models import (
    Correction,
    Dispute,
    LineQuestion,
    SignOff,
    SupplierReturn,
)
from suppliers.models import Commitment, PeriodActivity, ReportingPeriod, TargetPoint
from suppliers.ownership import council_people_of
from suppliers.queries import admins_of, people_delivering, people_writing_for, signatories_of


def _people_of(supplier_return: SupplierReturn, **lines) -> list[User]:
    """Who writes for the supplier, and for whoever delivers the commitments of these lines of the return."""
    contract_id = supplier_return.contract_id
    commitments = Commitment.objects.filter(lines__supplier_return=supplier_return, **lines)
    supplier = people_writing_for(supplier_return.supplier_id, contract=contract_id)
    return [*supplier, *people_delivering(commitments, contract=contract_id)]


def people_signing(supplier_return: SupplierReturn) -> list[User]:
    """The supplier's signatories who see the contract; its admins where there are none."""
    signatories = signatories_of(supplier_return.supplier_id, contract=supplier_return.contract_id)
    return list(signatories) or list(admins_of(supplier_return.supplier_id))


def return_submitted(supplier_return: SupplierReturn, by: User) -> None:
    """A receipt to whoever sent it, and word to whoever looks after the contract at the council."""
    send_letter(
        to=[by],
        subject=_("Return sent"),
        sentence=_("Your return has been sent to the council. You can read it and save a copy here:"),
        link=link_to("return-detail", supplier_return.pk),
    )
    send_letter(
        to=council_people_of(supplier_return.contract),
        subject=_("A return has come in"),
        sentence=_("A supplier has sent a return for a contract that you look after. Read it here:"),
        link=link_to("return-review", supplier_return.pk),
    )


def sign_off_asked(sign_off: SignOff, by: User) -> None:
    """Word to the supplier's signatories; to its admins where none of them sees the contract."""
    supplier_return = sign_off.revision.supplier_return
    send_letter(
        to=people_signing(supplier_return),
        subject=_("A return waits for your sign-off"),
        sentence=_("A colleague asks you to sign off a return before it is sent to the council. Read it here:"),
        link=link_to("return-detail", supplier_return.pk),
    )


def sign_off_signed(sign_off: SignOff, by: User) -> None:
    """Word to whoever asked, unless they signed it themselves: it is with the council now."""
    send_letter(
        to=[] if sign_off.asked_by_id == by.pk else [sign_off.asked_by],
        subject=_("A return was signed off and sent"),
        sentence=_("A return that you gave for sign-off was signed off and sent to the council. See it here:"),
        link=link_to("return-detail", sign_off.revision.supplier_return_id),
    )


def sign_off_declined(sign_off: SignOff, by: User) -> None:
    """Word to whoever asked."""
    send_letter(
        to=[sign_off.asked_by],
        subject=_("A return was not signed off"),
        sentence=_("A return that you gave for sign-off was not signed off. See why here:"),
        link=link_to("return-detail", sign_off.revision.supplier_return_id),
    )


def return_sent_back(supplier_return: SupplierReturn, by: User) -> None:
    """Word to the people who write for the supplier, and for whoever delivers a commitment that was asked about."""
    send_letter(
        to=_people_of(supplier_return, lines__is_open=True),
        subject=_("Your return needs changes"),
        sentence=_("The council has read your return and asks for changes. See what is asked here:"),
        link=link_to("return-detail", supplier_return.pk),
    )


def return_decided(supplier_return: SupplierReturn, by: User) -> None:
    """Word to the people who write for the supplier, and for whoever delivers any of its commitments."""
    send_letter(
        to=_people_of(supplier_return),
        subject=_("Your return has been decided"),
        sentence=_("The council has finished reading your return. See what was decided here:"),
        link=link_to("return-detail", supplier_return.pk),
    )


def correction_proposed(correction: Correction, by: User) -> None:
    """Word to whoever looks after the contract, but for who proposed it: the queue of corrections shows it to all."""
    people = council_people_of(correction.line.supplier_return.contract)
    send_letter(
        to=[person for person in people if person.pk != by.pk],
        subject=_("A correction waits for you"),
        sentence=_("A correction of a verified figure waits for a second officer. Decide it here:"),
        link=link_to("correction-list"),
    )


def correction_decided(correction: Correction, by: User) -> None:
    """Word to the people who write for the supplier and for whoever delivers it: a verified figure has changed."""
    supplier_return = correction.line.supplier_return
    send_letter(
        to=_people_of(supplier_return, lines=correction.line),
        subject=_("A verified figure was corrected"),
        sentence=_("The council has corrected a verified figure of a return that was decided before. See it here:"),
        link=link_to("return-detail", supplier_return.pk),
    )


def question_asked(question: LineQuestion, by: User) -> None:
    """Word to the people who write for the supplier and for whoever delivers the commitment, with the way to it."""
    line = question.line
    send_letter(
        to=_people_of(line.supplier_return, lines=line),
        subject=_("The council asks you something"),
        sentence=_("The council is reading your return and has a question about a commitment. Answer it here:"),
        link=link_to("line-answer", line.supplier_return_id, line.number),
    )


def question_answered(question: LineQuestion, by: User) -> None:
    """Word to the officer who asked, and to whoever has the return open now; to each once."""
    line = question.line
    people = {person.pk: person for person in (question.asked_by, line.supplier_return.taken_by) if person}
    send_letter(
        to=list(people.values()),
        subject=_("Your question was answered"),
        sentence=_("A supplier has answered a question about a commitment. Read the answer here:"),
        link=link_to("line-review", line.supplier_return_id, line.number),
    )


def dispute_raised(dispute: Dispute, by: User) -> None:
    """Word to the contract manager and to whoever decided the return; to each once."""
    supplier_return = dispute.line.supplier_return
    people = {person.pk: person for person in (supplier_return.contract.manager, supplier_return.decided_by) if person}
    send_letter(
        to=list(people.values()),
        subject=_("A decision is disputed"),
        sentence=_("A supplier says that a decision on one of its commitments is wrong. Read why and answer here:"),
        link=link_to("line-review", supplier_return.pk, dispute.line.number),
    )


def dispute_kept(dispute: Dispute, by: User) -> None:
    """Word to the people who write for the supplier and for whoever delivers the commitment."""
    supplier_return = dispute.line.supplier_return
    send_letter(
        to=_people_of(supplier_return, lines=dispute.line),
        subject=_("What you disputed was answered"),
        sentence=_("The council has answered what you disputed. The decision stays. See why here:"),
        link=link_to("return-detail", supplier_return.pk),
    )


def period_waived(period: ReportingPeriod, by: User) -> None:
    """Word to the people who write for the supplier, and for whoever would have had something to answer as well."""
    supplier_id, contract_id = period.contract.supplier_id, period.contract_id
    supplier = people_writing_for(supplier_id, contract=contract_id) if supplier_id else []
    asked = reported_on(period.starts_on, period.ends_before).filter(contract=contract_id)
    send_letter(
        to=[*supplier, *people_delivering(asked, contract=contract_id)],
        subject=_("No return is needed"),
        sentence=_("The council asks for no return for one period of your contract. See which here:"),
        link=link_to("contract-progress", contract_id),
    )


def activity_entered(period: ReportingPeriod, by: User) -> None:
    """Word to the people who write for the supplier, and for whoever delivers a promise whose target has changed."""
    contract = period.contract
    entered = PeriodActivity.objects.filter(period=period).order_by("-entered_at", "-pk").values("basis")[:1]
    points = TargetPoint.objects.filter(period=period, profile__is_current=True)
    followed = contract.commitments.filter(basis=Subquery(entered), pk__in=points.values("profile__commitment"))
    supplier = people_writing_for(contract.supplier_id, contract=contract.pk) if contract.supplier_id else []
    send_letter(
        to=[*supplier, *people_delivering(followed, contract=contract.pk)],
        subject=_("The targets of a period have changed"),
        sentence=_("The council has entered what a contract came to in one period. Targets follow. See them here:"),
        link=link_to("promise-list", contract.pk),
    )


def handover_asked(council: Council, by: None) -> None:
    """Word to the council's social value leads, who hand over; to the council's own address when it has no lead."""
    leads = list(leads_of(council.pk))
    send_letter(
        to=leads,
        to_address="" if leads else council.contact_email,
        language=council.default_language,
        subject=_("Contracts are to be handed over"),
        sentence=_(
            "An officer who looks after contracts or reads returns can no longer act. Hand over their work here:"
        ),
        link=link_to("handover-list"),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        return_submitted,
        sign_off_asked,
        sign_off_signed,
        sign_off_declined,
        return_sent_back,
        return_decided,
        correction_proposed,
        correction_decided,
        question_asked,
        question_answered,
        dispute_raised,
        dispute_kept,
        period_waived,
        activity_entered,
        handover_asked,
    )
}
