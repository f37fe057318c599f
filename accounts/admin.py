"""Support screens for people, councils and e-mail. What is written here goes through the actions."""

from uuid import UUID

from allauth.mfa import admin as mfa_admin
from allauth.usersessions import admin as usersessions_admin
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.actions import (
    end_sessions,
    grant_role,
    reset_second_factor,
    revoke_role,
    save_council,
    save_council_identifier,
)
from accounts.models import Council, CouncilIdentifier, OfficerRole, OutboundEmail, User
from audit.admin import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People; they are edited in the editors' screens and by themselves."""

    list_display = ("email", "first_name", "last_name", "is_active", "is_staff")
    search_fields = ("email", "first_name", "last_name")
    exclude = ("password",)
    actions = ("end_all_sessions", "remove_second_factors")

    @admin.action(description=_("End sessions"), permissions=["view"])
    def end_all_sessions(self, request, queryset) -> None:
        """For people whose device was lost or stolen. Raises PermissionDenied for anybody but administrators."""
        for user in queryset:
            end_sessions(user=user, by=request.user)

    @admin.action(description=_("Remove second factors and end sessions"), permissions=["view"])
    def remove_second_factors(self, request, queryset) -> None:
        """For people who have lost theirs. Raises PermissionDenied for anybody but administrators."""
        for user in queryset:
            reset_second_factor(user=user, by=request.user)


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin):
    """Councils of this installation."""

    list_display = ("name", "nation", "valid_from", "valid_to")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request, obj=None) -> bool:
        """A council ends by its date and its successors; it is never deleted."""
        return False

    def save_model(self, request, obj, form, change) -> None:
        """Through the action, so that it is in the history."""
        save_council(council=obj, changed=form.changed_data, by=request.user)


@admin.register(CouncilIdentifier)
class CouncilIdentifierAdmin(admin.ModelAdmin):
    """Official numbers of councils, as notices write them: GB-PPON with PTQG-8236-WVNZ, GB-LAE with three letters."""

    list_display = ("council", "scheme", "value")

    def has_change_permission(self, request, obj=None) -> bool:
        """A wrong number is left alone; a right one is added."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Numbers stay: notices were matched by them."""
        return False

    def save_model(self, request, obj, form, change) -> None:
        """Through the action, so that it is in the history."""
        save_council_identifier(identifier=obj, by=request.user)


@admin.register(OfficerRole)
class OfficerRoleAdmin(admin.ModelAdmin):
    """Who may do what in which council."""

    list_display = ("user", "council", "role")
    list_filter = ("council", "role")
    autocomplete_fields = ("user", "council")

    def has_change_permission(self, request, obj=None) -> bool:
        """A role is granted or revoked, never turned into another."""
        return False

    def save_model(self, request, obj, form, change) -> None:
        """Through the action, so that it is in the history."""
        granted = grant_role(user=obj.user, council=obj.council, role=obj.role, by=request.user)
        obj.pk = granted.pk

    def delete_model(self, request, obj) -> None:
        """Through the action, so that it is in the history."""
        revoke_role(officer_role=obj, by=request.user)

    def delete_queryset(self, request, queryset) -> None:
        """Each through the action."""
        for role in queryset:
            revoke_role(officer_role=role, by=request.user)


@admin.register(OutboundEmail)
class OutboundEmailAdmin(ReadOnlyAdmin):
    """What waits, what went out, what did not arrive or could not be sent, and why. Search by reference or address.

    The bodies are not shown: they may hold a code.
    """

    list_display = ("subject", "to", "status", "bounce", "bounce_code", "attempts", "queued", "sent", "problem")
    list_filter = ("status", "bounce")
    search_fields = ("=to",)
    search_help_text = _("An email address, or the reference of an email")
    exclude = ("body", "html")
    readonly_fields = ("reference", "queued")

    def get_search_results(self, request, queryset, search_term):
        """By address, unless what is looked for is a reference: the first part of a Message-ID of ours."""
        try:
            reference = UUID(search_term.strip().strip("<>").partition("@")[0])
        except ValueError:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(reference=reference), False


# Secrets and addresses of machines are for nobody's eyes; people see and end their own.
admin.site.unregister([mfa_admin.Authenticator, usersessions_admin.UserSession])
