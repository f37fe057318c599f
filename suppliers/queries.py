"""What of organisations and their teams, contracts and commitments a person can see."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import Council, User
from accounts.queries import addresses_of, officer_roles
from suppliers.models import (
    Area,
    AreaNeed,
    ArrivedNotice,
    Commitment,
    Contract,
    ContractClaim,
    ContractParty,
    Endorsement,
    Host,
    Invitation,
    KeptDraft,
    LocalPostcodes,
    Member,
    Opportunity,
    Organisation,
    OrganisationIdentifier,
    Proposal,
    RegisterFile,
    Registration,
    StatutoryKpi,
)
from suppliers.reach import delivered_by, either, held_by, places_of, taken_part_in_by


def contracts_visible_to(user: User) -> QuerySet[Contract]:
    """Contracts of the person's organisations, held or taken part in, and of the councils the person works for."""
    return Contract.objects.filter(either(held_by(user), taken_part_in_by(user), Q(council_id__in=officer_roles(user))))


def supplier_contracts_visible_to(user: User) -> QuerySet[Contract]:
    """Contracts the person sees as one of a supplier's people, held or taken part in."""
    return Contract.objects.filter(either(held_by(user), taken_part_in_by(user)))


def council_contracts_visible_to(user: User, among: QuerySet[Contract] | None = None) -> QuerySet[Contract]:
    """Contracts the person sees as an officer; `among` says what else is read of them."""
    return (Contract.objects.all() if among is None else among).filter(council_id__in=officer_roles(user))


def claims_visible_to(user: User) -> QuerySet[ContractClaim]:
    """Claims of the person's organisations, for those who see all contracts of theirs."""
    free = [pk for pk, place in places_of(user).items() if not place.is_restricted]
    return ContractClaim.objects.filter(organisation__in=free)


def council_claims_visible_to(user: User) -> QuerySet[ContractClaim]:
    """Claims to contracts of the councils the person is an officer of."""
    return ContractClaim.objects.filter(council_id__in=officer_roles(user))


def commitments_visible_to(user: User) -> QuerySet[Commitment]:
    """Commitments of the contracts the person can see; of contracts taken part in only those delivered there."""
    return Commitment.objects.filter(
        either(
            held_by(user, supplier="contract__supplier", contract="contract"),
            delivered_by(user, commitment="", contract="contract"),
            Q(contract__council_id__in=officer_roles(user)),
        )
    )


def proposals_visible_to(user: User) -> QuerySet[Proposal]:
    """What was proposed and answered about the commitments the person can see."""
    return Proposal.objects.filter(
        either(
            held_by(user, supplier="commitment__contract__supplier", contract="commitment__contract"),
            delivered_by(user, commitment="commitment__", contract="commitment__contract"),
            Q(commitment__contract__council_id__in=officer_roles(user)),
        )
    )


def hosts_visible_to(user: User) -> QuerySet[Host]:
    """Hosts in the logs of contracts that the person's organisations hold, or of the person's councils."""
    return Host.objects.filter(_in_logs_of(user))


def opportunities_visible_to(user: User) -> QuerySet[Opportunity]:
    """What was sought in contracts that the person's organisations hold, or of the person's councils."""
    return Opportunity.objects.filter(_in_logs_of(user))


def council_opportunities_visible_to(user: User) -> QuerySet[Opportunity]:
    """What was sought in the contracts of the councils the person is an officer of."""
    return Opportunity.objects.filter(contract__council_id__in=officer_roles(user))


def contracts_with_log_visible_to(user: User) -> QuerySet[Contract]:
    """Contracts whose opportunity log a person sees: whoever only takes part in a contract does not see its log."""
    return Contract.objects.filter(either(held_by(user), Q(council_id__in=officer_roles(user))))


def _in_logs_of(user: User) -> Q:
    """A condition: rows of the logs that a person sees."""
    held = held_by(user, supplier="contract__supplier", contract="contract")
    return either(held, Q(contract__council_id__in=officer_roles(user)))


def council_kpis_visible_to(user: User) -> QuerySet[StatutoryKpi]:
    """The marks of statutory KPIs in the contracts of the councils the person is an officer of."""
    return StatutoryKpi.objects.filter(commitment__contract__council_id__in=officer_roles(user))


def people_writing_for(organisation_id: int, *, contract: int | None = None) -> QuerySet[User]:
    """The admins and editors of an organisation, who get its e-mails; of those about a contract, who may see it."""
    return _writers(Member.objects.filter(organisation=organisation_id), contract)


def people_delivering(commitments: QuerySet[Commitment], *, contract: int) -> QuerySet[User]:
    """The admins and editors of whoever delivers some of a contract's promises beside the supplier."""
    return _writers(Member.objects.filter(organisation__in=commitments.values("deliverer")), contract)


def people_taking_part(contract_id: int) -> QuerySet[User]:
    """The admins and editors of the consortium members and subcontractors of a contract who may see it."""
    parts = ContractParty.objects.filter(contract=contract_id).values("organisation")
    return _writers(Member.objects.filter(organisation__in=parts), contract_id)


def signatories_of(organisation_id: int, *, contract: int | None = None) -> QuerySet[User]:
    """Who signs an organisation's returns off; of those about a contract, who may see it."""
    return _writers(Member.objects.filter(organisation=organisation_id, is_signatory=True), contract)


def _writers(members: QuerySet[Member], contract: int | None) -> QuerySet[User]:
    """Those of some members who write, and see this contract."""
    writing = members.filter(role__in=[Member.Role.ADMIN, Member.Role.EDITOR], user__is_active=True)
    if contract is not None:
        writing = writing.filter(Q(is_restricted=False) | Q(contracts=contract))
    return User.objects.filter(pk__in=writing.values("user")).order_by("pk")


def admins_of(organisation_id: int) -> QuerySet[User]:
    """The admins of an organisation, who run its team."""
    admins = Member.objects.filter(organisation=organisation_id, role=Member.Role.ADMIN, user__is_active=True)
    return User.objects.filter(pk__in=admins.values("user")).order_by("pk")


def contracts_of(organisation_id: int) -> QuerySet[Contract]:
    """The contracts an organisation holds or takes part in, whoever asks."""
    parts = ContractParty.objects.filter(organisation=organisation_id).values("contract")
    return Contract.objects.filter(Q(supplier=organisation_id) | Q(pk__in=parts))


# --- Organisations and who joins them ---------------------------------------------------------------------------------
def organisations_visible_to(user: User) -> QuerySet[Organisation]:
    """The organisations a person acts for."""
    return Organisation.objects.filter(pk__in=list(places_of(user)))


def council_organisations_visible_to(user: User) -> QuerySet[Organisation]:
    """The suppliers of contracts of the councils the person is an officer of, and who takes part in these."""
    contracts = Contract.objects.filter(council_id__in=officer_roles(user))
    parts = ContractParty.objects.filter(contract__council_id__in=officer_roles(user))
    return Organisation.objects.filter(
        Q(pk__in=contracts.filter(supplier__isnull=False).order_by().values("supplier"))
        | Q(pk__in=parts.order_by().values("organisation"))
    )


def organisations_before_joining(user: User) -> QuerySet[Organisation]:
    """Organisations that turned out to be one that a person acts for: their people were let into it."""
    return Organisation.objects.filter(merged_into__in=list(places_of(user)))


def members_visible_to(user: User) -> QuerySet[Member]:
    """Everybody in the teams a person belongs to."""
    return Member.objects.filter(organisation__in=list(places_of(user)))


def run_by(user: User) -> list[int | None]:
    """The ids of the organisations whose team a person runs."""
    return [pk for pk, place in places_of(user).items() if place.role == Member.Role.ADMIN]


def invitations_visible_to(user: User) -> QuerySet[Invitation]:
    """Invitations to any address the person has proved to be theirs."""
    return Invitation.objects.annotate(address=Lower("email")).filter(address__in=addresses_of(user))


def sent_invitations_visible_to(user: User) -> QuerySet[Invitation]:
    """Invitations to the teams a person runs, and to contracts of the councils the person works for."""
    return Invitation.objects.filter(Q(organisation__in=run_by(user)) | Q(contract__council_id__in=officer_roles(user)))


def own_registrations_visible_to(user: User) -> QuerySet[Registration]:
    """What a person's own organisations said of who they are."""
    return Registration.objects.filter(organisation__in=list(places_of(user)))


def join_requests_visible_to(user: User) -> QuerySet[Registration]:
    """Registrations of others under a number of an organisation whose team the person runs."""
    return join_requests_to(run_by(user))


def join_requests_to(organisation_ids: Collection[int | None]) -> QuerySet[Registration]:
    """Registrations of others, not confirmed yet, under a number of one of these organisations."""
    theirs = owners_of_numbers().filter(organisation__in=list(organisation_ids))
    return Registration.objects.filter(Exists(theirs), organisation__is_provisional=True)


def registrations_visible_to(user: User) -> QuerySet[Registration]:
    """What an officer can see of who asks to be confirmed: only what has to do with the officer's councils.

    That is an organisation which holds or claims a contract of theirs, or accepted an invitation to one, or says that
    it has the number of one that holds one.
    """
    councils = list(officer_roles(user))
    owners = owners_of_numbers().filter(holding_with(councils))
    visible = asking_of(councils) | (Q(organisation__is_provisional=True) & Exists(owners))
    return Registration.objects.filter(visible)


def holding_with(council_ids: Collection[int]) -> Q:
    """A condition: rows of organisations that hold, or take part in, a contract of these councils."""
    contracts = Contract.objects.filter(council__in=council_ids)
    parts = ContractParty.objects.filter(contract__council__in=council_ids)
    held = Q(organisation__in=contracts.filter(supplier__isnull=False).values("supplier"))
    return held | Q(organisation__in=parts.values("organisation"))


def asking_of(council_ids: Collection[int]) -> Q:
    """A condition: rows of organisations that hold, claim or were invited to a contract of these councils."""
    claims = ContractClaim.objects.filter(
        council__in=council_ids, status__in=[ContractClaim.Status.WAITING, ContractClaim.Status.ACCEPTED]
    )
    invited = Invitation.objects.filter(answered_for__isnull=False, contract__council__in=council_ids)
    return (
        holding_with(council_ids)
        | Q(organisation__in=claims.values("organisation"))
        | Q(organisation__in=invited.values("answered_for"))
    )


def owners_of_numbers() -> QuerySet[OrganisationIdentifier]:
    """In a query of registrations: the number that was given, where another organisation has it."""
    return OrganisationIdentifier.objects.filter(
        ~Q(organisation=OuterRef("organisation")), scheme=OuterRef("scheme"), value=OuterRef("value")
    )


def drafts_of(user: User) -> QuerySet[KeptDraft]:
    """What a person has begun and not sent; theirs alone, whoever else writes for the same organisation."""
    return KeptDraft.objects.filter(kept_by=user.pk)


def notices_kept_by(user: User, council_id: int) -> QuerySet[KeptDraft]:
    """The file of notices that a person keeps for a council until its contracts are added: one row, or none."""
    return drafts_of(user).filter(kind=KeptDraft.Kind.NOTICES, subject=council_id)


def arrived_notices_visible_to(user: User) -> QuerySet[ArrivedNotice]:
    """The notices that the portal fetched for the councils a person is an officer of."""
    return ArrivedNotice.objects.filter(council__in=officer_roles(user))


def registers_visible_to(user: User) -> QuerySet[RegisterFile]:
    """Registers brought for the councils a person is an officer of, and for the teams that the person runs."""
    return RegisterFile.objects.filter(Q(council__in=officer_roles(user)) | Q(organisation__in=run_by(user)))


def areas_visible_to(user: User) -> QuerySet[Area]:
    """The areas of the councils a person is an officer of."""
    return Area.objects.filter(council__in=officer_roles(user))


def needs_visible_to(user: User) -> QuerySet[AreaNeed]:
    """How great the need of the areas is, of the councils a person is an officer of."""
    return AreaNeed.objects.filter(area__council__in=officer_roles(user))


def is_last_admin(member: Member) -> bool:
    """Whether a team would have nobody to run it without this member, who may be no admin at all."""
    admins = Member.objects.filter(
        organisation=member.organisation_id, role=Member.Role.ADMIN, user__is_active=True
    ).values_list("pk", flat=True)
    found = set(admins)
    return bool(found) and found == {member.pk}


def endorsements_visible_to(user: User) -> QuerySet[Endorsement]:
    """Those of the councils the person works for; once they were approved also of the person's own organisations."""
    approved = Q(decided_at__isnull=False) & ~Q(status=Endorsement.Status.DECLINED)
    return Endorsement.objects.filter(
        either(held_by(user, contract="contract") & approved, Q(council_id__in=officer_roles(user)))
    ).select_related("council", "supplier", "contract__manager", "proposed_by", "decided_by")


MOST_TO_CHOOSE = 200


def contracts_to_choose(organisation_id: int, chosen: list[int] | None = None) -> list[Contract]:
    """The newest 200 contracts of an organisation, for a form that asks which; what is chosen already is among them."""
    offered = Q(pk__in=contracts_of(organisation_id).order_by("-pk").values("pk")[:MOST_TO_CHOOSE])
    found = Contract.objects.filter(offered | Q(pk__in=chosen or [])).order_by("-pk")
    return list(found.only("title", "reference"))


def local_codes_of(council: Council) -> list[str]:
    """The codes of the postcodes that a council calls local; none where it has not said. One query."""
    row = LocalPostcodes.objects.filter(council=council).first()
    return row.codes if row else []
