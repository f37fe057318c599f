"""The e-mails about promises that fall short. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from returns.models import Escalation, EscalationStep, PlanAction, RemedialPlan, Remedy, StepReply
from suppliers.ownership import council_people_of
from suppliers.queries import people_writing_for


def _supplier_of(escalation: Escalation) -> list[User]:
    """The people who write for the supplier and may see the contract."""
    contract = escalation.contract
    if contract.supplier_id is None:
        return []
    return list(people_writing_for(contract.supplier_id, contract=contract.pk))


def step_taken(step: EscalationStep, by: User) -> None:
    """Word to the people who write for the supplier."""
    send_letter(
        to=_supplier_of(step.escalation),
        subject=_("The council has taken a step about one of your contracts"),
        sentence=_("The council says that something you promised falls short. Read what it says and reply here:"),
        link=link_to("escalation-detail", step.escalation_id),
    )


def step_replied(reply: StepReply, by: User) -> None:
    """Word to whoever looks after the contract at the council."""
    escalation = reply.step.escalation
    send_letter(
        to=council_people_of(escalation.contract),
        subject=_("A supplier has replied"),
        sentence=_("A supplier has replied about something that falls short. Read the reply here:"),
        link=link_to("escalation-detail", escalation.pk),
    )


def plan_proposed(plan: RemedialPlan, by: User) -> None:
    """Word to whoever looks after the contract at the council."""
    escalation = plan.step.escalation
    send_letter(
        to=council_people_of(escalation.contract),
        subject=_("A plan to catch up waits for you"),
        sentence=_("A supplier has proposed a plan to catch up. Accept or return it here:"),
        link=link_to("escalation-detail", escalation.pk),
    )


def plan_answered(plan: RemedialPlan, by: User) -> None:
    """Word to the people who write for the supplier."""
    send_letter(
        to=_supplier_of(plan.step.escalation),
        subject=_("The council has answered your plan"),
        sentence=_("The council has read your plan to catch up. See its answer and what happens next here:"),
        link=link_to("escalation-detail", plan.step.escalation_id),
    )


def action_reported(action: PlanAction, by: User) -> None:
    """Word to whoever looks after the contract at the council."""
    escalation = action.plan.step.escalation
    send_letter(
        to=council_people_of(escalation.contract),
        subject=_("A supplier has done something it planned"),
        sentence=_("A supplier has reported on its plan to catch up. Read it here:"),
        link=link_to("escalation-detail", escalation.pk),
    )


def plan_finished(plan: RemedialPlan, by: User) -> None:
    """Word to the people who write for the supplier."""
    send_letter(
        to=_supplier_of(plan.step.escalation),
        subject=_("The council says what came of your plan"),
        sentence=_("The council has looked at what you did to catch up. See what it says here:"),
        link=link_to("escalation-detail", plan.step.escalation_id),
    )


def escalation_closed(escalation: Escalation, by: User) -> None:
    """Word to the people who write for the supplier."""
    send_letter(
        to=_supplier_of(escalation),
        subject=_("The council has closed a case"),
        sentence=_("The council has closed a case about something that fell short. See what came of it here:"),
        link=link_to("escalation-detail", escalation.pk),
    )


def remedy_proposed(remedy: Remedy, by: User) -> None:
    """Word to whoever else looks after the contract, and to the council's leads: any of them decides it."""
    contract = remedy.escalation.contract
    people = {person.pk: person for person in (*council_people_of(contract), *leads_of(contract.council_id))}
    people.pop(by.pk, None)
    send_letter(
        to=list(people.values()),
        subject=_("A remedy waits for a second officer"),
        sentence=_("A colleague proposes a remedy because a promise falls short. Approve or decline it here:"),
        link=link_to("escalation-detail", remedy.escalation_id),
    )


def remedy_decided(remedy: Remedy, by: User) -> None:
    """Word to the officer who proposed it."""
    send_letter(
        to=[remedy.proposed_by],
        subject=_("Your remedy was decided"),
        sentence=_("A second officer has decided a remedy that you proposed. See the decision here:"),
        link=link_to("escalation-detail", remedy.escalation_id),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        step_taken,
        step_replied,
        plan_proposed,
        plan_answered,
        action_reported,
        plan_finished,
        escalation_closed,
        remedy_proposed,
        remedy_decided,
    )
}
