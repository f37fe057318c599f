"""E-mails about: signing up, teams and invitations. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from suppliers.models import Contract, Invitation, Member, Organisation, Registration, ToldCouncil
from suppliers.ownership import council_people_of
from suppliers.queries import admins_of

FOR_THE_INVITED = _(
    "This email holds no details on purpose. Sign in with this email address to see them, or make an account with it. "
    "If you do not know what this is about, do nothing."
)


def registration_asked(registration: Registration, by: User) -> None:
    """A receipt to whoever asked, the same whether anybody has the number or not."""
    send_letter(
        to=[by],
        subject=_("Your organisation is signed up"),
        sentence=_("You have signed your organisation up. See what happens next here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def join_asked(owner: Organisation, by: User | None) -> None:
    """Word to the admins of the organisation that has the number already."""
    send_letter(
        to=admins_of(owner.pk),
        subject=_("Somebody asks to join your organisation"),
        sentence=_("Somebody has signed up with a number of your organisation. Let them in or decline here:"),
        link=link_to("team-list", owner.pk),
    )


def council_called(told: ToldCouncil, by: User | None) -> None:
    """Word to the council's social value leads; to the council's own address when it has none."""
    leads = list(leads_of(told.council_id))
    send_letter(
        to=leads,
        to_address="" if leads else told.council.contact_email,
        language=told.council.default_language,
        subject=_("Somebody waits for your council to decide"),
        sentence=_("Somebody has signed up with an official number, and it is your turn to decide. Decide here:"),
        link=link_to("registration-decide", told.registration_id),
    )


def registration_confirmed(registration: Registration, by: User) -> None:
    """Word to the admins of the organisation."""
    send_letter(
        to=admins_of(registration.organisation_id),
        subject=_("Your organisation is confirmed"),
        sentence=_("A council has confirmed your organisation. See it here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def registration_joined(registration: Registration, by: User | None) -> None:
    """Word to everybody who is let in; sent before their team becomes that of the other organisation."""
    people = User.objects.filter(memberships__organisation=registration.organisation_id).order_by("pk")
    send_letter(
        to=people,
        subject=_("You can now join in"),
        sentence=_("Your organisation was here before, and its people have let you in. See it here:"),
        link=link_to("organisation-list"),
    )


def registration_declined(registration: Registration, by: User) -> None:
    """Word to the admins of the organisation that asked: the reason is on its page."""
    send_letter(
        to=admins_of(registration.organisation_id),
        subject=_("Your organisation was not confirmed"),
        sentence=_("Your organisation was not confirmed. Read why, and what you can do, here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def number_asked(registration: Registration, by: User) -> None:
    """A receipt to whoever asked, the same whether anybody has the number or not."""
    send_letter(
        to=[by],
        subject=_("You have asked for another official number"),
        sentence=_("You have asked for another official number of your organisation. See what happens next here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def number_confirmed(registration: Registration, by: User) -> None:
    """Word to the admins of the organisation."""
    send_letter(
        to=admins_of(registration.organisation_id),
        subject=_("Another official number is confirmed"),
        sentence=_("A council has confirmed another official number of your organisation. See it here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def number_declined(registration: Registration, by: User) -> None:
    """Word to the admins of the organisation: the reason is on its page."""
    send_letter(
        to=admins_of(registration.organisation_id),
        subject=_("An official number was not confirmed"),
        sentence=_("An official number that your organisation asked for was not confirmed. Read why here:"),
        link=link_to("organisation-detail", registration.organisation_id),
    )


def invitation_sent(invitation: Invitation, by: User) -> None:
    """The invitation itself, the same whether its address has an account or not."""
    council = invitation.contract.council if invitation.contract else None
    send_letter(
        to_address=invitation.email,
        language=council.default_language if council else "",
        subject=_("You have an invitation"),
        sentence=_("Somebody has invited you to the portal in which suppliers report social value. Answer here:"),
        link=link_to("invitation-answer", invitation.pk),
        ending=FOR_THE_INVITED,
    )


def _sent_from(invitation: Invitation) -> str:
    """Where whoever sent an invitation finds it."""
    if invitation.party_role:
        return link_to("contract-parties", invitation.contract_id)
    if invitation.contract_id:
        return link_to("contract-detail", invitation.contract_id)
    return link_to("team-list", invitation.organisation_id)


def invitation_declined(invitation: Invitation, by: User) -> None:
    """Word to whoever sent it."""
    send_letter(
        to=[invitation.invited_by],
        subject=_("Your invitation was declined"),
        sentence=_("Somebody has declined an invitation that you sent. See it here:"),
        link=_sent_from(invitation),
    )


def invitation_accepted(invitation: Invitation, by: User) -> None:
    """Word to whoever sent it."""
    send_letter(
        to=[invitation.invited_by],
        subject=_("Your invitation was accepted"),
        sentence=_("Somebody has accepted an invitation that you sent. See your team here:"),
        link=_sent_from(invitation),
    )


def _council_people(invitation: Invitation) -> list[User]:
    """Who looks after the contract at the council; nobody where it is an invitation to a team."""
    return council_people_of(invitation.contract) if invitation.contract else []


def supplier_joined(invitation: Invitation, by: User) -> None:
    """Word to the council: the officer who invited, and whoever looks after the contract."""
    send_letter(
        to=[*_council_people(invitation), invitation.invited_by],
        subject=_("A supplier has taken its contract on"),
        sentence=_("A supplier has accepted an invitation to one of your contracts. See and confirm who it is here:"),
        link=_sent_from(invitation),
    )


def party_joined(invitation: Invitation, by: User) -> None:
    """Word to the council: the officer who invited, and whoever looks after the contract."""
    send_letter(
        to=[*_council_people(invitation), invitation.invited_by],
        subject=_("An organisation takes part in a contract"),
        sentence=_(
            "An organisation has accepted an invitation to take part in one of your contracts. "
            "See and confirm who it is here:"
        ),
        link=_sent_from(invitation),
    )


def member_changed(member: Member, by: User) -> None:
    """Word to the member, unless it was their own doing."""
    send_letter(
        to=[member.user] if member.user_id != by.pk else [],
        subject=_("What you may do has changed"),
        sentence=_("An admin of your organisation has changed what you may do. See your team here:"),
        link=link_to("team-list", member.organisation_id),
    )


def member_removed(member: Member, by: User) -> None:
    """Word to whoever was removed."""
    send_letter(
        to=[member.user],
        subject=_("You were removed from a team"),
        sentence=_("An admin has removed you from the team of an organisation. See what you can still do here:"),
        link=link_to("home"),
    )


def member_left(member: Member, by: User) -> None:
    """Word to the admins who stay; told before the member is gone."""
    send_letter(
        to=admins_of(member.organisation_id).exclude(pk=by.pk),
        subject=_("Somebody has left your team"),
        sentence=_("Somebody has left the team of your organisation. See who is in it here:"),
        link=link_to("team-list", member.organisation_id),
    )


def owner_left(contract: Contract, by: User) -> None:
    """Word to whoever looks after it at the council, and to the supplier's admins, who name somebody new."""
    send_letter(
        to=council_people_of(contract),
        subject=_("Nobody at the supplier looks after a contract"),
        sentence=_("The person who looked after a contract at the supplier no longer can. See which contract here:"),
        link=link_to("contract-detail", contract.pk),
    )
    send_letter(
        to=admins_of(contract.supplier_id) if contract.supplier_id else [],
        subject=_("Name who looks after a contract"),
        sentence=_("Nobody at your organisation looks after one of your contracts now. Name somebody here:"),
        link=link_to("contract-owner", contract.pk),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        registration_asked,
        join_asked,
        council_called,
        registration_confirmed,
        registration_joined,
        registration_declined,
        number_asked,
        number_confirmed,
        number_declined,
        invitation_sent,
        invitation_declined,
        invitation_accepted,
        supplier_joined,
        party_joined,
        member_changed,
        member_removed,
        member_left,
        owner_left,
    )
}
