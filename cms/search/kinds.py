"""Kinds of what can be found: the page families of the site, and measures. A new family comes in by itself."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.models import SitePage


@dataclass(frozen=True)
class Kind:
    """What is found under one name; `code` stands in addresses. Without families it is no page."""

    code: str
    label: str | Promise
    families: tuple[type[SitePage], ...] = ()


MEASURES = Kind("measures", _("Measures"))


def kinds() -> dict[str, Kind]:
    """Every kind by its code; families that say the same code are one."""
    found = {MEASURES.code: MEASURES}
    for model in apps.get_models():
        if issubclass(model, SitePage):
            code = model.search_kind or (model._meta.model_name or "").removesuffix("page")
            label = model.search_label or capfirst(model._meta.verbose_name_plural)
            before = found.get(code, Kind(code, label))
            found[code] = Kind(code, before.label, (*before.families, model))
    return found


def kinds_of_content() -> dict[int, Kind]:
    """The kind of the pages of each content type, which the process remembers."""
    kind_of = {family: kind for kind in kinds().values() for family in kind.families}
    types = ContentType.objects.get_for_models(*kind_of)
    return {types[family].pk: kind for family, kind in kind_of.items()}
