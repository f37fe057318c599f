"""Returns and their lines. What is claimed and what is verified are two fields that never stand for one another."""

from rest_framework import serializers

from api.shapes.contracts import MeasureShape
from api.shapes.parts import Amount, Id, NamedShape, Shape
from returns.models import NotTakenUp, SupplierReturn, Verification

VERIFIED = "What an officer has verified, with corrections; null until the return is decided."
CLAIMED = "What the supplier claims in what the council has; null while nothing was sent."


class ContractNameShape(Shape):
    """A contract, by id, reference and title."""

    id = Id()
    reference = serializers.CharField()
    title = serializers.CharField()


class PeriodShape(Shape):
    """The window a return covers, from its first day to its last."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class ReturnShape(Shape):
    """A supplier's report on one contract for one period."""

    id = Id()
    reference = serializers.CharField(help_text="What people quote.")
    status = serializers.ChoiceField(choices=SupplierReturn.Status.values)
    contract = ContractNameShape()
    council = NamedShape()
    supplier = NamedShape()
    period = PeriodShape()
    due_on = serializers.DateField()
    sent_at = serializers.DateTimeField(source="submitted_at", allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class LineShape(Shape):
    """One promise in a return, with its figures."""

    id = Id()
    number = serializers.IntegerField()
    commitment = Id(source="commitment_id")
    promise = serializers.CharField(source="commitment.promise")
    measure = MeasureShape(source="commitment.measure")
    target = Amount(allow_null=True, help_text="What is promised for the period.")
    claimed = Amount(allow_null=True, help_text=CLAIMED)
    verified = Amount(allow_null=True, help_text=VERIFIED)
    decision = serializers.ChoiceField(
        choices=Verification.Decision.values, allow_null=True, help_text="null until the return is decided."
    )


class LineOfReturnShape(LineShape):
    """A line in a list of lines: with whose it is and for when."""

    return_id = Id(source="supplier_return_id")
    return_status = serializers.ChoiceField(source="supplier_return.status", choices=SupplierReturn.Status.values)
    contract = ContractNameShape(source="supplier_return.contract")
    council = NamedShape(source="supplier_return.council")
    supplier = NamedShape(source="supplier_return.supplier")
    period = PeriodShape(source="supplier_return.period")


class NotTakenUpShape(Shape):
    """How many were sought or offered and not taken up, for a reason."""

    reason = serializers.ChoiceField(choices=NotTakenUp.Reason.values)
    count = serializers.IntegerField()


class AnswerShape(Shape):
    """What the supplier says about a line."""

    figure = Amount(source="answer.claimed", allow_null=True)
    numerator = Amount(source="answer.numerator", allow_null=True)
    denominator = Amount(source="answer.denominator", allow_null=True)
    achieved_on = serializers.DateField(source="answer.achieved_on", allow_null=True)
    nothing_reason = serializers.CharField(source="answer.nothing_reason")
    unusual_reason = serializers.CharField(source="answer.unusual_reason")
    narrative = serializers.CharField(source="answer.narrative", help_text="Who benefited and what changed.")
    no_evidence_reason = serializers.CharField(source="answer.no_evidence_reason")
    not_taken_up = NotTakenUpShape(many=True)
    files = serializers.IntegerField(
        allow_null=True,
        help_text="How many files there are as evidence; null where evidence is about people who need protection.",
    )
    is_answered = serializers.BooleanField(help_text="Whether figure, words and evidence were all gone through.")


class AnsweredLineShape(LineShape):
    """A line with what is said about it."""

    is_open = serializers.BooleanField(help_text="Whether the supplier may change it now.")
    answer = AnswerShape(allow_null=True)


class PairShape(Shape):
    """Two measures that must not count the same person or thing: whoever sends the return confirms it by this key."""

    key = serializers.CharField()
    question = serializers.CharField()


class WholeReturnShape(ReturnShape):
    """A return with its lines. Until it is sent a council sees none; who takes part in a contract sees its own."""

    revision = serializers.IntegerField(
        source="told.revision", allow_null=True, help_text="Which edition of the answers this is."
    )
    is_whole = serializers.BooleanField(
        source="told.is_whole", help_text="false: only the lines that this organisation delivers."
    )
    is_nothing = serializers.BooleanField(
        source="told.is_nothing", help_text="Whether there is nothing to report for the whole period."
    )
    nothing_reason = serializers.CharField(source="told.nothing_reason", allow_null=True)
    story = serializers.CharField(source="told.story", allow_null=True)
    message = serializers.CharField(
        source="told.message", allow_null=True, help_text="The council's message to the supplier."
    )
    is_with_signatory = serializers.BooleanField(
        source="told.is_with_signatory", help_text="Whether it waits for somebody who signs it off."
    )
    pairs_to_confirm = PairShape(source="told.pairs_to_confirm", many=True)
    lines = AnsweredLineShape(source="told.lines", many=True)
