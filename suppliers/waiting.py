"""What waits for a person over all contracts and councils: for the pages people land on.

As one of a supplier's people: invitations, people who ask to join, what the council proposed, contracts being set up,
contracts that nobody looks after, organisations that were not confirmed, and what they began themselves. Everybody
lands there, and mostly nothing waits: so one quick query asks first what may. As an officer: what they began.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import officer_roles
from suppliers.counting import counts_up_to
from suppliers.models import (
    Commitment,
    Contract,
    ContractParty,
    Invitation,
    KeptDraft,
    OrganisationIdentifier,
    Proposal,
    Registration,
)
from suppliers.ownership import with_owners
from suppliers.permissions import WRITING
from suppliers.queries import (
    drafts_of,
    invitations_visible_to,
    join_requests_visible_to,
    own_registrations_visible_to,
    run_by,
)
from suppliers.reach import delivered_by, either, held_by, places_of, taken_part_in_by
from suppliers.workflow import OPEN_PROPOSAL

# So many of each kind are shown at most; the lists of the contracts have them all.
MOST = 20
# What every kind is read as: what it is, its key and that of what it belongs to, since when, and its words.
COLUMNS = ("what", "key", "place", "began", "words", "of_contract", "of_council")
OF_A_CONTRACT = {"of_contract": "contract__title", "of_council": "contract__council__name"}
TEAM, TAKE_ON, TAKE_PART, JOIN, PROMISE, SET_UP, OWNER, DECLINED = map(
    Value, ("team", "take on", "take part", "join", "promise", "set up", "owner", "declined")
)

ASKED = {TAKE_ON.value, TAKE_PART.value, TEAM.value, JOIN.value, PROMISE.value}
# How each kind is read: the page where it is done, what stands in its address, and its title.
READ: dict[str, tuple[str, Callable[[str, str], list], Any]] = {
    TEAM.value: (
        "invitation-answer",
        lambda key, _place: [UUID(key)],
        _("You are invited to join the team of %(name)s"),
    ),
    TAKE_ON.value: (
        "invitation-answer",
        lambda key, _place: [UUID(key)],
        _("%(council)s has invited you to take on “%(contract)s”"),
    ),
    TAKE_PART.value: (
        "invitation-answer",
        lambda key, _place: [UUID(key)],
        _("%(council)s has invited you to take part in “%(contract)s”"),
    ),
    JOIN.value: ("join-request-decide", lambda key, place: [place, key], _("Somebody asks to join %(name)s")),
    PROMISE.value: ("promise-answer", lambda key, _place: [key], "%(name)s"),
    SET_UP.value: (
        "contract-agreement",
        lambda key, _place: [key],
        _("Say what you promise under “%(contract)s”"),
    ),
    OWNER.value: ("contract-owner", lambda key, _place: [key], _("Name who looks after “%(contract)s”")),
    DECLINED.value: (
        "organisation-detail",
        lambda key, _place: [key],
        _("%(name)s was not confirmed. Read why, and what you can do"),
    ),
}


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what it is in words, where it is done, and since when it waits."""

    title: str
    link: str
    since: datetime | None
    about: str = ""
    """What it belongs to, as far as the title does not name it: a contract and its council."""
    is_begun: bool = False
    """Whether the person began it and has not sent it; `since` is when they last did something."""
    is_asked: bool = False
    """Whether somebody asks and gets an answer."""


def waiting_for_supplier(user: User) -> list[Waiting]:
    """What waits for a person as one of a supplier's people, oldest first; what has no day comes last.

    One query where nothing does, and two where something may, with 20 of each kind at most. People who write for nobody
    have no promises to answer, and only admins are asked who joins, who looks after a contract, and what to do about an
    organisation that was not confirmed.
    """
    kinds = list(_kinds(user))
    may_wait = counts_up_to({str(place): kind.among for place, kind in enumerate(kinds)}, most=0)
    rows = [kind.read() for place, kind in enumerate(kinds) if may_wait[str(place)]]
    found = [_waiting(*row) for row in rows[0].union(*rows[1:], all=True)] if rows else []
    now = timezone.now()
    return sorted(found, key=lambda one: (one.since is None, one.since or now, one.title))


def begun_for_council(user: User) -> list[Waiting]:
    """What a person began as an officer and did not send, the oldest 20. One query."""
    drafts = _open_drafts(user).filter(contract__council__in=officer_roles(user))
    return [_waiting(*row) for row in _begun(drafts).order_by("kept_at", "pk")]


class Kind(NamedTuple):
    """One kind of thing that may wait for somebody."""

    among: QuerySet
    """Rows among which it would be, all of them quick to ask for."""
    read: Callable[[], QuerySet]
    """Makes the query for just those that wait, with the same columns for every kind."""


def _kinds(user: User) -> Iterator[Kind]:
    """The kinds that this person can have."""
    yield Kind(_open_invitations(user), lambda: _invitations(user))
    writing = [pk for pk, place in places_of(user).items() if place.role in WRITING]
    mine = drafts_of(user)
    yield Kind(mine, lambda: _begun(_open_drafts(user).filter(Q(contract__isnull=True) | _written_on(user, writing))))
    if writing:
        yield Kind(_proposed_to(writing), lambda: _promises(user, writing))
        prepared = Contract.objects.filter(supplier__in=writing, status=Contract.Status.PREPARING)
        yield Kind(prepared, lambda: _contracts(SET_UP, _to_promise_under(user, writing)))
    runs = run_by(user)
    if runs:
        owner = _ownerless().filter(supplier__in=runs)
        yield Kind(owner, lambda: _contracts(OWNER, owner))
        joining = join_requests_visible_to(user).filter(status=Registration.Status.WAITING)
        yield Kind(joining, lambda: _join_requests(joining, runs))
        declined = Registration.objects.filter(organisation__in=runs, status=Registration.Status.DECLINED)
        yield Kind(declined, lambda: _not_confirmed(user, runs))


# --- As columns -------------------------------------------------------------------------------------------------------
def _columns(what, rows: QuerySet, *, began: str = "", **texts) -> QuerySet:
    """The oldest of some rows as COLUMNS; `what` is a kind, or the field that holds it."""
    oldest = rows.order_by(began or "pk", "pk").values("pk")[:MOST]
    words = {name: _as_text(texts.get(name, Value(""))) for name in COLUMNS if name not in ("what", "began")}
    since = F(began) if began else Cast(Value(None), DateTimeField())
    kept = rows.model._default_manager.filter(pk__in=oldest).order_by()
    return kept.annotate(what=_as_text(what), began=since, **words).values_list(*COLUMNS)


def _as_text(way) -> Cast:
    """A field, a value or a subquery as text, so that the same column of every kind is of one type."""
    return Cast(F(way) if isinstance(way, str) else way, CharField())


def _open_invitations(user: User) -> QuerySet[Invitation]:
    return invitations_visible_to(user).filter(status=Invitation.Status.WAITING, expires_on__gte=timezone.localdate())


def _invitations(user: User) -> QuerySet:
    """To teams, and to contracts."""
    to = Case(When(contract__isnull=True, then=TEAM), When(party_role="", then=TAKE_ON), default=TAKE_PART)
    return _columns(
        to, _open_invitations(user), key="pk", began="invited_at", words="organisation__name", **OF_A_CONTRACT
    )


def _begun(rows: QuerySet[KeptDraft]) -> QuerySet:
    """What the person began and did not send."""
    return _columns("kind", rows, key="subject", began="kept_at", **OF_A_CONTRACT)


def _proposed_to(writing: list[int | None]) -> QuerySet[Proposal]:
    """What councils proposed to these organisations."""
    return Proposal.objects.filter(
        Q(commitment__contract__supplier__in=writing) | Q(commitment__deliverer__in=writing),
        status=Proposal.Status.WITH_SUPPLIER,
    )


def _promises(user: User, writing: list[int | None]) -> QuerySet:
    """What the council proposed to organisations this person writes for, and the person did not."""
    theirs = either(
        held_by(user, supplier="commitment__contract__supplier", contract="commitment__contract"),
        delivered_by(user, commitment="commitment__", contract="commitment__contract"),
    )
    # Who belongs to both sides answers for neither (decision record 0022).
    rows = (
        _proposed_to(writing)
        .filter(theirs)
        .exclude(commitment__contract__council__in=officer_roles(user))
        .exclude(proposed_by=user)
    )
    of_one = {name: f"commitment__{way}" for name, way in OF_A_CONTRACT.items()}
    return _columns(PROMISE, rows, key="pk", began="proposed_at", words="commitment__promise", **of_one)


def _contracts(what: Value, rows: QuerySet[Contract]) -> QuerySet:
    """Contracts to do something about; nobody knows since when."""
    return _columns(what, rows, key="pk", of_contract="title", of_council="council__name")


def _to_promise_under(user: User, writing: list[int | None]) -> QuerySet[Contract]:
    """Contracts being set up whose promises can be made, and neither side has made one that holds or waits."""
    alive = Commitment.objects.filter(
        contract=OuterRef("pk"), status__in=[Commitment.Status.PROPOSED, Commitment.Status.AGREED]
    )
    being_set_up = Contract.objects.filter(held_by(user), supplier__in=writing, status=Contract.Status.PREPARING)
    return being_set_up.filter(~Exists(alive), framework_version__isnull=False)


@cache
def _ownerless() -> QuerySet[Contract]:
    """Contracts whose owner at the supplier is missing or can no longer act: made up once, not for each page."""
    rows = Contract.objects.filter(status__in=[Contract.Status.PREPARING, Contract.Status.ACTIVE])
    return with_owners(rows).filter(Q(has_owner=False))


def _join_requests(waiting: QuerySet[Registration], runs: list[int | None]) -> QuerySet:
    """People who signed up with a number of an organisation this person runs."""
    numbers = OrganisationIdentifier.objects.filter(
        scheme=OuterRef("scheme"), value=OuterRef("value"), organisation__in=runs
    )
    owner, name = (Subquery(numbers.values(way)[:1]) for way in ("organisation", "organisation__name"))
    return _columns(JOIN, waiting, key="pk", began="asked_at", place=owner, words=name)


def _not_confirmed(user: User, runs: list[int | None]) -> QuerySet:
    """Organisations this person runs that nobody confirmed, where no number was given again since."""
    later = Registration.objects.filter(organisation=OuterRef("organisation"), pk__gt=OuterRef("pk"))
    rows = own_registrations_visible_to(user).filter(
        ~Exists(later), organisation__in=runs, organisation__is_provisional=True, status=Registration.Status.DECLINED
    )
    return _columns(DECLINED, rows, key="organisation_id", began="decided_at", words="organisation__name")


# --- In words ---------------------------------------------------------------------------------------------------------
def _waiting(what: str, key: str, place: str, began: datetime | None, words: str, *of: str) -> Waiting:
    """A row of COLUMNS as a person reads it."""
    contract, council = of
    if what in KeptDraft.Kind.values:
        said, link = _words_of_draft(what), _link_to_draft(what, key)
    else:
        name, arguments, said = READ[what]
        link = reverse(name, args=arguments(key, place))
    named = {"contract": contract, "council": council}
    title = said % {"name": words, **named}
    about = ", ".join(text for part, text in named.items() if text and f"%({part})s" not in said)
    is_begun, is_asked = what in KeptDraft.Kind.values, what in ASKED
    return Waiting(title, link, began, about, is_begun=is_begun, is_asked=is_asked)


def _words_of_draft(kind: str) -> str:
    """What somebody began, with a place for the contract."""
    if kind == KeptDraft.Kind.SIGN_UP:
        return gettext("Go on signing your organisation up")
    if kind == KeptDraft.Kind.COUNTER:
        return gettext("Go on with your answer about a promise for “%(contract)s”")
    if kind == KeptDraft.Kind.CHANGE:
        return gettext("Go on with your change of a promise for “%(contract)s”")
    return gettext("Go on with your promise for “%(contract)s”")


def _link_to_draft(kind: str, subject: str) -> str:
    """The check page, which leads to the first question that is not answered."""
    is_sign_up = kind == KeptDraft.Kind.SIGN_UP
    return reverse("organisation-check") if is_sign_up else reverse("promise-check", args=[kind, subject])


# --- What somebody began ----------------------------------------------------------------------------------------------
def _open_drafts(user: User) -> QuerySet[KeptDraft]:
    """A person's drafts that can still be sent: what they are about is still open."""
    kinds = KeptDraft.Kind
    waits = Proposal.objects.filter(status__in=OPEN_PROPOSAL)
    agreed = Commitment.objects.filter(pk=OuterRef("subject"), status=Commitment.Status.AGREED)
    can_change = Q(Exists(agreed)) & ~Q(Exists(waits.filter(commitment=OuterRef("subject"))))
    is_open = (
        Q(kind__in=[kinds.SIGN_UP, kinds.ADD, kinds.MISSION])
        | (Q(kind__in=[kinds.CHANGE, kinds.REPLACE]) & can_change)
        | (Q(kind=kinds.COUNTER) & Q(Exists(waits.filter(pk=OuterRef("subject")))))
    )
    return drafts_of(user).filter(is_open).exclude(contract__status=Contract.Status.ENDED)


def _written_on(user: User, writing: list[int | None]) -> Q:
    """A condition: drafts about contracts a person writes on, for the supplier or for another that takes part."""
    parts = ContractParty.objects.filter(organisation__in=writing).values("contract")
    return either(
        held_by(user, supplier="contract__supplier", contract="contract") & Q(contract__supplier__in=writing),
        taken_part & Q(contract__in=parts) if (taken_part := taken_part_in_by(user, contract="contract")) else None,
    )
