"""What a page points to: pictures, files and pages that whoever writes it may choose.

The screens to choose from offer nothing else. A form can be written by hand, though, with the number of anything.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.models import User
from cms.editing.own import files_to_see

NOT_YOURS = _(
    "This page uses a picture, file or page of another site. Choose your pictures, files and pages again, then save"
)
Chosen = set[tuple[type[Model], str]]


def chosen_on(page: Page) -> Chosen:
    """The pictures, files and pages that its fields point to, links in texts among them: the model and the number."""
    return {(kind, str(key)) for kind, key in _pointed_to(page) if _kind_of(kind) is not None}


def is_all_ones_own(chosen: Chosen, user: User) -> bool:
    """Whether somebody may choose each of these. A query for each kind of them, none for whoever runs the portal."""
    keys: dict[type[Model], set[str]] = defaultdict(set)
    for kind, key in chosen:
        keys[_kind_of(kind) or kind].add(key)
    return user.is_superuser or all(_may_choose(kind, of_kind, user) for kind, of_kind in keys.items())


def _may_choose(kind: type[Model], keys: set[str], user: User) -> bool:
    own = page_permission_policy.explorable_instances(user) if kind is Page else files_to_see(user, kind)
    there = kind._default_manager.filter(pk__in=keys)  # what is gone is nobody's, and is shown nowhere
    return not there.exclude(pk__in=own.order_by().values("pk")).exists()


def _kind_of(kind: type[Model]) -> type[Model] | None:
    return next((one for one in (Page, get_image_model(), get_document_model()) if issubclass(kind, one)), None)


def _pointed_to(page: Page) -> Iterator[tuple[type[Model], Any]]:
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if hasattr(field, "extract_references"):
            yield from ((kind, key) for kind, key, *_place in field.extract_references(value))
        elif isinstance(field, ForeignKey) and not field.remote_field.parent_link and value is not None:
            yield field.related_model, value
