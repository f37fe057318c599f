"""The steps of how sure a figure is, and what each step beyond a decision follows from (decision record 0027)."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from returns.models import AuditMark, Confirmation, Evidence, EvidenceUse, Incident

RUNGS: dict[str, Promise] = {
    "claimed": gettext_lazy("Claimed"),
    "evidenced": gettext_lazy("With evidence"),
    "verified": gettext_lazy("Verified by an officer"),
    "confirmed": gettext_lazy("Confirmed by those who benefited"),
    "audited": gettext_lazy("Audited"),
}


@dataclass(frozen=True)
class Rung:
    """Whether a step is reached, and its amount with what stands against it, in words."""

    key: str
    title: str
    is_reached: bool
    amount: str
    aside: str = ""

    @property
    def words(self) -> str:
        """Both, as one text."""
        return ", ".join(filter(None, [self.amount, self.aside]))


class Reached(NamedTuple):
    """How many promised pieces have reached each step; one may have reached it without the one before.

    Upheld: verified by an officer, in full or in part.
    """

    claimed: int
    evidenced: int
    upheld: int
    confirmed: int
    audited: int


# --- Conditions on lines of returns -----------------------------------------------------------------------------------
def is_evidenced() -> Exists:
    """A condition: lines of which the council has a claim, with a file that shows it.

    A file whose time was over was there, and was seen. One that is hidden, or went because of a problem, shows nothing.
    """
    problems = Incident.objects.filter(evidence=OuterRef("evidence")).exclude(outcome=Incident.Outcome.SHOWN_AGAIN)
    return Exists(
        EvidenceUse.objects.filter(
            Q(evidence__status=Evidence.Status.AVAILABLE)
            | Q(~Exists(problems), evidence__status=Evidence.Status.DISPOSED),
            answer__line=OuterRef("pk"),
            answer__revision=OuterRef("supplier_return__sent_revision"),
        )
    )


def is_confirmed() -> Exists:
    """A condition: lines that an organisation says it received."""
    return Exists(Confirmation.objects.filter(line=OuterRef("pk"), answer=Confirmation.Answer.RECEIVED))


def is_audited() -> Exists:
    """A condition: lines whose newest mark agrees, which stands."""
    newer = AuditMark.objects.filter(line=OuterRef("line"), pk__gt=OuterRef("pk"))
    return Exists(AuditMark.objects.filter(~Exists(newer), line=OuterRef("pk"), is_agreed=True))
