"""Support screens for returns: to look at, never to write. Evidence files cannot be opened from here."""

from django.contrib import admin

from audit.admin import ReadOnlyAdmin
from returns.models import Correction, Evidence, EvidenceAccess, SupplierReturn


@admin.register(SupplierReturn)
class SupplierReturnAdmin(ReadOnlyAdmin):
    """Returns."""

    list_display = ("reference", "contract", "period", "status", "due_on", "submitted_at", "decided_at")
    list_filter = ("status", "council")
    list_select_related = ("contract", "period")


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """Corrections."""

    list_display = ("line", "status", "difference", "proposed_by", "decided_by")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Evidence, without its content."""

    list_display = ("id", "organisation", "contract", "status", "media_type", "size", "uploaded_at")
    list_select_related = ("organisation", "contract")
    list_filter = ("status",)


@admin.register(EvidenceAccess)
class EvidenceAccessAdmin(ReadOnlyAdmin):
    """Who opened which file."""

    list_display = ("evidence", "kind", "accessed_at", "accessed_by")
