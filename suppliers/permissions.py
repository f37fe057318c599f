"""Who may do what with organisations, contracts and commitments."""

from django.utils import timezone

from accounts.models import Council, User
from accounts.permissions import can_decide_for, can_lead_for, is_officer_of
from accounts.queries import has_address
from suppliers.models import (
    Commitment,
    Contract,
    ContractClaim,
    Invitation,
    Member,
    Organisation,
    Proposal,
    RegisterFile,
    RegisterKind,
    Registration,
)
from suppliers.reach import memberships, parties_by_contract, places_of, reaches
from suppliers.registrations import Standing, standing_of

WRITING = {Member.Role.ADMIN.value, Member.Role.EDITOR.value}


def is_member_of(user: User, organisation_id: int | None) -> bool:
    """Whether a person acts for this organisation in any role."""
    return organisation_id in memberships(user)


def can_write_for(user: User, organisation_id: int | None) -> bool:
    """Whether a person may write for this organisation: its admins and editors."""
    return memberships(user).get(organisation_id) in WRITING


def can_run_team(user: User, organisation: Organisation) -> bool:
    """The admins of an organisation: who is in its team, what it says about itself, how it signs off."""
    return memberships(user).get(organisation.pk) == Member.Role.ADMIN.value


def can_say_how_shown(user: User, organisation: Organisation) -> bool:
    """The admins of an organisation say whether councils may name it in public."""
    return can_run_team(user, organisation)


def can_take_on_contract(user: User, organisation: Organisation) -> bool:
    """Whoever writes for the organisation and sees all its contracts, as a restricted member does not."""
    place = places_of(user).get(organisation.pk)
    return place is not None and place.role in WRITING and not place.is_restricted


def can_answer_invitation(user: User, invitation: Invitation) -> bool:
    """Whoever has proved that the address it was sent to is theirs."""
    return has_address(user, invitation.email)


def can_manage_invitation(user: User, invitation: Invitation) -> bool:
    """The side that invited: the admins of the team, or whoever manages the contract."""
    if invitation.organisation is not None:
        return can_run_team(user, invitation.organisation)
    return invitation.contract is not None and can_manage_contract(user, invitation.contract)


def can_decide_registration(user: User, registration: Registration, standing: Standing | None = None) -> bool:
    """Who may say what becomes of a registration (SU1).

    The admins of the organisation that has the number; where their five working days are over, or there is no admin,
    officers who decide for a council with a contract with it. Where nobody has the number, officers who decide for a
    council whose contract the asking organisation holds or claims; about a further number of a confirmed organisation
    these officers alone, whoever has the number. No officer decides about an organisation they belong to.
    `standing` saves asking again what is known already.
    """
    standing = standing or standing_of(user, registration)
    places, owner = memberships(user), standing.owner
    if owner is not None and places.get(owner.pk) == Member.Role.ADMIN and not standing.is_further:
        return True
    if registration.organisation_id in places or (owner is not None and owner.pk in places):
        return False
    deciding = standing.councils_that_decide(timezone.localdate())
    return any(can_decide_for(user, council_id) for council_id in deciding)


def acts_for_supplier_of(user: User, contract: Contract) -> bool:
    """Whether a person acts in any role for the contract's supplier, and may see this contract."""
    return contract.supplier_id is not None and reaches(user, contract.supplier_id, contract.pk)


def can_write_on(user: User, contract: Contract) -> bool:
    """Whether a person writes for the contract's supplier, and may see this contract."""
    return can_write_for(user, contract.supplier_id) and acts_for_supplier_of(user, contract)


def acts_for_deliverer_of(user: User, commitment: Commitment) -> bool:
    """Whether a person acts for the consortium member or subcontractor that delivers this promise, and may see it."""
    deliverer = commitment.deliverer_id
    return deliverer is not None and reaches(user, deliverer, commitment.contract_id)


def can_write_as_deliverer_of(user: User, commitment: Commitment) -> bool:
    """Whether a person writes for the organisation that delivers this promise, and may see it."""
    return can_write_for(user, commitment.deliverer_id) and acts_for_deliverer_of(user, commitment)


def is_party_to(user: User, contract: Contract) -> bool:
    """Whether a person belongs to the contract's supplier, or to one that takes part in it: then they never judge it.

    However few contracts the membership reaches. Asks the database only for people whose organisations take part in
    contracts at all.
    """
    return is_member_of(user, contract.supplier_id) or takes_part_in(user, contract.pk)


def takes_part_in(user: User, contract_id: int) -> bool:
    """Whether a person belongs to an organisation that takes part in a contract beside its supplier."""
    return contract_id in parties_by_contract(user)


def can_manage_contract(user: User, contract: Contract) -> bool:
    """Officers who decide for the council, unless they belong to the supplier or to one that takes part."""
    return can_decide_for(user, contract.council_id) and not is_party_to(user, contract)


def can_set_remedies(user: User, contract: Contract) -> bool:
    """Officers who manage the contract."""
    return can_manage_contract(user, contract)


def can_add_contract(user: User, council: Council) -> bool:
    """Officers who decide for the council."""
    return can_decide_for(user, council.pk)


def can_name_owner(user: User, contract: Contract) -> bool:
    """Either side: the admins of the supplier, and whoever manages the contract for the council."""
    is_admin = contract.supplier is not None and can_run_team(user, contract.supplier)
    return is_admin or can_manage_contract(user, contract)


def can_decide_claim(user: User, claim: ContractClaim) -> bool:
    """Officers who decide for the council, and never about a claim of an organisation they belong to."""
    return can_decide_for(user, claim.council_id) and not is_member_of(user, claim.organisation_id)


def can_set_proportion(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_set_ratings(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_set_places(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_set_local_postcodes(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_keep_log(user: User, contract: Contract) -> bool:
    """Whoever writes for the contract's supplier: hosts and opportunities are its own record."""
    return can_write_on(user, contract)


# --- Promises: each side proposes, and the other answers (decision record 0022) ---------------------------------------
def can_propose(user: User, contract: Contract) -> bool:
    """Officers who manage the contract, and whoever writes for its supplier or for one that takes part in it."""
    return side_of(user, contract) is not None


def side_of(user: User, contract: Contract) -> Proposal.Side | None:
    """For which side a person proposes in this contract; None for those who only look.

    Who belongs to the supplier, or to one that takes part, never acts for the council as well.
    """
    if can_manage_contract(user, contract):
        return Proposal.Side.COUNCIL
    return Proposal.Side.SUPPLIER if can_write_on(user, contract) or parts_written_for(user, contract) else None


def parts_written_for(user: User, contract: Contract) -> set[int]:
    """The organisations beside the supplier that a person writes for in this contract: they propose what they deliver.

    Asks the database only for people whose organisations take part in contracts at all.
    """
    writing = {
        pk
        for pk, place in places_of(user).items()
        if pk is not None and place.takes_part and place.role in WRITING and reaches(user, pk, contract.pk)
    }
    if not writing:
        return set()
    found = contract.parties.filter(organisation__in=writing).values_list("organisation", flat=True)
    return set(found)


def can_deliver_for(user: User, contract: Contract, deliverer_id: int | None) -> bool:
    """Whether a person may propose that this organisation delivers (None: the supplier itself)."""
    if can_manage_contract(user, contract) or can_write_on(user, contract):
        return True
    return deliverer_id is not None and deliverer_id in parts_written_for(user, contract)


def can_change_promise(user: User, commitment: Commitment) -> bool:
    """Who may propose that an agreed promise is changed, replaced or ended: both sides, and whoever delivers it."""
    contract = commitment.contract
    return (
        can_manage_contract(user, contract)
        or can_write_on(user, contract)
        or can_write_as_deliverer_of(user, commitment)
    )


def can_answer_proposal(user: User, proposal: Proposal) -> bool:
    """Whoever acts for the side it waits for, never the person who made it, and never one who belongs to both sides."""
    commitment = proposal.commitment
    contract = commitment.contract
    if proposal.proposed_by_id == user.pk:
        return False
    if proposal.side == Proposal.Side.SUPPLIER:
        return can_manage_contract(user, contract)
    if is_officer_of(user, contract.council_id):
        return False
    return can_write_on(user, contract) or can_write_as_deliverer_of(user, commitment)


def can_take_back_proposal(user: User, proposal: Proposal) -> bool:
    """Whoever acts for the side that made it."""
    commitment = proposal.commitment
    if proposal.side == Proposal.Side.COUNCIL:
        return can_manage_contract(user, commitment.contract)
    return can_write_on(user, commitment.contract) or can_write_as_deliverer_of(user, commitment)


def can_describe_mission(user: User, contract: Contract) -> bool:
    """Who writes for the contract's supplier, where social value is what that organisation is for."""
    supplier = contract.supplier
    return supplier is not None and supplier.is_mission_led and can_write_on(user, contract)


def can_import_notices(user: User | None, council: Council) -> bool:
    """Officers who decide for the council; None is the portal's own operator, at the command line."""
    return user is None or can_decide_for(user, council.pk)


def can_manage_categories(user: User | None, council: Council) -> bool:
    """Officers who decide for the council; None is the portal itself."""
    return user is None or can_decide_for(user, council.pk)


def can_bring_register(
    user: User, *, council: Council | None = None, organisation: Organisation | None = None, kind: str = ""
) -> bool:
    """Officers who decide for the council, of the needs of its areas its leads; of a team, the admins."""
    if council is not None:
        return can_set_places(user, council) if kind == RegisterKind.NEEDS else can_decide_for(user, council.pk)
    return organisation is not None and can_run_team(user, organisation)


def can_take_in_register(user: User, register: RegisterFile) -> bool:
    """Whoever may bring one of its kind now: what they may no longer do, no file does for them."""
    return can_bring_register(user, council=register.council, organisation=register.organisation, kind=register.kind)
