"""Addresses of ours below those of the editing screens; Wagtail lets nobody in who does not edit.

They come before those of wagtail-localize, some of which they stand before on purpose (`cms.views.translating`).
"""

from django.urls import path

from cms.views import editing, helping, translating

RESULTS = {"results_only": True}

urlpatterns = [
    path("help/", helping.help_home, name="editing-help"),
    path("help/<slug:topic>/", helping.help_topic, name="editing-help-topic"),
    path("reports/twins/", editing.without_twin, name="pages-without-twin"),
    path("reports/twins/results/", editing.without_twin, RESULTS, name="pages-without-twin-results"),
    path("reports/review/", editing.to_review, name="pages-to-review"),
    path("reports/review/results/", editing.to_review, RESULTS, name="pages-to-review-results"),
    path("pages/<int:page_id>/languages/", editing.page_languages, name="page-languages"),
    path("localize/submit/page/<int:page_id>/", translating.translate_page, name="own-page-translate"),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        translating.translate_snippet,
        name="own-snippet-translate",
    ),
    path(
        "localize/update/<int:translation_source_id>/", translating.update_translations, name="own-translations-update"
    ),
    path("localize/page/<int:page_id>/convert_to_alias/", translating.convert_to_alias, name="own-page-alias"),
    path("localize/reports/translations/", translating.translations_report, name="all-translations"),
    path("localize/reports/translations/results/", translating.translations_report, RESULTS, name="all-translations-r"),
    path("localize/api/snippets/<slug:app_label>/<slug:model_name>/", translating.snippets, name="own-snippets"),
    path(
        "localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", translating.snippets, name="own-snippet"
    ),
]
