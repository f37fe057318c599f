"""What a token is good for."""

from rest_framework import serializers

from api.models import ApiToken
from api.shapes.parts import NamedShape, Shape


class TokenShape(Shape):
    """The token a request came with."""

    name = serializers.CharField()
    scope = serializers.ChoiceField(choices=ApiToken.Scope.values)
    expires_on = serializers.DateField(help_text="The last day on which it works.")
    organisation = NamedShape(allow_null=True)
    council = NamedShape(allow_null=True)
    requests_a_minute = serializers.IntegerField()
