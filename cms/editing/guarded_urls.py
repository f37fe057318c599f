"""Addresses of a report of Wagtail that names pages of every site, for whoever runs the portal alone.

Wagtail puts its own addresses before those of hooks, so these stand before all of Wagtail's (portal/urls.py).
"""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.views import editing

urlpatterns = [
    path("", require_admin_access(editing.page_types), name="all-page-types"),
    path("results/", require_admin_access(editing.page_types), {"results_only": True}, name="all-page-types-results"),
]
