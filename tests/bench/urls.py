"""The portal's addresses, the floor page, and pages as Wagtail serves them by itself."""

from django.urls import path
from wagtail.views import serve

from portal.urls import urlpatterns as portal_pages
from tests.bench.floor import floor, receive

urlpatterns = [
    path("bench/floor/", floor, name="bench-floor"),
    path("bench/receive/", receive, name="bench-receive"),
    path("bench/wagtail/<path:path>", serve, name="bench-wagtail"),
    *portal_pages,
]
