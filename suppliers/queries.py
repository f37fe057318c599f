"""What of organisations and their teams, contracts and commitments a person can see."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import Council, User
from accounts.queries import addresses_of, officer_roles
from suppliers.models import (
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
    Registration,
)


@dataclass(frozen=True)
class Membership:
    """A person's place in one organisation: what they may do, and how far they see."""

    pk: int
    role: str
    is_signatory: bool
    is_restricted: bool
    """Sees only the contracts listed for this member."""
    takes_part: bool
    """Whether the organisation is a consortium member or subcontractor of any contract."""


def places_of(user: User) -> dict[int | None, Membership]:
    """A person's memberships by organisation id: one query, kept as long as this user object lives (one request)."""
    if not user.is_authenticated:
        return {}
    known = user.__dict__.get("_places")
    if known is None:
        takes_part = Exists(ContractParty.objects.filter(organisation=OuterRef("organisation")))
        rows = Member.objects.filter(user=user).order_by().annotate(takes_part=takes_part)
        fields = ("organisation_id", "pk", "role", "is_signatory", "is_restricted", "takes_part")
        known = {row[0]: Membership(*row[1:]) for row in rows.values_list(*fields)}
        user.__dict__["_places"] = known
    return known


def memberships(user: User) -> dict[int | None, str]:
    """The role of a person by organisation id; no further query than `places_of`."""
    return {organisation_id: place.role for organisation_id, place in places_of(user).items()}


def listed_contracts(user: User, place: Membership) -> set[int]:
    """The ids of the contracts a restricted membership of this person reaches: one query for all of them, kept so."""
    known = user.__dict__.get("_listed_contracts")
    if known is None:
        restricted = [other.pk for other in places_of(user).values() if other.is_restricted]
        rows = set(Member.contracts.through.objects.filter(member__in=restricted).values_list("member", "contract"))
        known = {pk: {contract_id for member_id, contract_id in rows if member_id == pk} for pk in restricted}
        user.__dict__["_listed_contracts"] = known
    return known.get(place.pk, set())


def reaches(user: User, organisation_id: int, contract_id: int) -> bool:
    """Whether a person acts for an organisation and sees this contract of it; a query for restricted members only."""
    place = places_of(user).get(organisation_id)
    if place is None or not place.is_restricted:
        return place is not None
    return contract_id in listed_contracts(user, place)


def parties_by_contract(user: User) -> dict[int, set[int]]:
    """The contracts that the person's organisations take part in beside the supplier, seen or not, and which these are.

    One query, kept as `places_of`; none for people whose organisations take part in no contract.
    """
    known = user.__dict__.get("_parties_by_contract")
    if known is None:
        known = user.__dict__["_parties_by_contract"] = {}
        organisations = [pk for pk, place in places_of(user).items() if place.takes_part]
        parties = ContractParty.objects.filter(organisation__in=organisations).order_by()
        rows = parties.values_list("contract", "organisation") if organisations else []
        for contract_id, organisation_id in rows:
            known.setdefault(contract_id, set()).add(organisation_id)
    return known


def taking_part_in(user: User, contract_id: int) -> set[int]:
    """The person's organisations that take part in a contract beside its supplier, where the membership reaches it."""
    return {pk for pk in parties_by_contract(user).get(contract_id, ()) if reaches(user, pk, contract_id)}


# --- What of contracts a person sees as one of a supplier's people ----------------------------------------------------
def held_by(user: User, *, supplier: str = "supplier", contract: str = "") -> Q:
    """A condition: rows of contracts that the person's organisations hold, as far as each membership reaches.

    `supplier` and `contract` are the ways from the row to its supplier and to its contract ("" where the row is one).
    """
    places = places_of(user)
    free = [pk for pk, place in places.items() if not place.is_restricted]
    found = Q(**{f"{supplier}_id__in": free})
    for pk, place in places.items():
        if place.is_restricted:
            found |= Q(**{f"{supplier}_id": pk, f"{_key(contract)}__in": _listed(place)})
    return found


def taken_part_in_by(user: User, *, contract: str = "") -> Q | None:
    """A condition: rows of contracts that the person's organisations take part in beside the supplier.

    None where there are none, so that nobody else's lists pay for it.
    """
    found = None
    for pk, place in places_of(user).items():
        if place.takes_part:
            parts = ContractParty.objects.filter(organisation=pk).values("contract")
            these = Q(**{f"{_key(contract)}__in": parts})
            if place.is_restricted:
                these &= Q(**{f"{_key(contract)}__in": _listed(place)})
            found = these if found is None else found | these
    return found


def delivered_by(user: User, *, commitment: str, contract: str) -> Q | None:
    """A condition: rows of commitments that the person's organisations deliver in other suppliers' contracts.

    `commitment` and `contract` are the ways from the row to both. None where there can be none.
    """
    found = None
    for pk, place in places_of(user).items():
        if place.takes_part:
            these = Q(**{f"{commitment}deliverer_id": pk})
            if place.is_restricted:
                these &= Q(**{f"{_key(contract)}__in": _listed(place)})
            found = these if found is None else found | these
    return found


def _key(contract: str) -> str:
    """The field that holds the contract's id, on the way `contract`."""
    return f"{contract}_id" if contract else "pk"


def _listed(place: Membership) -> QuerySet:
    """The ids of the contracts a restricted member may see."""
    return Member.contracts.through.objects.filter(member=place.pk).values("contract")


def either(*conditions: Q | None) -> Q:
    """Any of the conditions that are there; with none of them nothing is found."""
    found = Q(pk__in=[])
    for condition in conditions:
        if condition is not None:
            found = condition if found == Q(pk__in=[]) else found | condition
    return found


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
