"""What counts: versions of frameworks with their objectives, outcomes and measures."""

from rest_framework import serializers

from api.shapes.contracts import MeasureShape
from api.shapes.parts import Id, Shape
from framework.models import Measure


class FrameworkVersionShape(Shape):
    """One edition of a framework."""

    id = Id()
    framework = serializers.CharField(source="framework.name")
    council = Id(source="framework.council_id", allow_null=True, help_text="Whose own it is; null: all share it.")
    number = serializers.IntegerField()
    label = serializers.CharField()
    effective_from = serializers.DateField()


class FrameworkMeasureShape(MeasureShape):
    """A measure with everything that is said of it."""

    lower_is_better = serializers.BooleanField()
    calculation_rule = serializers.CharField()
    numerator_label = serializers.CharField()
    denominator_label = serializers.CharField()
    evidence_required = serializers.CharField()
    sensitivity = serializers.ChoiceField(choices=Measure.Sensitivity.values)
    target_group = serializers.CharField()


class OutcomeShape(Shape):
    """An outcome with its measures."""

    code = serializers.CharField(source="outcome.code")
    title = serializers.CharField(source="outcome.title")
    measures = FrameworkMeasureShape(many=True)


class ObjectiveShape(Shape):
    """An objective with its outcomes."""

    code = serializers.CharField(source="objective.code")
    title = serializers.CharField(source="objective.title")
    outcomes = OutcomeShape(many=True)


class WholeFrameworkVersionShape(FrameworkVersionShape):
    """A version with all that is in it."""

    objectives = ObjectiveShape(source="objectives_told", many=True)
