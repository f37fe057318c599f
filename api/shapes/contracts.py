"""Contracts, what is promised under them, and who delivers them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.shapes.parts import Amount, Id, NamedShape, Shape
from framework.models import Measure
from suppliers.models import Commitment, Contract, Organisation


class ContractShape(Shape):
    """A contract."""

    id = Id()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=Contract.Status.values)
    council = NamedShape()
    supplier = NamedShape(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    reports = serializers.ChoiceField(source="frequency", choices=Contract.Frequency.values)
    framework_version = Id(source="framework_version_id", allow_null=True)
    ocid = serializers.CharField(help_text="The id of the process in published notices; empty without one.")


class MeasureShape(Shape):
    """What is counted."""

    id = Id()
    code = serializers.CharField()
    title = serializers.CharField()
    unit = serializers.CharField()
    value_type = serializers.ChoiceField(choices=Measure.ValueType.values)
    aggregation = serializers.ChoiceField(choices=Measure.Aggregation.values)


class CommitmentShape(Shape):
    """A promise under a contract. Its terms are those that stand, or while it is proposed those that were proposed."""

    id = Id()
    contract = Id(source="contract_id")
    position = serializers.IntegerField()
    promise = serializers.CharField()
    status = serializers.ChoiceField(choices=Commitment.Status.values)
    obligation = serializers.ChoiceField(choices=Commitment.Obligation.values)
    basis = serializers.ChoiceField(choices=Commitment.Basis.values)
    rate = Amount(allow_null=True)
    target = Amount(allow_null=True)
    done_by = serializers.DateField(allow_null=True)
    baseline = Amount(allow_null=True)
    measure = MeasureShape()
    deliverer = NamedShape(allow_null=True, help_text="Who delivers it in place of the supplier, or null.")
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class NumberShape(Shape):
    """An official number."""

    scheme = serializers.CharField()
    value = serializers.CharField()


class OrganisationShape(Shape):
    """An organisation that delivers contracts."""

    id = Id()
    name = serializers.CharField()
    is_sme = serializers.BooleanField(allow_null=True)
    is_vcse = serializers.BooleanField(allow_null=True)
    vcse_kind = serializers.ChoiceField(choices=["", *Organisation.VcseKind.values])
    numbers = serializers.SerializerMethodField()

    @extend_schema_field(NumberShape(many=True))
    def get_numbers(self, organisation: Organisation) -> list[dict[str, str]]:
        """Its official numbers."""
        return [{"scheme": one.scheme, "value": one.value} for one in organisation.identifiers.all()]
