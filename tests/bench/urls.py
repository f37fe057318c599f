"""The portal's addresses and the floor page."""

from django.urls import path

from portal.urls import urlpatterns as portal_pages
from tests.bench.floor import floor

urlpatterns = [path("bench/floor/", floor, name="bench-floor"), *portal_pages]
