"""What counts: frameworks in versions, their objectives, outcomes and measures, and how measures relate."""

import re

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair


class Framework(models.Model):
    """A set of objectives, outcomes and measures, kept in versions. Without a council it is there for all to copy."""

    name = models.CharField(_("name"), max_length=200)
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks")
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    is_licensed = models.BooleanField(
        _("licensed by others"), default=False, help_text=_("Texts and values are never published or exported.")
    )
    is_for_single_contracts = models.BooleanField(
        _("measures agreed for one contract each"),
        default=False,
        help_text=_("Each of its versions holds one measure, and no contract is measured by a whole one of them."),
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="framework_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(council__isnull=True), name="framework_shared_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FrameworkVersion(models.Model):
    """One edition of a framework. Frozen, and unchangeable from then on, when the first contract uses it."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=100)
    effective_from = models.DateField(_("effective from"))
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True)
    frozen_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_once"),
            models.CheckConstraint(condition=pair("frozen"), name="framework_version_frozen_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.label}"

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to; None for a framework that all share."""
        return self.framework.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its own."""
        return f"framework.frameworkversion:{self.pk}"


class Objective(models.Model):
    """Top level of a framework."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="objectives")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=250)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="objective_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Outcome(models.Model):
    """A change wanted, under an objective."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="outcomes")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="outcomes")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=250)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="outcome_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Measure(models.Model):
    """What is counted: with its unit, its rule, the evidence it needs and how its figures add up."""

    class ValueType(models.TextChoices):
        COUNT = "count", _("Whole number")
        QUANTITY = "quantity", _("Amount with decimals")
        HOURS = "hours", _("Hours")
        MONEY = "money", _("Money")
        PERCENT = "percent", _("Percentage")
        MILESTONE = "milestone", _("Done by a date")
        NARRATIVE = "narrative", _("Words")

    class Aggregation(models.TextChoices):
        SUM = "sum", _("Add the periods")
        AVERAGE = "average", _("Average over the periods")
        LATEST = "latest", _("The latest period stands")

    class Sensitivity(models.TextChoices):
        STANDARD = "standard", _("Standard")
        YOUNG_PEOPLE = "young people", _("Young people")
        CARE_LEAVERS = "care leavers", _("Young people leaving care")
        CHILDREN_IN_CARE = "looked-after children", _("Children in our care")
        SPECIAL = "special", _("Special category")

    class Photos(models.TextChoices):
        YES = "yes", _("Allowed")
        WITH_CONSENT = "with consent", _("Adults only, with consent")
        NO = "no", _("Not allowed")

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="measures")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(_("code"), max_length=20)
    external_code = models.CharField(_("code elsewhere"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=250)
    position = models.PositiveSmallIntegerField(_("position"))
    unit = models.CharField(_("unit"), max_length=30)
    value_type = models.CharField(_("kind of figure"), max_length=10, choices=ValueType)
    aggregation = models.CharField(_("adds up by"), max_length=10, choices=Aggregation)
    lower_is_better = models.BooleanField(_("lower is better"), default=False)
    calculation_rule = models.TextField(_("how to calculate"), blank=True)
    numerator_label = models.CharField(_("top figure"), max_length=120, blank=True)
    denominator_label = models.CharField(_("bottom figure"), max_length=120, blank=True)
    baseline_required = models.BooleanField(_("needs a starting figure"), default=False)
    evidence_required = models.TextField(_("evidence wanted"), blank=True)
    sensitivity = models.CharField(
        _("sensitivity of evidence"), max_length=24, choices=Sensitivity, default=Sensitivity.STANDARD
    )
    photos = models.CharField(_("photos"), max_length=12, choices=Photos, default=Photos.YES)
    target_group = models.CharField(_("who may benefit"), max_length=250, blank=True)
    double_counting_note = models.TextField(_("caution about counting twice"), blank=True)
    may_be_priced = models.BooleanField(
        _("may have a money value"),
        default=True,
        help_text=_("Never for young people's own time, what they take up or what they think."),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="measure_code_once"),
            models.CheckConstraint(
                condition=~Q(value_type="percent") | (~Q(numerator_label="") & ~Q(denominator_label="")),
                name="percent_measure_names_both_parts",
            ),
            models.CheckConstraint(
                condition=Q(
                    value_type__in=["count", "quantity", "hours", "money", "percent", "milestone", "narrative"]
                ),
                name="measure_value_type_known",
            ),
            models.CheckConstraint(
                condition=Q(aggregation__in=["sum", "average", "latest"]), name="measure_aggregation_known"
            ),
            models.CheckConstraint(
                condition=~Q(aggregation="average") | Q(value_type__in=["percent", "quantity"]),
                name="measure_average_of_ratio_or_person_time",
            ),
            models.CheckConstraint(
                condition=~Q(sensitivity__in=["care leavers", "looked-after children", "special"]) | Q(photos="no"),
                name="measure_no_photos_of_protected_groups",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def may_be_negative(self) -> bool:
        """Whether a figure below 0 is an honest answer: the measure is a change, and things can get worse."""
        rule = self.calculation_rule.lower()
        return self.numerator_label.lower().startswith("change in") or rule.startswith(("baseline", "average change"))

    @property
    def fixed_denominator(self) -> bool:
        """Whether the bottom figure is the commitment's starting figure, so that nobody has to type it again."""
        return self.denominator_label.lower().startswith("baseline")

    @property
    def numerator_code(self) -> str:
        """The code of the measure whose figure is the top figure, such as M2.04 for M2.05; empty when there is none."""
        return self.numerator_label if re.fullmatch(r"M\d+\.\d+", self.numerator_label) else ""


class Theme(models.Model):
    """A priority of a council in its own words, and the measures that serve it. A measure may serve several."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=120)
    measures = models.ManyToManyField(Measure, related_name="themes", blank=True)

    class Meta:
        ordering = ["council", "name"]
        constraints = [
            models.UniqueConstraint("council", Lower("name"), name="theme_once"),
            models.CheckConstraint(condition=~Q(name=""), name="theme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MeasureRelation(models.Model):
    """How two measures stand to one another, so that one fact is never counted twice (domain rules, section 2.5)."""

    class Kind(models.TextChoices):
        SUBSET_OF = "subset_of", _("is part of")
        FUNNEL_NEXT = "funnel_next", _("leads to")
        NEVER_BOTH = "never_both_for_same_item", _("never both for the same item")
        SAME_FACT = "same_fact_other_unit", _("same fact in another unit")
        OVERLAPS = "overlaps", _("overlaps with")
        FEEDS = "feeds", _("feeds into")
        VALID_ONLY_IF = "valid_only_if_not_worse", _("counts only if this is not worse")

    class Effect(models.TextChoices):
        SHOW = "show", _("Show side by side")
        CONFIRM = "confirm", _("Ask to confirm")
        WARN = "warn", _("Warn")
        BLOCK = "block", _("Stop")

    class Span(models.TextChoices):
        PERIOD = "period", _("Within one period")
        CONTRACT = "contract", _("Over the contract to date")

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="relations")
    measure_a = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="relations_from")
    kind = models.CharField(_("relation"), max_length=30, choices=Kind)
    measure_b = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="relations_to")
    effect = models.CharField(_("effect"), max_length=10, choices=Effect)
    span = models.CharField(_("span"), max_length=10, choices=Span)
    is_joint = models.BooleanField(
        _("joint"), default=False, help_text=_("Compared with all its joint partners added together.")
    )
    rule = models.TextField(_("rule in words"))

    class Meta:
        ordering = ["version", "measure_a__position", "measure_b__position"]
        constraints = [
            models.UniqueConstraint(fields=["measure_a", "kind", "measure_b"], name="measure_relation_once"),
            models.CheckConstraint(condition=~Q(measure_a=models.F("measure_b")), name="measure_relation_two_measures"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_a.code} {self.get_kind_display()} {self.measure_b.code}"


class ProxyValue(models.Model):
    """A money stand-in for one unit of a measure, with its source. Never needed: "not valued" is a proper answer."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="proxy_values")
    pounds = models.DecimalField(_("pounds a unit"), max_digits=12, decimal_places=2)
    source = models.TextField(_("source"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["measure", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "valid_from"], name="proxy_value_once"),
            models.CheckConstraint(condition=Q(pounds__gte=0), name="proxy_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} £{self.pounds}"
