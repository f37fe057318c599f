"""Help for editors, where they need it: inside the editing screens."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.editing.help_topics import TOPICS


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """What there is help about."""
    topics = [{"title": title, "href": reverse("editing-help-topic", args=[slug])} for slug, title in TOPICS.items()]
    return render(
        request,
        "cms/help/home.html",
        {"topics": topics, "header_title": _("Help"), "breadcrumbs_items": [*_trail()[:-1], _here()]},
    )


@require_safe
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One page of help. Raises Http404 for a topic there is not."""
    if topic not in TOPICS:
        raise Http404
    trail = [*_trail(), {"url": "", "label": TOPICS[topic]}]
    template = f"cms/help/{topic.replace('-', '_')}.html"
    return render(request, template, {"header_title": TOPICS[topic], "breadcrumbs_items": trail})


def _here() -> dict:
    return {"url": "", "label": _("Help")}


def _trail() -> list[dict]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("editing-help"), "label": _("Help")},
    ]
