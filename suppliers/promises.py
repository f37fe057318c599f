"""Reading promises: the terms that stand, what terms name, what waits, and whether a contract asks too much."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import OfficerRole, User
from accounts.permissions import DECIDING
from accounts.queries import officer_roles
from framework.copying import NewMeasure
from framework.models import Measure
from suppliers.differences import Known
from suppliers.models import Commitment, Contract, Organisation, Proposal
from suppliers.ownership import looked_after_by
from suppliers.proportion import asks_too_much
from suppliers.queries import proposals_visible_to
from suppliers.reach import memberships
from suppliers.terms import CUSTOM_NAMES, Terms, from_json
from suppliers.workflow import OPEN_PROPOSAL

SUBSTITUTE = "substitute"
# Terms that a commitment holds itself.
ROW_FIELDS = (
    *("promise", "tender_wording", "obligation", "basis", "rate", "target", "done_by", "baseline", "baseline_note"),
    *("is_additional", "place", "target_group", "is_mission", "is_publishable", "unpublishable", "unpublishable_note"),
    *("starts_on", "ends_on"),
)


def terms_in(proposal: Proposal) -> Terms | None:
    """The terms a proposal asks for; None where it asks for an end. Of a substitution, those of the new promise.

    Raises TermsError for terms of another age that this code cannot read.
    """
    if proposal.kind == Proposal.Kind.WITHDRAWAL:
        return None
    if proposal.kind == Proposal.Kind.SUBSTITUTION:
        return from_json(proposal.terms[SUBSTITUTE])
    return from_json(proposal.terms)


def standing_terms(commitment: Commitment) -> Terms:
    """The terms a commitment has now, as its next proposal would begin: the periods stay as they are spread.

    Needs `measure__version__framework`. One or two queries: what was expected of a rate is only in what was agreed.
    """
    agreed = _agreed_terms(commitment) or _named_by(commitment)
    row: dict[str, Any] = {name: getattr(commitment, name) for name in ROW_FIELDS}
    return replace(agreed, **row, deliverer=commitment.deliverer_id, amounts=None)


def _agreed_terms(commitment: Commitment) -> Terms | None:
    """What both sides last agreed about a promise; of one that took another's place, when it did. Two queries."""
    kinds = (Proposal.Kind.NEW, Proposal.Kind.VARIATION)
    accepted = Proposal.objects.filter(status=Proposal.Status.ACCEPTED).order_by("-number")
    last = accepted.filter(commitment=commitment, kind__in=kinds).first()
    if last is None and commitment.replaces_id:
        last = accepted.filter(commitment=commitment.replaces_id, kind=Proposal.Kind.SUBSTITUTION).first()
    return terms_in(last) if last else None


def _named_by(commitment: Commitment) -> Terms:
    """What the row alone says a promise is counted by: a listed measure, or the contract's own in full."""
    measure = commitment.measure
    if not measure.version.framework.is_for_single_contracts:
        return Terms(measure=measure.code)
    custom = NewMeasure(**{name: getattr(measure, name) for name in CUSTOM_NAMES})
    return Terms(custom=custom, outcome=measure.outcome.code)


def known_for(contract: Contract, several: Iterable[Terms | None]) -> Known:
    """What some terms under a contract name: two queries at most, however many."""
    terms = [one for one in several if one is not None]
    codes = {one.measure for one in terms if one.custom is None}
    organisations = {one.deliverer for one in terms if one.deliverer is not None}
    measures = Measure.objects.filter(version=contract.framework_version_id, code__in=codes) if codes else ()
    names = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name") if organisations else ()
    return Known({measure.code: measure for measure in measures}, dict(names))


def open_proposal_of(commitment: Commitment) -> Proposal | None:
    """What waits for an answer about a promise: one at most."""
    return commitment.proposals.filter(status__in=OPEN_PROPOSAL).select_related("proposed_by").first()


def asks_beyond_usual(contract: Contract) -> list[str]:
    """What one more promise would make this contract ask beyond what is usual for its size, a sentence each (SU14)."""
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED).count()
    # How often it reports is asked about where that is set.
    anyway = set(asks_too_much(contract, commitments=0))
    return [said for said in asks_too_much(contract, commitments=agreed + 1) if said not in anyway]


def promises_at_council(user: User) -> QuerySet[Proposal]:
    """What waits at councils this person decides for, whoever answers it: for whether to ask the longer question."""
    deciding = [pk for pk, held in officer_roles(user).items() if held & DECIDING]
    return Proposal.objects.filter(commitment__contract__council__in=deciding, status=Proposal.Status.WITH_COUNCIL)


def promises_for_council(user: User) -> QuerySet[Proposal]:
    """What suppliers proposed to councils this person decides for, and which this person may answer.

    Officers meet those of contracts they look after; social value leads all of their council. Nobody meets what they
    proposed themselves, nor what concerns an organisation of theirs.
    """
    roles = officer_roles(user)
    deciding = [pk for pk, held in roles.items() if held & DECIDING]
    if not deciding:
        return Proposal.objects.none()
    lead = OfficerRole.Role.SOCIAL_VALUE_LEAD.value
    leading = [pk for pk, held in roles.items() if lead in held]
    rows = proposals_visible_to(user).filter(
        looked_after_by(user, contract="commitment__contract") | Q(commitment__contract__council__in=leading),
        ~Q(proposed_by=user),
        commitment__contract__council__in=deciding,
        status=Proposal.Status.WITH_COUNCIL,
    )
    own = memberships(user)
    if own:
        rows = rows.exclude(commitment__contract__supplier__in=own)
        rows = rows.exclude(commitment__contract__parties__organisation__in=own)
    return rows


def is_about_protected(contract_id: int) -> bool:
    """Whether any promise of a contract is about children or others who need protection. One query."""
    promises = Commitment.objects.filter(contract=contract_id)
    return promises.exclude(measure__sensitivity=Measure.Sensitivity.STANDARD).exists()
