"""Addresses of screens of Wagtail that name pages, people or rules of every site, narrowed to one's own.

Wagtail puts its own addresses before those of hooks, so these stand before all of Wagtail's (portal/urls.py).
"""

from django.urls import path
from wagtail.admin.auth import require_admin_access as editors

from cms.views import editing

RESULTS = {"results_only": True}

urlpatterns = [
    path("reports/page-types-usage/", editors(editing.page_types), name="all-page-types"),
    path("reports/page-types-usage/results/", editors(editing.page_types), RESULTS, name="all-page-types-results"),
    path("reports/site-history/", editors(editing.history), name="own-history"),
    path("reports/site-history/results/", editors(editing.history), RESULTS, name="own-history-results"),
]
