"""The audit trail for support: to be looked at, never touched."""

from django.contrib import admin

from audit.models import AuditEvent, Seal


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and shows; cannot add, change or delete, whatever rights the person holds."""

    show_full_result_count = False  # counting a table that only grows gets slow

    def has_add_permission(self, request) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never."""
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Search by the kind of thing ("returns.supplierreturn"), its number, or the trail."""

    list_display = ["id", "at", "event", "actor", "subject_type", "subject_id", "trail"]
    list_select_related = ["actor"]
    search_fields = ["=subject_type", "=subject_id", "=trail"]


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """Search by the beginning of a digest, as the log prints it."""

    list_display = ["id", "sealed", "first_id", "last_id", "events", "digest"]
    search_fields = ["^digest"]
    exclude = ["marks"]
