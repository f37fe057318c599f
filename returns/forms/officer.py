"""Shapes of what officers type when they decide, send back, correct and waive. Their words name nobody either."""

from decimal import Decimal

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from framework.queries import numerator_title
from framework.values import FigureError, parse_part, parse_value, percentage
from returns.actions.correcting import Difference
from returns.actions.reviewing import Decision
from returns.checks.officer import LOOK, OfficerCheck
from returns.forms.supplier import REASON_LIMIT
from returns.models import ReturnLine, Verification
from returns.sheet import Row
from suppliers.forms.asking import day_field, offer, words_field
from suppliers.forms.naming import NamesNobody

ASK = "ask"
ValueType = Measure.ValueType
VERIFIED, PART, NOT = (
    Verification.Decision.VERIFIED.value,
    Verification.Decision.PART_VERIFIED.value,
    Verification.Decision.NOT_VERIFIED.value,
)
WHOLE_ONLY = (ValueType.MILESTONE, ValueType.NARRATIVE)


def plain(amount: Decimal | None) -> str:
    """A figure as it is typed."""
    return "" if amount is None else f"{amount.normalize():f}"


class DecisionForm(NamesNobody):
    """The decision on one line, with the verified figure filled in as claimed."""

    def __init__(self, data=None, *, row: Row) -> None:
        super().__init__(data, initial=self._initial(row))
        self.row, self.is_sensitive = row, row.is_sensitive
        self.kind = row.measure.value_type
        # Words and milestones are verified whole or not at all, and so is a percentage of which nothing is reported.
        is_whole = self.kind in WHOLE_ONLY or (self.kind == ValueType.PERCENT and row.answer.numerator is None)
        choices = [
            (VERIFIED, _("Verified")),
            (PART, _("Verified in part")),
            (NOT, _("Not verified")),
            (ASK, _("Ask the supplier for a change")),
        ]
        self.fields["decision"] = forms.ChoiceField(
            label=_("Your decision"),
            choices=[choice for choice in choices if choice[0] != PART or not is_whole],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a decision")},
        )
        if self.kind == ValueType.PERCENT and not is_whole:
            self.fields["numerator"] = _figure(numerator_title(row.measure))
            self.fields["denominator"] = _figure(capfirst(row.measure.denominator_label))
        elif not is_whole:
            self.fields["verified"] = _figure(_("Verified figure"))
            self.fields["is_under_claim"] = forms.BooleanField(
                label=_("The supplier claimed too little"), required=False
            )
        self.fields["reason"] = words_field(_("Reason, or what to change"), required=False, limit=REASON_LIMIT, rows=3)

    @staticmethod
    def _initial(row: Row) -> dict:
        decision = row.verification
        figures = decision or row.answer
        asked = row.comment if row.is_asked else None
        return {
            "decision": decision.decision if decision else ASK if asked else "",
            "verified": plain(decision.verified if decision else row.answer.claimed),
            "numerator": plain(figures.numerator),
            "denominator": plain(figures.denominator),
            "is_under_claim": decision.is_under_claim if decision else False,
            "reason": decision.reason if decision else asked.text if asked else "",
        }

    def clean(self) -> dict:
        """The decision, the figure and the reason must fit one another."""
        super().clean()
        cleaned = self.cleaned_data
        chosen = cleaned.get("decision")
        if chosen == ASK:
            self._need_reason(cleaned, _("Say what the supplier should change"))
        elif chosen == NOT:
            self._need_reason(cleaned, _("Say why nothing is verified"))
        elif chosen and "numerator" in self.fields:
            self._read_percent(cleaned)
        elif chosen and "verified" in self.fields:
            self._read_figure(cleaned)
        # Last, because a reason that names somebody is a reason all the same.
        self.look_at("reason")
        return cleaned

    def _need_reason(self, cleaned: dict, message) -> None:
        if not cleaned.get("reason"):
            self.add_error("reason", message)

    def _read_figure(self, cleaned: dict) -> None:
        try:
            figure = parse_value(self.row.measure, cleaned.get("verified", ""))
        except FigureError as error:
            self.add_error("verified", error.message)
            return
        cleaned["figure"] = figure
        self._compare(cleaned, figure, "verified", allow_more=cleaned.get("is_under_claim", False))

    def _read_percent(self, cleaned: dict) -> None:
        parts = {}
        for name in ("numerator", "denominator"):
            try:
                parts[name] = parse_part(self.row.measure, cleaned.get(name, ""), part=name)
            except FigureError as error:
                self.add_error(name, error.message)
        if len(parts) == 2:
            cleaned["parts"] = parts
            cleaned["figure"] = percentage(parts["numerator"], parts["denominator"])
            self._compare_parts(cleaned, parts)

    def _compare(self, cleaned: dict, figure: Decimal, name: str, *, allow_more: bool) -> None:
        """Verified means all of the claim, in part means less of it; more needs its own tick and a reason."""
        claimed = self.row.answer.claimed or Decimal(0)
        if figure > claimed and not allow_more:
            self.add_error(name, _("The verified figure cannot be more than the supplier claimed"))
        elif figure > claimed:
            self._need_reason(cleaned, _("Say why the verified figure is more than the supplier claimed"))
        elif figure < claimed and cleaned["decision"] == VERIFIED:
            self.add_error("decision", _("The figure is less than claimed: choose “Verified in part”"))
        elif cleaned["decision"] == PART and figure == claimed:
            self.add_error(name, _("Enter a figure that is less than claimed, or choose “Verified”"))
        elif cleaned["decision"] == PART:
            self._need_reason(cleaned, _("Say why only a part is verified"))

    def _compare_parts(self, cleaned: dict, parts: dict) -> None:
        """As `_compare`, for a percentage: neither it nor its top figure may be more than claimed."""
        answer = self.row.answer
        claimed, top = answer.claimed or Decimal(0), answer.numerator or Decimal(0)
        if cleaned["figure"] > claimed or parts["numerator"] > top:
            self.add_error("numerator", _("The verified figure cannot be more than the supplier claimed"))
        elif parts == {"numerator": answer.numerator, "denominator": answer.denominator}:
            if cleaned["decision"] == PART:
                self.add_error("numerator", _("Enter a figure that is less than claimed, or choose “Verified”"))
        elif cleaned["decision"] == VERIFIED:
            self.add_error("decision", _("The figure is less than claimed: choose “Verified in part”"))
        else:
            self._need_reason(cleaned, _("Say why only a part is verified"))

    def to_decision(self) -> Decision:
        """What the action records."""
        cleaned, answer = self.cleaned_data, self.row.answer
        chosen = cleaned["decision"]
        if chosen == NOT:
            has_sum = answer.claimed is not None and self.kind != ValueType.PERCENT
            # A change for the worse that is not verified counts as 0, which is more than was claimed.
            return Decision(
                NOT,
                verified=Decimal(0) if has_sum else None,
                is_under_claim=has_sum and (answer.claimed or 0) < 0,
                reason=cleaned["reason"],
            )
        figure = cleaned.get("figure", answer.claimed)
        return Decision(
            chosen,
            verified=figure,
            is_under_claim=bool(cleaned.get("is_under_claim"))
            and figure is not None
            and figure > (answer.claimed or 0),
            reason=cleaned["reason"],
            **cleaned.get("parts", {}),
        )


def _figure(label) -> forms.CharField:
    """A box for a figure."""
    return forms.CharField(label=label, required=False)


class TicksForm(forms.Form):
    """What an officer has checked on a line; sent along with the decision or alone."""

    checks = forms.MultipleChoiceField(label=_("What you checked"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *, checks: list[OfficerCheck]) -> None:
        to_do = [check for check in checks if check.is_for_officer]
        super().__init__(data, initial={"checks": [check.code for check in to_do if check.tick]})
        offer(self, "checks", [(check.code, _sentence(check)) for check in to_do])

    def ticked(self) -> set[str]:
        """The codes of what is ticked; what is no check of this line is left out."""
        return set(self.cleaned_data.get("checks", ())) if self.is_valid() else set()


def _sentence(check: OfficerCheck) -> str:
    """A check as its tick says it."""
    words = {"check": check.title, "sentence": check.sentence}
    if check.state == LOOK:
        return gettext("%(check)s, look at this: %(sentence)s") % words
    return gettext("%(check)s: %(sentence)s") % words


class MessageForm(NamesNobody):
    """The message that goes with a return when it is finished or sent back."""

    watched = ("message",)

    message = words_field(_("Message to the supplier"), required=False)

    def __init__(self, data=None, *, initial: dict, is_sensitive: bool) -> None:
        super().__init__(data, initial=initial)
        self.is_sensitive = is_sensitive


class SendBackForm(MessageForm):
    """The message of a return that is sent back, and the day by which the changes are due."""

    due_on = day_field(
        _("When are the changes due?"), error=_("Enter the day by which changes are due, like 27 3 2027"), required=True
    )


class ReasonForm(NamesNobody):
    """One reason, in words."""

    watched = ("reason",)

    reason = words_field(_("Reason"), error=_("Give a reason"), limit=REASON_LIMIT, rows=3)

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive


class CorrectionForm(NamesNobody):
    """What the verified figure should be, and why; the difference is worked out."""

    watched = ("reason",)

    def __init__(self, *args, line: ReturnLine, standing: tuple, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.standing = standing
        measure = line.commitment.measure
        self.is_sensitive = measure.sensitivity != Measure.Sensitivity.STANDARD
        if measure.value_type == ValueType.PERCENT:
            self.fields["numerator"] = _figure(numerator_title(measure))
            self.fields["denominator"] = _figure(capfirst(measure.denominator_label))
        else:
            self.fields["figure"] = _figure(_("The verified figure should be"))
        self.fields["reason"] = words_field(
            _("Why it must be corrected"), error=_("Say why it must be corrected"), limit=REASON_LIMIT, rows=3
        )

    def clean(self) -> dict:
        """Work out the difference to the figure that stands."""
        super().clean()
        cleaned = self.cleaned_data
        measure = self.line.commitment.measure
        value, top, bottom = self.standing
        try:
            if "figure" in self.fields:
                figure = parse_value(measure, cleaned.get("figure", ""))
                cleaned["difference"] = Difference(value=figure - (value or Decimal(0)))
            else:
                name = "numerator"
                new_top = parse_part(measure, cleaned.get("numerator", ""), part="numerator")
                name = "denominator"
                new_bottom = parse_part(measure, cleaned.get("denominator", ""), part="denominator")
                cleaned["difference"] = Difference(
                    numerator=new_top - (top or Decimal(0)), denominator=new_bottom - (bottom or Decimal(0))
                )
        except FigureError as error:
            self.add_error("figure" if "figure" in self.fields else name, error.message)
            return cleaned
        if cleaned["difference"] == Difference():
            self.add_error(next(iter(self.fields)), _("This is the figure that stands already"))
        return cleaned
