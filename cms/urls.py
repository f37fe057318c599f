"""The public addresses: views that are no pages first, then every page of the tree. Each stands once a language."""

from django.urls import path, re_path
from wagtail import urls as wagtail_urls
from wagtail.views import authenticate_with_password

from cms import community_urls, framework_files, serving
from cms.views import interests, results, statements
from cms.views.recognition import recognition_list
from cms.views.search import search

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("search/", search, name="search"),
    path("open-data/social-value.csv", results.open_data, name="open-data"),
    path("open-data/contracts-register.csv", results.contracts_register, name="contracts-register"),
    path("open-data/contracts.ocds.json", results.contracts_ocds, name="contracts-ocds"),
    re_path(
        r"^(?P<path>[\w\-/]+)framework\.(?P<extension>csv|xlsx|ods)$",
        framework_files.framework_file,
        name="framework-file",
    ),
    path("suppliers-doing-well/", recognition_list, name="recognition-list"),
    path("event/<int:pk>/interest/", interests.event_interest, name="event-interest"),
    path("event/<int:pk>/interest/thank-you/", interests.interest_thanks, name="interest-thanks"),
    path("not-coming/<str:secret>/", interests.interest_withdraw, name="interest-withdraw"),
    path("no-longer-interested/", interests.interest_withdrawn, name="interest-withdrawn"),
    path("about/accessibility/", statements.accessibility_statement, name="accessibility-statement"),
    path("about/cookies/", statements.cookies, name="cookies"),
    path("about/privacy/", statements.privacy, name="privacy"),
    *community_urls.public,
    re_path(wagtail_urls.serve_pattern, serving.page_serve, name="wagtail_serve"),
]
