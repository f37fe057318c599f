"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import views

urlpatterns = [
    path("livez", views.live, name="livez"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
