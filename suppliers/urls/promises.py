"""Promises."""

from django.urls import path

from suppliers.views.promises import answering, proposing, reading

urlpatterns = [
    path("contracts/<int:pk>/promises/", reading.promise_list, name="promise-list"),
    path("contracts/<int:pk>/promises/add/", proposing.promise_add, name="promise-add"),
    path("contracts/<int:pk>/promises/mission/", proposing.promise_mission, name="promise-mission"),
    path("council/promises/", reading.promise_waiting, name="promise-waiting"),
    path("promises/<int:pk>/", reading.promise_detail, name="promise-detail"),
    path("promises/<int:pk>/change/", proposing.promise_change, name="promise-change"),
    path("promises/<int:pk>/replace/", proposing.promise_replace, name="promise-replace"),
    path("promises/<int:pk>/end/", answering.promise_withdraw, name="promise-withdraw"),
    path("promises/drafts/<slug:kind>/<int:pk>/check/", proposing.promise_check, name="promise-check"),
    path("promises/drafts/<slug:kind>/<int:pk>/periods/", proposing.promise_profile, name="promise-profile"),
    path("promises/drafts/<slug:kind>/<int:pk>/<slug:step>/", proposing.promise_step, name="promise-step"),
    path("proposals/<int:pk>/answer/", answering.promise_answer, name="promise-answer"),
    path("proposals/<int:pk>/take-back/", answering.promise_take_back, name="promise-take-back"),
]
