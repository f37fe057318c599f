"""Is it complete? One rule a file, each returning sentences that say what is missing."""

from suppliers.checks import commitment_can_be_measured, contract_is_complete, sign_off_has_signatory
from suppliers.models import Commitment, Contract, Organisation


class NotReady(Exception):
    """The checks found what must be mended first; `problems` are sentences, or things with a `message`."""

    def __init__(self, problems: list) -> None:
        super().__init__("; ".join(str(getattr(problem, "message", problem)) for problem in problems))
        self.problems = problems


def before_activating(contract: Contract) -> list[str]:
    """What is missing before reporting on a contract can start."""
    return list(contract_is_complete.problems(contract))


def before_agreeing(commitment: Commitment) -> list[str]:
    """What is missing before a promise can be binding."""
    return list(commitment_can_be_measured.problems(commitment))


def before_asking_for_sign_off(organisation: Organisation) -> list[str]:
    """What is missing before an organisation can have its returns signed off."""
    return list(sign_off_has_signatory.problems(organisation))
