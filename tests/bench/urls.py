"""The portal's addresses and the floor page."""

from django.urls import path

from portal.urls import urlpatterns as portal_pages
from tests.bench.floor import floor, receive

urlpatterns = [
    path("bench/floor/", floor, name="bench-floor"),
    path("bench/receive/", receive, name="bench-receive"),
    *portal_pages,
]
