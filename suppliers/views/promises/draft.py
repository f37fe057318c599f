"""What a person is about to propose: kept for them, question by question, until it is sent."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.models import User
from framework.models import Measure
from suppliers.actions.drafts import drop_draft, keep_draft
from suppliers.models import Commitment, Contract, KeptDraft, Proposal
from suppliers.profile import may_have_rate
from suppliers.queries import drafts_of
from suppliers.terms import Terms, TermsError, from_json, to_json

ADD, MISSION, CHANGE, REPLACE, COUNTER = (str(kind) for kind in list(KeptDraft.Kind)[:5])
# Question pages in their order; the pages of a measure of one's own come only with one.
NEW = ("measure", "own-what", "own-how", "words", "basis", "amount", "binding", "place", "publish")
VARIED = ("words", "basis", "amount", "binding", "place", "publish")
# Of a mission; once it is agreed, that page asks only for the words that may change.
OF_A_MISSION = ("mission", "publish")
OWN = ("own-what", "own-how")


@dataclass
class Draft:
    """One draft: what it is about, the terms so far, and which pages are done."""

    kind: str
    pk: int
    contract: Contract
    side: str
    commitment: Commitment | None = None
    proposal: Proposal | None = None
    terms: dict[str, Any] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def take(self, user: User) -> bool:
        """Take up what is kept; whether there was anything. What nobody can read is as if it was not there."""
        rows = drafts_of(user).filter(kind=self.kind, subject=self.pk)
        kept = rows.values_list("answers", flat=True).first()
        if kept is None:
            return False
        try:
            from_json(kept["terms"])
        except TermsError:
            return False
        self.terms, self.done = dict(kept["terms"]), list(kept["done"])
        return True

    def fill(self, terms: Terms) -> None:
        """Begin with these terms, every page done; nothing is kept before the person says something themselves."""
        self.terms = to_json(terms)
        self.done = list(self.steps)

    def begin(self, user: User, terms: Terms | None = None, *, is_complete: bool = False) -> None:
        """Begin anew, with these terms where there are any; with `is_complete` every page counts as done."""
        self.terms, self.done = {}, []
        if terms is None:
            self.drop(user)
            return
        self.fill(terms)
        if not is_complete:
            self.done = []
        self._keep(user)

    def answer(self, user: User, step: str, answers: dict[str, Any]) -> None:
        """Add one page's answers. Another kind of figure takes with it what was said of the one before."""
        before, basis = self.measure_kind, self.terms.get("basis")
        self.terms = to_json(from_json({**self.terms, **_plain(answers)}))
        self.done = [*(name for name in self.done if name != step), step]
        if step == "measure" and not answers.get("measure") and self.terms.get("custom") is None:
            self.done = [name for name in self.done if name not in OWN]
        if step == "own-what" and before != self.measure_kind:
            self.done = [name for name in self.done if name != "own-how"]
        if before is not None and before != self.measure_kind:
            self.terms |= {"basis": "absolute", "done_by": None, "baseline": None, "baseline_note": ""}
            self.done = [name for name in self.done if name != "basis"]
        if (before is not None and before != self.measure_kind) or basis not in (None, self.terms["basis"]):
            self.terms |= {"target": None, "rate": None, "expected": None, "amounts": None}
            self.done = [name for name in self.done if name != "amount"]
        self._keep(user)

    def _keep(self, user: User) -> None:
        answers = {"terms": self.terms, "done": self.done}
        keep_draft(kind=self.kind, subject=self.pk, contract=self.contract, answers=answers, by=user)

    def drop(self, user: User) -> None:
        """Keep it no longer: it was sent, or is begun anew."""
        drop_draft(kind=self.kind, subject=self.pk, by=user)

    @property
    def so_far(self) -> Terms:
        """The terms as far as they are answered."""
        return from_json(self.terms)

    @property
    def measure_kind(self) -> tuple[str, str, str] | None:
        """What the answers about an amount depend on."""
        custom = self.terms.get("custom")
        if custom:
            return "", custom["value_type"], custom.get("aggregation", "")
        code = self.terms.get("measure")
        return (code, "", "") if code else None

    @property
    def is_new(self) -> bool:
        """Whether the promise is still to be made, and may have any measure."""
        kind = self.proposal.kind if self.proposal else ""
        return self.kind in (ADD, MISSION, REPLACE) or kind in (Proposal.Kind.NEW, Proposal.Kind.SUBSTITUTION)

    @property
    def is_mission(self) -> bool:
        """Whether it is about the value of a mission."""
        return self.kind == MISSION or bool(self.terms.get("is_mission"))

    @property
    def steps(self) -> tuple[str, ...]:
        """The pages to go through, in order."""
        if self.is_mission:
            return OF_A_MISSION
        if not self.is_new:
            return VARIED
        is_own = bool(self.terms.get("custom")) or ("measure" in self.done and not self.terms.get("measure"))
        return NEW if is_own else tuple(name for name in NEW if name not in OWN)

    def missing(self, measure: Measure | None) -> str:
        """The first page that is not done; empty when all are."""
        return next((name for name in self._asked(measure) if name not in self.done), "")

    def _asked(self, measure: Measure | None) -> tuple[str, ...]:
        """The pages that this measure needs: words have no amount, and only what adds up may go by activity."""
        skipped: set[str] = set()
        if measure is not None and not may_have_rate(measure):
            skipped.add("basis")
        if measure is not None and measure.value_type == Measure.ValueType.NARRATIVE and not measure.baseline_required:
            skipped.add("amount")
        return tuple(name for name in self.steps if name not in skipped)

    def page(self, step: str) -> str:
        """The address of one of its pages; of the check page without a step."""
        if step == "mission" and self.kind == MISSION:
            return reverse("promise-mission", args=[self.pk])
        if step == "profile":
            return reverse("promise-profile", args=[self.kind, self.pk])
        if not step:
            return reverse("promise-check", args=[self.kind, self.pk])
        return reverse("promise-step", args=[self.kind, self.pk, step])

    @property
    def home(self) -> str:
        """Where it was begun from."""
        if self.commitment is None:
            return reverse("promise-list", args=[self.contract.pk])
        return reverse("promise-detail", args=[self.commitment.pk])

    def back_from(self, step: str, measure: Measure | None) -> str:
        """The page before this one; the check page once all are done."""
        steps = self._asked(measure)
        if not self.missing(measure) or step not in steps:
            return self.page("")
        place = steps.index(step)
        return self.page(steps[place - 1]) if place else self.home


def _plain(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as JSON has them."""
    custom = answers.get("custom")
    if not custom:
        return answers
    return {**answers, "custom": {name: str(part) if isinstance(part, str) else part for name, part in custom.items()}}
