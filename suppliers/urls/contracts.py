"""Contracts on their way to a supplier."""

from django.urls import URLPattern, path

from suppliers.views.contracts import (
    agreement,
    claims,
    deciding,
    details,
    notices,
    parties,
    people,
    places,
    postcodes,
    proportion,
    setup,
    supplier,
)

urlpatterns: list[URLPattern] = [
    path("council/contracts/add/", details.contract_add, name="contract-add"),
    path("council/contracts/notices/", notices.notice_start, name="notice-start"),
    path("council/contracts/notices/<int:pk>/", notices.notice_upload, name="notice-upload"),
    path("council/contracts/notices/<int:pk>/check/", notices.notice_check, name="notice-check"),
    path("council/contracts/<int:pk>/edit/", details.contract_edit, name="contract-edit"),
    path("council/contracts/<int:pk>/reporting/", details.contract_reporting, name="contract-reporting"),
    path("council/contracts/<int:pk>/set-up/", setup.contract_setup, name="contract-setup"),
    path("council/contracts/<int:pk>/start/", setup.contract_start, name="contract-start"),
    path("council/contracts/<int:pk>/extend/", setup.contract_extend, name="contract-extend"),
    path("council/contracts/<int:pk>/supplier/", supplier.contract_supplier, name="contract-supplier"),
    path("council/contracts/<int:pk>/invite/", supplier.contract_invite, name="contract-invite"),
    path(
        "council/contracts/<int:pk>/invitations/<uuid:invitation_pk>/",
        supplier.contract_invitation,
        name="contract-invitation",
    ),
    path("council/contracts/<int:pk>/people/", people.contract_people, name="contract-people"),
    path("council/contracts/<int:pk>/others/", parties.contract_parties, name="contract-parties"),
    path("council/contracts/<int:pk>/others/invite/", parties.party_invite, name="party-invite"),
    path(
        "council/contracts/<int:pk>/others/invitations/<uuid:invitation_pk>/",
        parties.party_invitation,
        name="party-invitation",
    ),
    path("council/contracts/<int:pk>/others/<int:party_pk>/remove/", parties.party_remove, name="party-remove"),
    path("council/contracts/claims/", deciding.council_claim_list, name="council-claim-list"),
    path("council/contracts/claims/<int:pk>/", deciding.council_claim_decide, name="council-claim-decide"),
    path("council/contracts/bands/<int:pk>/", proportion.proportion_edit, name="proportion-edit"),
    path("council/departments/<int:pk>/", places.department_edit, name="department-edit"),
    path("council/areas/<int:pk>/", places.area_edit, name="area-edit"),
    path("council/postcodes/<int:pk>/", postcodes.local_postcodes_edit, name="local-postcodes-edit"),
    path("contracts/<int:pk>/postcodes/", postcodes.postcode_check, name="postcode-check"),
    path("supplier/claims/", claims.claim_list, name="claim-list"),
    path("supplier/claims/add/", claims.claim_add, name="claim-add"),
    path("supplier/claims/<int:pk>/withdraw/", claims.claim_withdraw, name="claim-withdraw"),
    path("supplier/contracts/<int:pk>/agreement/", agreement.contract_agreement, name="contract-agreement"),
    path("supplier/contracts/<int:pk>/owner/", people.contract_owner, name="contract-owner"),
]
