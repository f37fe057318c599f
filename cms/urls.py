"""The public addresses: views that are no pages first, then every page of the tree. Each stands once a language."""

from django.urls import path, re_path
from wagtail import urls as wagtail_urls
from wagtail.views import authenticate_with_password

from cms import community_urls, serving

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    *community_urls.public,
    re_path(wagtail_urls.serve_pattern, serving.page_serve, name="wagtail_serve"),
]
