"""The question pages of a promise: which form each has, and what it shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from framework.models import Measure, Outcome
from framework.queries import measures_of
from suppliers.forms.promises.amounts import AmountForm, BasisForm, SpreadForm
from suppliers.forms.promises.asked import Asked, StepForm
from suppliers.forms.promises.measures import MeasureForm, MissionForm, OwnHowForm, OwnWhatForm
from suppliers.forms.promises.words import BindingForm, PlaceForm, PromiseWordsForm, PublishForm
from suppliers.models import Contract
from suppliers.permissions import can_manage_contract, can_write_on, parts_written_for
from suppliers.spread import can_be_spread, shares_of
from suppliers.views.promises.draft import Draft

# So many measures are shown at once; who sees more than these searches.
MOST_MEASURES = 40


@dataclass(frozen=True)
class Step:
    """One question page: its form and its title."""

    form: type[StepForm]
    title: Any


STEPS: dict[str, Step] = {
    "measure": Step(MeasureForm, _("What is the promise measured by?")),
    "own-what": Step(OwnWhatForm, _("Describe your own measure")),
    "own-how": Step(OwnHowForm, _("How does your measure work?")),
    "words": Step(PromiseWordsForm, _("The promise in words")),
    "basis": Step(BasisForm, _("How is the target set?")),
    "amount": Step(AmountForm, _("How much, and by when?")),
    "binding": Step(BindingForm, _("How binding is it?")),
    "place": Step(PlaceForm, _("Where, and for whom?")),
    "publish": Step(PublishForm, _("May it be published?")),
    "mission": Step(MissionForm, _("The value of your mission")),
    "profile": Step(SpreadForm, _("How much in each period?")),
}


@dataclass(frozen=True)
class Search:
    """What of the framework's measures a person looks at."""

    words: str = ""
    outcome: str = ""
    chosen: str = ""
    """The code of a measure that somebody chose on the page, wherever it was found."""

    @classmethod
    def of(cls, query: QueryDict, posted: QueryDict) -> "Search":
        """From the address, and from what was posted there."""
        words, outcome, chosen = query.get("q", ""), query.get("outcome", ""), posted.get("measure", "")
        return cls(words[:100].strip(), outcome[:20], chosen[:20])

    @property
    def is_narrow(self) -> bool:
        """Whether anything was looked for."""
        return bool(self.words or self.outcome)


def measure_of(draft: Draft) -> Measure | None:
    """What the draft counts by, as far as that is answered. One query for a measure of the framework."""
    if not draft.is_new and draft.commitment is not None:
        return draft.commitment.measure
    terms = draft.so_far
    if terms.custom is not None:
        return Measure(**vars(terms.custom))
    if not terms.measure:
        return None
    return measures_of_contract(draft.contract).filter(code=terms.measure).first()


def measures_of_contract(contract: Contract):
    """The measures of the contract's framework version; none where it has no version yet."""
    if contract.framework_version is None:
        return Measure.objects.none()
    return measures_of(contract.framework_version)


def found_measures(draft: Draft, search: Search, chosen: Measure | None) -> list[Measure]:
    """The measures that fit what is looked for, and the one chosen before. One query, and a bound on its rows."""
    found = measures_of_contract(draft.contract)
    if search.chosen:
        return list(found.filter(code=search.chosen))
    if not search.is_narrow:
        return [chosen] if chosen is not None and chosen.pk else []
    if search.outcome:
        found = found.filter(outcome__code=search.outcome)
    for word in search.words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(code__iexact=word)
            | Q(unit__icontains=word)
            | Q(target_group__icontains=word)
            | Q(outcome__title__icontains=word)
        )
    return list(found[: MOST_MEASURES + 1])


def outcomes_of(contract: Contract) -> list[Outcome]:
    """The outcomes of the contract's framework version with their objectives."""
    outcomes = Outcome.objects.filter(version=contract.framework_version_id)
    return list(outcomes.select_related("objective").order_by("objective__position", "position"))


def asked_on(step: str, draft: Draft, user: User, search: Search) -> Asked:
    """What a page knows when it asks: three queries at most, of what this page needs."""
    terms, measure = draft.so_far, measure_of(draft)
    more: dict[str, Any] = {}
    if step == "measure":
        more["measures"] = found_measures(draft, search, measure)[:MOST_MEASURES]
    if step in ("own-what", "mission"):
        more["outcomes"] = [(outcome.code, outcome.title) for outcome in outcomes_of(draft.contract)]
    if step == "place" and draft.is_new:
        more |= _deliverers(draft, user)
    if step == "profile" and measure is not None and can_be_spread(terms, measure):
        changed = None if draft.is_new else draft.commitment
        more["shares"] = shares_of(draft.contract, terms, measure, commitment=changed)
    return Asked(terms=terms, measure=measure, is_new=draft.is_new, is_done=step in draft.done, **more)


def _deliverers(draft: Draft, user: User) -> dict[str, Any]:
    """Who may deliver: everybody who takes part; for who writes only for one of these, that one."""
    contract = draft.contract
    parties = list(contract.parties.select_related("organisation").order_by("organisation__name", "pk")[:50])
    is_part = not can_manage_contract(user, contract) and not can_write_on(user, contract)
    if is_part:
        own = parts_written_for(user, contract)
        parties = [party for party in parties if party.organisation_id in own]
    return {"parties": [(party.organisation_id, party.organisation.name) for party in parties], "is_part": is_part}
