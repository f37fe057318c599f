"""Support screens for organisations, contracts and commitments: to look at, never to write."""

from django.contrib import admin

from audit.admin import ReadOnlyAdmin
from suppliers.models import (
    ArrivedNotice,
    Commitment,
    Contract,
    LegalThreshold,
    Member,
    NoticeRef,
    NoticeSource,
    Organisation,
    Proposal,
    ReportingPeriod,
)


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations."""

    list_display = ("name", "is_sme", "is_vcse")
    search_fields = ("name", "identifiers__value")


@admin.register(Member)
class MemberAdmin(ReadOnlyAdmin):
    """Who acts for which organisation."""

    list_display = ("user", "organisation", "role")
    search_fields = ("user__email", "organisation__name")


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    """Contracts."""

    list_display = ("reference", "title", "council", "supplier", "status")
    list_filter = ("council", "status")
    search_fields = ("reference", "title", "ocid")


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    """Commitments."""

    list_display = ("promise", "contract", "measure", "target", "status")
    search_fields = ("promise", "contract__reference")
    list_select_related = ("contract", "measure")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """What was proposed about promises, and what was answered."""

    list_display = ("commitment", "number", "kind", "side", "status")
    list_filter = ("kind", "status")
    search_fields = ("commitment__promise", "commitment__contract__reference")
    list_select_related = ("commitment",)


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(ReadOnlyAdmin):
    """Reporting periods."""

    list_display = ("contract", "starts_on", "ends_before", "due_on", "opened_on")
    list_select_related = ("contract",)


@admin.register(NoticeRef)
class NoticeRefAdmin(ReadOnlyAdmin):
    """Notices read in."""

    list_display = ("ocid", "release_id", "kind", "council", "published")
    search_fields = ("ocid", "release_id")


@admin.register(NoticeSource)
class NoticeSourceAdmin(ReadOnlyAdmin):
    """How far the addresses of the settings were asked for notices."""

    list_display = ("address", "covered_until", "last_asked", "problem", "detail", "ask_after")


@admin.register(ArrivedNotice)
class ArrivedNoticeAdmin(ReadOnlyAdmin):
    """Notices that the portal fetched."""

    list_display = ("ocid", "release_id", "council", "arrived", "is_held")
    list_filter = ("is_held",)
    search_fields = ("ocid", "release_id")
    list_select_related = ("council",)


@admin.register(LegalThreshold)
class LegalThresholdAdmin(ReadOnlyAdmin):
    """Amounts in law."""

    list_display = ("kind", "amount", "valid_from", "valid_to", "source")
