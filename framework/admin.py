"""Support screens: frameworks can be looked at; every change goes through an action."""

from django.contrib import admin

from audit.admin import ReadOnlyAdmin
from framework.models import (
    Framework,
    FrameworkVersion,
    Measure,
    MeasureRelation,
    Objective,
    Outcome,
    ProxyValue,
    Theme,
)


@admin.register(Framework)
class FrameworkAdmin(ReadOnlyAdmin):
    """Frameworks of councils, and those that all share."""

    list_display = ["name", "council", "licence", "is_licensed"]
    list_select_related = ["council"]
    search_fields = ["name"]


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(ReadOnlyAdmin):
    """Versions, and when a contract first used them."""

    list_display = ["framework", "label", "effective_from", "frozen_at", "frozen_by"]
    list_select_related = ["framework", "frozen_by"]


@admin.register(Objective)
class ObjectiveAdmin(ReadOnlyAdmin):
    """Objectives of all versions."""

    list_display = ["code", "title", "version"]
    list_select_related = ["version__framework"]
    list_filter = ["version"]


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    """Outcomes of all versions."""

    list_display = ["code", "title", "objective", "version"]
    list_select_related = ["objective", "version__framework"]
    list_filter = ["version"]


@admin.register(Measure)
class MeasureAdmin(ReadOnlyAdmin):
    """Measures of all versions."""

    list_display = ["code", "title", "unit", "value_type", "aggregation", "sensitivity", "version"]
    list_select_related = ["version__framework"]
    list_filter = ["version", "value_type", "aggregation", "sensitivity"]
    search_fields = ["code", "external_code", "title"]


@admin.register(MeasureRelation)
class MeasureRelationAdmin(ReadOnlyAdmin):
    """Relations between measures."""

    list_display = ["measure_a", "kind", "measure_b", "effect", "span", "version"]
    list_select_related = ["measure_a", "measure_b", "version__framework"]
    list_filter = ["version", "kind", "effect"]


@admin.register(ProxyValue)
class ProxyValueAdmin(ReadOnlyAdmin):
    """Money values with their sources."""

    list_display = ["measure", "pounds", "valid_from", "valid_to", "source"]
    list_select_related = ["measure"]
    search_fields = ["measure__code"]


@admin.register(Theme)
class ThemeAdmin(ReadOnlyAdmin):
    """Local themes of all councils."""

    list_display = ["name", "council"]
    list_select_related = ["council"]
    search_fields = ["name"]
