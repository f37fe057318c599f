"""What goes wrong, as it is written down: problem details (RFC 9457)."""

from rest_framework import serializers

from api.shapes.parts import Shape


class FaultShape(Shape):
    """One thing to mend."""

    field = serializers.CharField(allow_blank=True, help_text="The field of what was sent; empty: none in particular.")
    line = serializers.IntegerField(allow_null=True, help_text="The line of the return it is about, or null.")
    message = serializers.CharField(help_text="What is wrong and how to mend it: the sentence that the pages say.")


class ProblemShape(Shape):
    """What went wrong."""

    type = serializers.CharField(help_text="Where it is explained.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()


class ProblemsShape(ProblemShape):
    """What went wrong, with everything that must be mended."""

    errors = FaultShape(many=True)
