"""Shapes of what suppliers type. Forms read and check shape; they never write and never ask who may or when."""

from decimal import Decimal

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from framework.queries import numerator_title
from framework.values import FigureError, parse_part, parse_value, percentage
from returns.actions.answering import Figure
from returns.checks.usual_size import is_unusual
from returns.declarations import DECLARATIONS
from returns.models import NotTakenUp
from returns.sheet import Row, Sheet
from suppliers.forms.asking import HowMany, words_field
from suppliers.forms.naming import NamesNobody

REASON_LIMIT = 1000
MOST_PERCENT = Decimal(10) ** 12
NOT_TAKEN_UP = "not_taken_up_"
ValueType = Measure.ValueType


class FigureForm(NamesNobody):
    """The figure of one commitment: what it asks depends on how the measure is counted."""

    def __init__(self, *args, row: Row, **kwargs) -> None:
        kwargs["initial"] = self._initial(row)
        super().__init__(*args, **kwargs)
        self.row = row
        self.kind = row.measure.value_type
        self.is_sensitive = row.is_sensitive
        getattr(self, f"_ask_{self.kind}", self._ask_number)()
        self._ask_nothing()
        self.reasons: list[str] = []
        if row.asks_not_taken_up:
            self._ask_not_taken_up()
        if is_unusual(row, row.answer.claimed) or "unusual_reason" in self.data:
            self.fields["unusual_reason"] = words_field(
                _("Why the figure is so different from the target"), required=False, limit=REASON_LIMIT, rows=3
            )

    def _ask_nothing(self) -> None:
        """Whether there is nothing to report, and why; a milestone has "Not yet" for that."""
        label = _("If it is not done yet, why")
        if self.kind != ValueType.MILESTONE:
            label = _("Why there is nothing to report")
            self.fields["nothing"] = forms.BooleanField(label=_("We have nothing to report for this"), required=False)
        self.fields["nothing_reason"] = words_field(label, required=False, limit=REASON_LIMIT, rows=3)

    def _ask_not_taken_up(self) -> None:
        """How many were sought or offered and not taken up, for each reason of the list."""
        for reason in NotTakenUp.Reason:
            name = f"{NOT_TAKEN_UP}{reason.value}"
            self.fields[name] = HowMany(label=reason.label)
            self.reasons.append(name)

    @staticmethod
    def _initial(row: Row) -> dict:
        answer = row.answer
        figure = answer.claimed
        return {
            "figure": "" if figure is None else f"{figure.normalize():f}",
            "numerator": "" if answer.numerator is None else f"{answer.numerator.normalize():f}",
            "denominator": "" if answer.denominator is None else f"{answer.denominator.normalize():f}",
            "is_done": {None: "", Decimal(0): "no"}.get(figure, "yes"),
            "achieved_on": answer.achieved_on,
            "nothing": bool(answer.nothing_reason) or (row.says_why_nothing and figure is None),
            **{f"{NOT_TAKEN_UP}{reason}": count for reason, count in row.not_taken_up.items()},
            "nothing_reason": answer.nothing_reason,
            "unusual_reason": answer.unusual_reason,
        }

    def _ask_number(self) -> None:
        self.fields["figure"] = forms.CharField(label=_("Figure"), required=False)

    def _ask_percent(self) -> None:
        self.fields["numerator"] = forms.CharField(label=numerator_title(self.row.measure), required=False)
        if not self.row.measure.fixed_denominator:
            self.fields["denominator"] = forms.CharField(
                label=capfirst(self.row.measure.denominator_label), required=False
            )

    def _ask_milestone(self) -> None:
        choices = [("yes", _("Yes")), ("no", _("Not yet"))]
        self.fields["is_done"] = forms.ChoiceField(
            label=_("Is it done?"), choices=choices, widget=forms.RadioSelect, required=False
        )
        self.fields["achieved_on"] = forms.DateField(
            label=_("When it was done"),
            help_text=_("For example, 27 3 2027"),
            required=False,
            widget=forms.SelectDateWidget,
            error_messages={"invalid": _("The day it was done must be a real date, like 27 3 2027")},
        )

    def _ask_narrative(self) -> None:
        """Words are asked on the next page."""

    def clean(self) -> dict:
        """Nothing with its reason, or the figure."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("nothing"):
            self.errors.pop("achieved_on", None)
            if not (cleaned.get("nothing_reason") or self.not_taken_up) and "nothing_reason" not in self.errors:
                self.add_error("nothing_reason", _("Say why there is nothing to report"))
            self.look_at("nothing_reason")
            return cleaned
        getattr(self, f"_read_{self.kind}", self._read_number)(cleaned)
        for name in ("nothing_reason", "unusual_reason"):
            if cleaned.get(name) and (name != "nothing_reason" or self.kind == ValueType.MILESTONE):
                self.look_at(name)
        return cleaned

    def _read_number(self, cleaned: dict) -> None:
        cleaned["claimed"] = self._parse("figure", lambda: parse_value(self.row.measure, cleaned.get("figure", "")))
        if cleaned["claimed"] == 0 and not self.not_taken_up:
            error = _("If it is 0, tick “We have nothing to report for this” and say why")
            if self.reasons:
                error = _("If it is 0, say why it is, or count below what was sought or offered and not taken up")
            self.add_error("figure", error)

    def _read_percent(self, cleaned: dict) -> None:
        measure = self.row.measure
        top = self._parse("numerator", lambda: parse_part(measure, cleaned.get("numerator", ""), part="numerator"))
        if measure.fixed_denominator:
            bottom = self._baseline()
        else:
            text = cleaned.get("denominator", "")
            bottom = self._parse("denominator", lambda: parse_part(measure, text, part="denominator"))
        if top is None or bottom is None:
            return
        if top > bottom and not measure.may_be_negative:
            self.add_error("numerator", _("The first figure cannot be more than the second, which it is a part of"))
            return
        claimed = percentage(top, bottom)
        if claimed is None or abs(claimed) >= MOST_PERCENT:
            self.add_error("numerator", _("Check both figures: the percentage they make is too large"))
            return
        cleaned.update(numerator=top, denominator=bottom, claimed=claimed)

    def _baseline(self) -> Decimal | None:
        """The starting figure that this percentage is worked out from; an error when there is none to divide by."""
        baseline = self.row.commitment.baseline
        if baseline is None or baseline <= 0:
            self.add_error(
                "numerator", _("This cannot be worked out without a starting figure. Ask the council for it")
            )
            return None
        return baseline

    def _read_milestone(self, cleaned: dict) -> None:
        period = self.row.line.supplier_return.period
        if not cleaned.get("is_done"):
            self.add_error("is_done", _("Say whether it is done"))
        elif cleaned["is_done"] == "no":
            self.errors.pop("achieved_on", None)
            cleaned.update(claimed=Decimal(0), achieved_on=None)
            cleaned["nothing_reason"] = cleaned.get("nothing_reason") or self._not_due_yet()
            if not (cleaned["nothing_reason"] or self.not_taken_up) and "nothing_reason" not in self.errors:
                self.add_error("nothing_reason", _("Say why it is not done yet"))
        elif "achieved_on" in cleaned and cleaned["achieved_on"] is None:
            self.add_error("achieved_on", _("Enter the day it was done"))
        elif "achieved_on" in cleaned and cleaned["achieved_on"] >= period.ends_before:
            self.add_error("achieved_on", _("The day it was done cannot be after the end of the period"))
        else:
            cleaned.update(claimed=Decimal(1), nothing_reason="")

    def _not_due_yet(self) -> str:
        """A reason that needs no writing: its day has not come. Empty when it has."""
        done_by = self.row.commitment.done_by
        if done_by is None or done_by < self.row.line.supplier_return.period.ends_before:
            return ""
        return gettext("Not due until %(day)s") % {"day": date_format(done_by, "j F Y")}

    @property
    def not_taken_up(self) -> dict[str, int]:
        """How many were sought or offered and not taken up, by reason; only where there were any."""
        counts = {name.removeprefix(NOT_TAKEN_UP): self.cleaned_data.get(name) or 0 for name in self.reasons}
        return {reason: count for reason, count in counts.items() if count}

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        """The fields of the reasons why something was not taken up, in their order; none where nothing is asked."""
        return [self[name] for name in self.reasons]

    @property
    def has_reasons(self) -> bool:
        """Whether the reasons should be open to see: there are some, or one of them is wrong."""
        return any(field.value() or field.errors for field in self.reason_fields)

    def _read_narrative(self, cleaned: dict) -> None:
        cleaned["claimed"] = None

    def _parse(self, name: str, read) -> Decimal | None:
        """What a person typed as a figure; an error beside its field otherwise."""
        try:
            return read()
        except FigureError as error:
            self.add_error(name, error.message)
            return None

    def to_figure(self) -> Figure:
        """What the action saves."""
        cleaned = self.cleaned_data
        if cleaned.get("nothing"):
            nothing = None if self.kind in (ValueType.PERCENT, ValueType.NARRATIVE) else Decimal(0)
            return Figure(claimed=nothing, nothing_reason=cleaned["nothing_reason"])
        return Figure(
            claimed=cleaned.get("claimed"),
            numerator=cleaned.get("numerator") if self.kind == ValueType.PERCENT else None,
            denominator=cleaned.get("denominator") if self.kind == ValueType.PERCENT else None,
            achieved_on=cleaned.get("achieved_on"),
            nothing_reason=cleaned.get("nothing_reason", "") if self.kind == ValueType.MILESTONE else "",
            unusual_reason=cleaned.get("unusual_reason", ""),
        )


class WordsForm(NamesNobody):
    """Who benefited and what changed."""

    watched = ("narrative",)

    def __init__(self, data=None, *, row: Row) -> None:
        super().__init__(data, initial={"narrative": row.answer.narrative})
        self.is_sensitive = row.is_sensitive
        nothing = row.says_why_nothing
        self.fields["narrative"] = words_field(
            _("Who benefited, and what changed for them?"),
            required=not nothing,
            error=_("Say in a few sentences who benefited and what changed"),
        )


class StoryForm(NamesNobody):
    """The story of the whole period; it may stay empty. It is read beside every line, so one sensitive line counts."""

    watched = ("story",)
    story = words_field(_("Tell the story of this period"), required=False)

    def __init__(self, data=None, *, sheet: Sheet) -> None:
        super().__init__(data, initial={"story": sheet.revision.story})
        self.is_sensitive = sheet.is_sensitive


class NilForm(NamesNobody):
    """Why there is nothing to report for the whole period."""

    watched = ("nil_reason",)
    nil_reason = words_field(
        _("Why is there nothing to report for the whole period?"),
        error=_("Say why there is nothing to report"),
        limit=REASON_LIMIT,
    )

    def __init__(self, data=None, *, sheet: Sheet) -> None:
        super().__init__(data, initial={"nil_reason": sheet.revision.nil_reason})
        self.is_sensitive = sheet.is_sensitive


class DeclineForm(NamesNobody):
    """Why a return is not signed off."""

    watched = ("reason",)
    reason = words_field(
        _("Why do you not sign it off?"), error=_("Say what has to change before you sign it off"), limit=REASON_LIMIT
    )

    def __init__(self, data=None, *, sheet: Sheet) -> None:
        super().__init__(data)
        self.is_sensitive = sheet.is_sensitive


class CheckForm(forms.Form):
    """The declarations, and the pairs of measures that must not count the same person or thing."""

    declarations = forms.MultipleChoiceField(
        label=_("I confirm that"),
        choices=list(DECLARATIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # Which asking for sign-off the page was made for: what was taken back and changed since is not sent unread.
    sign_off = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, pairs: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = list(pairs)
        if pairs:
            self.fields["pairs"] = forms.MultipleChoiceField(
                label=_("These measures must not count the same person or thing twice"),
                choices=list(pairs.items()),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
