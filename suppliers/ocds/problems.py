"""What is wrong with a notice: where, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OcdsProblem:
    """One thing that stops a file or a process from being imported. Empty parts are not known."""

    file: str
    ocid: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.ocid, self.field, self.message) if part)


class Refused(Exception):
    """Raised where a problem is found."""

    def __init__(self, problem: OcdsProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem
