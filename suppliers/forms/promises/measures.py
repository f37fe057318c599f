"""What a promise is counted by: a measure of the framework, one of the contract's own, or an organisation's mission."""

from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from suppliers.differences import who_words
from suppliers.forms.asking import words_field
from suppliers.forms.promises.asked import Asked, StepForm, line_field, one_of, yes_or_no

OWN = "own"
REASON_LIMIT = 1000
ValueType, Aggregation, Sensitivity, Photos = (
    Measure.ValueType,
    Measure.Aggregation,
    Measure.Sensitivity,
    Measure.Photos,
)
# What each kind of figure is counted in, where that is given, and how it may combine over the periods.
UNITS = {
    ValueType.HOURS: "hours",
    ValueType.MONEY: "gbp",
    ValueType.PERCENT: "percent",
    ValueType.MILESTONE: "date",
    ValueType.NARRATIVE: "text",
}
COMBINE = {
    ValueType.COUNT: (Aggregation.SUM, Aggregation.LATEST),
    ValueType.QUANTITY: (Aggregation.SUM, Aggregation.AVERAGE, Aggregation.LATEST),
    ValueType.HOURS: (Aggregation.SUM, Aggregation.LATEST),
    ValueType.MONEY: (Aggregation.SUM, Aggregation.LATEST),
    ValueType.PERCENT: (Aggregation.AVERAGE, Aggregation.LATEST),
    ValueType.MILESTONE: (Aggregation.LATEST,),
    ValueType.NARRATIVE: (Aggregation.LATEST,),
}
# Whom no photo may show (invariant 11).
NEVER_SHOWN = (Sensitivity.CARE_LEAVERS, Sensitivity.CHILDREN_IN_CARE, Sensitivity.SPECIAL)
MISSION_TITLE = "The value of our mission"


class MeasureForm(StepForm):
    """A choice among the measures that were found, or another one."""

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """The measure chosen before."""
        return {"measure": OWN if asked.terms.custom else asked.terms.measure}

    def ask(self) -> None:
        """One radio for each measure found."""
        found = [(measure.code, f"{measure.title} ({measure.code})") for measure in self.asked.measures]
        choices = [*found, (OWN, _("Another measure, which we describe ourselves"))]
        self.fields["measure"] = one_of(_("Measure"), choices, error=_("Choose a measure"))

    def to_draft(self) -> dict[str, Any]:
        """The code; a measure of one's own is described on the next pages."""
        chosen = self.cleaned_data["measure"]
        if chosen == OWN:
            return {"measure": ""}
        return {"measure": chosen, "custom": None, "outcome": ""}


class OwnWhatForm(StepForm):
    """What is counted by a measure of the contract's own."""

    watched = ("title",)

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was said of it before."""
        custom = asked.terms.custom
        return {
            "title": custom.title if custom else "",
            "outcome": asked.terms.outcome,
            "value_type": custom.value_type if custom else "",
            "unit": custom.unit if custom and custom.value_type not in UNITS else "",
        }

    def ask(self) -> None:
        """Its name, the outcome it belongs to, and the kind of its figure."""
        self.fields["title"] = line_field(
            _("What is counted"), limit=250, error=_("Say what is counted, like young people who learned to cook")
        )
        self.fields["outcome"] = outcome_field(self.asked)
        self.fields["value_type"] = one_of(
            _("Kind of figure"), ValueType.choices, error=_("Choose what kind of figure it is")
        )
        self.fields["unit"] = line_field(_("Counted in"), limit=30, required=False)

    def clean(self) -> dict:
        """Numbers need a unit."""
        super().clean()
        kind = self.cleaned_data.get("value_type")
        if kind and kind not in UNITS and not self.cleaned_data.get("unit"):
            self.add_error("unit", _("Say what it is counted in, like people or sessions"))
        return self.cleaned_data

    def to_draft(self) -> dict[str, Any]:
        """The beginning of the measure; what was said of it before and still fits is kept."""
        cleaned, before = self.cleaned_data, self.asked.terms.custom
        kind = ValueType(cleaned["value_type"])
        custom: dict[str, Any] = dict(vars(before)) if before and before.value_type == kind else {}
        ways = COMBINE[kind]
        custom |= {
            "code": "",
            "title": cleaned["title"],
            "value_type": str(kind),
            "unit": UNITS.get(kind) or cleaned["unit"],
            "aggregation": str(custom.get("aggregation") or ways[0]),
            "may_be_priced": False,
        }
        if kind == ValueType.PERCENT:
            # Both are asked on the next page; a percentage always has them.
            custom |= {name: custom.get(name) or "?" for name in ("numerator_label", "denominator_label")}
        return {"custom": custom, "outcome": cleaned["outcome"]}


class OwnHowForm(StepForm):
    """How the figures of a measure of the contract's own are worked out, combined and shown."""

    watched = ("calculation_rule", "evidence_required")

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was said of it before."""
        custom = asked.terms.custom
        if custom is None or not asked.is_done:
            return {}
        begun = {name: getattr(custom, name) for name in ("aggregation", "calculation_rule", "evidence_required")}
        flags = {
            "lower_is_better": "yes" if custom.lower_is_better else "no",
            "baseline_required": "yes" if custom.baseline_required else "no",
        }
        parts = {name: getattr(custom, name).removeprefix("?") for name in ("numerator_label", "denominator_label")}
        return {**begun, **flags, **parts, "sensitivity": custom.sensitivity, "photos": custom.photos}

    def ask(self) -> None:
        """What depends on the kind of figure, then what is asked of all."""
        kind = ValueType(self.asked.terms.custom.value_type) if self.asked.terms.custom else ValueType.COUNT
        ways = [(way.value, way.label) for way in COMBINE[kind]]
        if len(ways) > 1:
            self.fields["aggregation"] = one_of(_("Over the periods"), ways, error=_("Choose how the periods combine"))
        if kind == ValueType.PERCENT:
            for name, label, error in (
                (
                    "numerator_label",
                    _("Top figure"),
                    _("Say what the top figure counts, like invoices paid on time"),
                ),
                ("denominator_label", _("Bottom figure"), _("Say what the bottom figure counts, like invoices due")),
            ):
                self.fields[name] = line_field(label, limit=120, error=error)
        if kind not in (ValueType.MILESTONE, ValueType.NARRATIVE):
            self.fields["lower_is_better"] = yes_or_no(
                _("Is a lower figure better?"), error=_("Say whether a lower figure is better")
            )
            self.fields["baseline_required"] = yes_or_no(
                _("Is it a change from a starting figure?"), error=_("Say whether it starts from a figure")
            )
        self.fields["calculation_rule"] = words_field(
            _("How to work it out"),
            error=_("Say what counts and what does not"),
            limit=REASON_LIMIT,
            rows=3,
        )
        self.fields["evidence_required"] = words_field(
            _("Evidence wanted"), error=_("Say what evidence shows it"), limit=REASON_LIMIT, rows=3
        )
        self.fields["sensitivity"] = sensitivity_field()
        self.fields["photos"] = one_of(
            _("Photos as evidence"), Photos.choices, error=_("Say whether photos are allowed as evidence")
        )

    def clean(self) -> dict:
        """No photo shows anybody who needs protection, whoever agrees."""
        self.is_sensitive = self.data.get("sensitivity") not in (None, "", Sensitivity.STANDARD.value)
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("sensitivity") in NEVER_SHOWN and cleaned.get("photos") != Photos.NO:
            who = get_text_list([str(kind.label).lower() for kind in NEVER_SHOWN], gettext("or"))
            message = gettext("Choose that photos are not allowed: they never are where it is about %(who)s")
            self.add_error("photos", message % {"who": who})
        return cleaned

    def to_draft(self) -> dict[str, Any]:
        """The measure in full."""
        before = self.asked.terms.custom
        cleaned = dict(self.cleaned_data)
        for name in ("lower_is_better", "baseline_required"):
            cleaned[name] = cleaned.get(name) == "yes"
        kept = {name: value for name, value in cleaned.items() if name in vars(before)} if before else {}
        return {"custom": {**(vars(before) if before else {}), **kept}}


class MissionForm(StepForm):
    """The value of an organisation whose core purpose is social value, in its own words.

    Of one that is agreed only two answers may change; the others are what it is counted by.
    """

    watched = ("promise", "target_group", "calculation_rule", "evidence_required")

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was said before."""
        terms, custom = asked.terms, asked.terms.custom
        return {
            "promise": terms.promise,
            "target_group": terms.target_group,
            "calculation_rule": custom.calculation_rule if custom else "",
            "evidence_required": custom.evidence_required if custom else "",
            "sensitivity": custom.sensitivity if custom else "",
            "outcome": terms.outcome,
        }

    def ask(self) -> None:
        """Four questions, whom it is about, and the outcome it belongs to; two questions once it is agreed."""
        self.fields["promise"] = words_field(
            _("What do you exist to do?"), error=_("Say what you exist to do"), limit=300, rows=3
        )
        self.fields["target_group"] = words_field(_("Who benefits?"), error=_("Say who benefits"), limit=250, rows=2)
        if self.asked.is_new:
            self._ask_what_it_is_counted_by()

    def _ask_what_it_is_counted_by(self) -> None:
        self.fields["calculation_rule"] = words_field(
            _("What changes because of it?"), error=_("Say what changes because of it"), limit=REASON_LIMIT, rows=4
        )
        self.fields["evidence_required"] = words_field(
            _("How will people know?"), error=_("Say how people will know"), limit=REASON_LIMIT, rows=4
        )
        self.fields["sensitivity"] = sensitivity_field()
        self.fields["outcome"] = outcome_field(self.asked)

    def clean(self) -> dict:
        """What is about people who need protection names nobody."""
        if self.asked.is_new:
            self.is_sensitive = self.data.get("sensitivity") not in (None, "", Sensitivity.STANDARD.value)
        return super().clean()

    def to_draft(self) -> dict[str, Any]:
        """A promise told in words, counted by a measure of its own."""
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in ("promise", "target_group")}
        if not self.asked.is_new:
            return words
        custom = {
            "code": "",
            "title": MISSION_TITLE,
            "unit": UNITS[ValueType.NARRATIVE],
            "value_type": ValueType.NARRATIVE.value,
            "aggregation": Aggregation.LATEST.value,
            "calculation_rule": cleaned["calculation_rule"],
            "evidence_required": cleaned["evidence_required"],
            "sensitivity": cleaned["sensitivity"],
            "photos": Photos.NO.value,
            "may_be_priced": False,
        }
        return {**words, "custom": custom, "outcome": cleaned["outcome"], "measure": "", "is_mission": True}


def outcome_field(asked: Asked) -> forms.ChoiceField:
    """The outcome of the contract's framework that a measure of its own belongs to."""
    choices = [("", _("Choose an outcome")), *((code, f"{code} {title}") for code, title in asked.outcomes)]
    error = _("Choose the outcome it comes closest to")
    return forms.ChoiceField(
        label=_("Which outcome does it belong to?"),
        choices=choices,
        error_messages={"required": error, "invalid_choice": error},
    )


def sensitivity_field() -> forms.ChoiceField:
    """Whom the evidence is about."""
    choices = [(kind.value, who_words(kind.value)) for kind in Sensitivity]
    return one_of(_("Who is it about?"), choices, error=_("Choose who it is about"))
