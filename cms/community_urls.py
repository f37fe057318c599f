"""Addresses of the directory and the board: those of the public, once a language, and those behind the sign-in."""

from django.urls import path

from cms.views import directory, entry, joining, own_posts

public = [
    path("directory/", directory.directory_list, name="directory-list"),
    path("directory/join/", joining.entry_join, name="entry-join"),
    path("directory/join/sent/", joining.entry_join_sent, name="entry-join-sent"),
    path("directory/change/", joining.entry_find, name="entry-find"),
    path("directory/change/sent/", joining.entry_find_sent, name="entry-find-sent"),
    path("directory/removed/", joining.entry_removed, name="entry-removed"),
    path("directory/<slug:slug>/", directory.entry_detail, name="entry-detail"),
    path("needs-and-offers/", directory.post_list, name="post-list"),
    path("needs-and-offers/<slug:slug>/", directory.post_detail, name="post-detail"),
    path("needs-and-offers/<slug:slug>/answer/", joining.post_answer, name="post-answer"),
    path("needs-and-offers/<slug:slug>/answer/sent/", joining.post_answer_sent, name="post-answer-sent"),
    path("entry/<str:secret>/", entry.entry_home, name="entry-home"),
    path("entry/<str:secret>/confirm/", entry.entry_confirm, name="entry-confirm"),
    path("entry/<str:secret>/right/", entry.entry_keep, name="entry-keep"),
    path("entry/<str:secret>/change/", entry.entry_change, name="entry-change"),
    path("entry/<str:secret>/remove/", entry.entry_remove, name="entry-remove"),
    path("entry/<str:secret>/data/", entry.entry_export, name="entry-export"),
    path("entry/<str:secret>/write/", entry.entry_post, name="entry-post"),
    path("entry/<str:secret>/posts/<int:pk>/close/", entry.entry_post_close, name="entry-post-close"),
    path("entry/<str:secret>/answers/", entry.entry_answers, name="entry-answers"),
    path("entry/<str:secret>/end/", entry.entry_end, name="entry-end"),
]

urlpatterns = [
    path("supplier/needs-and-offers/", own_posts.own_posts, name="own-posts"),
    path("supplier/needs-and-offers/write/", own_posts.own_post_write, name="own-post-write"),
    path("supplier/needs-and-offers/answers/", own_posts.own_answers, name="own-answers"),
    path("supplier/needs-and-offers/<int:pk>/close/", own_posts.own_post_close, name="own-post-close"),
]
