"""Addresses of this room for people who are signed in; they stand once, in whatever language a person has chosen."""

from django.urls import path

from cms.views import shown, suggesting

urlpatterns = [
    path("returns/<int:pk>/case-study/", suggesting.case_study_suggest, name="case-study-suggest"),
    path("organisation/<int:pk>/shown/", shown.organisation_shown, name="organisation-shown"),
    path("organisation/shown/<int:pk>/answer/", shown.name_answer, name="name-answer"),
    path("organisation/shown/<int:pk>/withdraw/", shown.name_withdraw, name="name-withdraw"),
]
