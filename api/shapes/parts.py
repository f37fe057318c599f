"""What the shapes of the API are made of. Ids are texts, amounts are texts of digits, days and moments are ISO 8601."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class Shape(serializers.Serializer):
    """What is given, or taken: a name in the description is that of the class without the ending."""

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        set_override(cls, "component_name", cls.__name__.removesuffix("Shape"))


def page(shape: type[Shape]) -> type[Shape]:
    """The shape of a page of a list."""
    fields = {
        "results": shape(many=True),
        "next": serializers.CharField(allow_null=True, help_text="The address of the next page; null on the last."),
    }
    return type(f"{shape.__name__.removesuffix('Shape')}PageShape", (Shape,), fields)


@extend_schema_field({"type": "string", "pattern": "^[0-9]+$"})
class Id(serializers.CharField):
    """The number of a thing, as text: nothing is worked out with it."""


@extend_schema_field({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"})
class Amount(serializers.Field):
    """A figure, exact, with no more decimals than it has."""

    def to_representation(self, value: Decimal) -> str:
        """25.500 is "25.5"."""
        return f"{value.normalize():f}"


class Text(serializers.CharField):
    """A text that is sent; a number or a yes is none, and is not taken for one."""

    default_error_messages = {"invalid": _("This must be a text in quotes")}

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"allow_blank": True, "required": False, "trim_whitespace": False, **kwargs})

    def to_internal_value(self, data: Any) -> str:
        """The text as it is: the forms behind say what is wrong with it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class YesNo(serializers.BooleanField):
    """true or false that is sent, and nothing that only looks like it."""

    default_error_messages = {"invalid": _("This must be true or false")}

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_internal_value(self, data: Any) -> bool:
        """One of the two."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class Count(serializers.IntegerField):
    """A whole number that is sent."""

    default_error_messages = {
        "invalid": _("This must be a whole number"),
        "min_value": _("This must be a whole number"),
        "max_value": _("This must be a number below 1 million"),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"min_value": 0, "max_value": 999_999, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        """The number; a text with digits is none."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class NamedShape(Shape):
    """An organisation or a council, by id and name."""

    id = Id()
    name = serializers.CharField()
