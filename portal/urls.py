"""Every address of the portal."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.languages import public_addresses
from cms.editing.doors import own_things
from cms.views import crawlers
from portal import views

# Django's support screens ask for the same sign-in as everything else.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth tells us to

# What is missing on the public site is answered in its frame.
handler404 = "cms.missing.not_found"
urlpatterns = [
    path("livez", views.live, name="livez"),
    path("readyz", views.ready, name="readyz"),
    path("theme/<slug:slug>.css", views.theme, name="theme"),
    path("home/", views.home, name="home"),
    path("accounts/", include("accounts.urls")),
    path("accounts/session/", views.session_left, name="session-left"),
    path("accounts/session/stay/", views.session_stay, name="session-stay"),
    path("accounts/", include("allauth.urls")),
    # Wherever an application brings a sign-in or password page of its own, it leads to the one that all share.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("cms/login/", views.editor_sign_in, name="editor-sign-in"),
    path("cms/", include("cms.editing.guarded_urls")),
    path("cms/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, own_things))),
    path(
        "_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailcore_login"
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawlers.sitemap_part, name="sitemap-part"),
    path("", include("api.urls")),
    path("", include("reports.urls")),
    path("", include("returns.urls")),
    path("", include("suppliers.urls")),
    path("", include("cms.signed_in_urls")),
    path("", include("cms.community_urls")),
    *public_addresses(path("", include("api.public_urls")), path("", include("cms.urls"))),
]

if settings.EMBEDDED:
    # Editors' pictures; in production the web server in front serves them (docs/operations.md). Never the rest of the
    # folder: documents may be private, and are served by the view that asks.
    pictures = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns.insert(0, path("media/images/<path:path>", serve, pictures, name="pictures"))
