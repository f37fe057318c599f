"""A promise from the tender to its end, as people read it: who proposed what, what it changed, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suppliers.differences import Fact, Known, differences, facts
from suppliers.models import Commitment, Proposal
from suppliers.promises import known_for, standing_terms, terms_in
from suppliers.terms import Terms, TermsError, lying_as

Kind, Status = Proposal.Kind, Proposal.Status
# So many proposals of one promise are shown, the newest first.
MOST = 50
# What was proposed, and by which side: the heading of an entry.
PROPOSED = {
    (Kind.NEW, False): gettext_lazy("Proposed"),
    (Kind.NEW, True): gettext_lazy("Other terms proposed"),
    (Kind.VARIATION, False): gettext_lazy("A change proposed"),
    (Kind.VARIATION, True): gettext_lazy("Other terms proposed for the change"),
    (Kind.SUBSTITUTION, False): gettext_lazy("Another promise proposed in its place"),
    (Kind.SUBSTITUTION, True): gettext_lazy("Other terms proposed for the promise in its place"),
    (Kind.WITHDRAWAL, False): gettext_lazy("Its end proposed"),
    (Kind.WITHDRAWAL, True): gettext_lazy("Its end proposed"),
}


@dataclass
class Entry:
    """One proposal with what it would change, or in full where there is nothing to compare it with."""

    proposal: Proposal
    heading: str
    changes: list[str] = field(default_factory=list)
    terms: list[Fact] = field(default_factory=list)


def entries_of(commitment: Commitment) -> tuple[list[Entry], Known]:
    """The proposals of a promise, newest first, and what they and its terms name. Four queries at most."""
    rows = commitment.proposals.select_related("proposed_by", "answered_by").order_by("-number")
    proposals = list(rows[:MOST])[::-1]
    read = {proposal.pk: readable(proposal) for proposal in proposals}
    known = known_for(commitment.contract, [*read.values(), standing_terms(commitment)])
    return _told(proposals, read, known)[::-1], known


def readable(proposal: Proposal) -> Terms | None:
    """The terms of a proposal; None for an end, and for terms of an age that nobody can read any more."""
    try:
        return terms_in(proposal)
    except (TermsError, KeyError):
        return None


def _told(proposals: Sequence[Proposal], read: dict[int, Terms | None], known: Known) -> list[Entry]:
    """Each proposal beside what it answers, or beside what stood when it was made."""
    entries: list[Entry] = []
    stood: Terms | None = None
    before: Proposal | None = None
    for proposal in proposals:
        is_answer = before is not None and before.status == Status.COUNTERED
        terms = read[proposal.pk]
        base = read[before.pk] if is_answer and before is not None else stood
        entry = Entry(proposal, str(PROPOSED[Kind(proposal.kind), is_answer]))
        if terms is not None and (base is None or (proposal.kind == Kind.SUBSTITUTION and not is_answer)):
            entry.terms = list(facts(terms, known).values())
        elif terms is not None and base is not None:
            entry.changes = differences(base, lying_as(terms, base), known)
        entries.append(entry)
        if proposal.status == Status.ACCEPTED and proposal.kind in (Kind.NEW, Kind.VARIATION):
            stood = lying_as(terms, stood) if terms is not None and stood is not None else terms
        before = proposal
    return entries


def whose_turn(status: str, side: str | None) -> str:
    """What an open proposal waits for, to a person of a side; empty for one that is not open."""
    waits = {Status.WITH_COUNCIL: Proposal.Side.COUNCIL, Status.WITH_SUPPLIER: Proposal.Side.SUPPLIER}.get(
        status  # type: ignore[call-overload]  # a plain text is as good
    )
    if waits is None:
        return ""
    if waits == side:
        return _("Waits for your answer")
    return _("Waits for the council") if waits == Proposal.Side.COUNCIL else _("Waits for the supplier")
