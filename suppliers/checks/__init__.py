"""Is it complete? One rule a file, each returning sentences that say what is missing."""

from accounts.models import User
from suppliers.checks import (
    claim_can_be_accepted,
    commitment_can_be_measured,
    contract_can_be_taken_on,
    contract_is_complete,
    deliverer_is_confirmed,
    invitation_is_new,
    invitation_is_open,
    inviter_is_not_theirs,
    number_is_further,
    organisation_can_be_merged,
    owners_can_act,
    party_can_take_part,
    proportionate,
    registration_is_new,
    sign_off_has_signatory,
    supplier_is_confirmed,
    team_keeps_an_admin,
)
from suppliers.identifiers import Identifier
from suppliers.models import Commitment, Contract, ContractClaim, Invitation, Organisation


class NotReady(Exception):
    """The checks found what must be mended first; `problems` are sentences, or things with a `message`."""

    def __init__(self, problems: list) -> None:
        super().__init__("; ".join(str(getattr(problem, "message", problem)) for problem in problems))
        self.problems = problems


def before_activating(contract: Contract) -> list[str]:
    """What is missing before reporting on a contract can start."""
    rules = (contract_is_complete, supplier_is_confirmed, owners_can_act, proportionate)
    return [problem for rule in rules for problem in rule.problems(contract)]


def before_accepting_claim(claim: ContractClaim, contract: Contract) -> list[str]:
    """Why a claim cannot be accepted for a contract."""
    return list(claim_can_be_accepted.problems(claim, contract))


def before_agreeing(commitment: Commitment) -> list[str]:
    """What is missing before a promise can be binding."""
    return list(commitment_can_be_measured.problems(commitment))


def before_delivering(organisation_id: int | None) -> list[str]:
    """Why nobody can agree that this organisation delivers a promise; None is the supplier."""
    return list(deliverer_is_confirmed.problems(organisation_id))


def before_asking_for_sign_off(organisation: Organisation) -> list[str]:
    """What is missing before an organisation can have its returns signed off."""
    return list(sign_off_has_signatory.problems(organisation))


def before_registering(user: User, number: Identifier | None) -> list[str]:
    """Why a person cannot sign an organisation up with this number now."""
    return list(registration_is_new.problems(user, number))


def before_adding_number(organisation: Organisation, number: Identifier | None) -> list[str]:
    """Why a confirmed organisation cannot have this number, too."""
    return list(number_is_further.problems(organisation, number))


def before_inviting(invitation: Invitation) -> list[str]:
    """Why an invitation that is not saved yet cannot be sent."""
    return list(invitation_is_new.problems(invitation))


def before_accepting(invitation: Invitation, organisation: Organisation | None = None) -> list[str]:
    """Why an invitation cannot be accepted any more; one to a contract, by this organisation."""
    found = list(invitation_is_open.problems(invitation))
    if invitation.contract is not None and organisation is not None:
        found += inviter_is_not_theirs.problems(invitation, organisation)
        rule = party_can_take_part if invitation.party_role else contract_can_be_taken_on
        found += rule.problems(invitation.contract, organisation)
    return found


def before_adding_party(contract: Contract, organisation: Organisation) -> list[str]:
    """Why an organisation cannot take part in a contract beside its supplier."""
    return list(party_can_take_part.problems(contract, organisation))


def before_leaving(is_last_admin: bool) -> list[str]:
    """Why a member cannot leave the team, or stop running it."""
    return list(team_keeps_an_admin.problems(is_last_admin))


def before_merging(organisation: Organisation) -> list[str]:
    """Why a provisional organisation cannot become a part of another one."""
    return list(organisation_can_be_merged.problems(organisation))
