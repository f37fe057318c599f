"""Case studies and consents in the editing screens: addresses and the way to them."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cms.views import case_editing, consenting


@hooks.register("register_admin_urls")
def addresses_of_cases() -> list:
    """Wagtail lets nobody in who does not edit."""
    return [
        path("case-studies/suggested/", case_editing.case_suggestion_list, name="case-suggestion-list"),
        path("case-studies/suggested/<int:pk>/", case_editing.case_suggestion_detail, name="case-suggestion-detail"),
        path(
            "case-studies/suggested/<int:pk>/draft/", case_editing.case_suggestion_draft, name="case-suggestion-draft"
        ),
        path(
            "case-studies/suggested/<int:pk>/decline/",
            case_editing.case_suggestion_decline,
            name="case-suggestion-decline",
        ),
        path("consents/", consenting.consent_list, name="consent-list"),
        path("consents/<int:pk>/", consenting.consent_detail, name="consent-detail"),
        path("consents/<int:pk>/withdraw/", consenting.consent_withdraw, name="consent-withdraw"),
        path("consents/council/<int:council>/record/", consenting.consent_record, name="consent-record"),
        path("consents/council/<int:council>/ask/", consenting.name_ask, name="name-ask"),
    ]


@hooks.register("register_admin_menu_item")
def menu_of_cases() -> MenuItem:
    """Both lists, in the menu of the editing screens."""
    items = [
        MenuItem(
            _("Case studies suggested"), reverse("case-suggestion-list"), name="case-suggestions", icon_name="mail"
        ),
        MenuItem(_("Consents"), reverse("consent-list"), name="consents", icon_name="user"),
    ]
    return SubmenuMenuItem(_("Case studies"), Menu(items=items), name="case-studies", icon_name="openquote", order=250)
