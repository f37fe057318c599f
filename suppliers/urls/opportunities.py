"""The opportunity log."""

from django.urls import URLPattern, path

from suppliers.views.opportunities import council, keeping, reading

urlpatterns: list[URLPattern] = [
    path("council/opportunities/", council.council_opportunity_list, name="council-opportunity-list"),
    path("contracts/<int:pk>/opportunities/", reading.opportunity_log, name="opportunity-log"),
    path("contracts/<int:pk>/opportunities/add/", keeping.opportunity_add, name="opportunity-add"),
    path("contracts/<int:pk>/opportunities/hosts/add/", keeping.host_add, name="host-add"),
    path("opportunities/hosts/<int:pk>/edit/", keeping.host_edit, name="host-edit"),
    path("opportunities/hosts/<int:pk>/retire/", keeping.host_retire, name="host-retire"),
    path("opportunities/<int:pk>/", reading.opportunity_detail, name="opportunity-detail"),
    path("opportunities/<int:pk>/edit/", keeping.opportunity_edit, name="opportunity-edit"),
    path("opportunities/<int:pk>/record/", keeping.opportunity_record, name="opportunity-record"),
    path("opportunities/<int:pk>/end/", keeping.opportunity_end, name="opportunity-end"),
]
