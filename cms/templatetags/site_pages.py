"""Tags of public pages."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.addresses import listed
from cms.hours import when_words
from cms.named_suppliers import shown_to_readers

register = template.Library()
# What would end a script element early, or begin one.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@register.simple_tag(takes_context=True)
def linked(context, pages) -> list:
    """The published ones among pages that an editor chose, each with its address."""
    return listed((page for page in pages if page is not None and page.live), context["request"])


@register.simple_block_tag
def naming(content, name: str, typed: list[str]) -> SafeString:
    """What stands within, with the name of a supplier in the place of its sign, or "the supplier" without a name."""
    return mark_safe(shown_to_readers(content, name, typed))  # noqa: S308  # rendered by templates, the name is escaped


@register.filter
def event_when(event) -> str:
    """Friday 30 October 2026, 9:30am to noon; with both days where it ends on another."""
    return when_words(event.begins, event.ends)


@register.simple_tag(takes_context=True)
def trail_schema(context) -> SafeString:
    """Where a page stands, for search engines (schema.org); nothing for the home page, which stands below no other."""
    if not context["trail"]:
        return mark_safe("")
    build, title = context["request"].build_absolute_uri, context.get("shown_title") or context["page"].title
    steps = [(_said(above, "title"), _said(above, "address")) for above in context["trail"]]
    steps.append((title, context["canonical"]))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": build(where)}
        for number, (name, where) in enumerate(steps, start=1)
    ]
    return schema_data({"@type": "BreadcrumbList", "itemListElement": items})


@register.simple_tag
def schema_data(data: dict) -> SafeString:
    """What a page says of itself to search engines (schema.org), as JSON-LD. It is data, which no browser runs."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, default=str)
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  # escaped above


def _said(step, name: str) -> str:
    """A page of the trail, or a step that is no page, which is a dictionary."""
    return step[name] if isinstance(step, dict) else getattr(step, name)
