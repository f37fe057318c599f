"""Images and documents of the public site, in models of our own so that fields can be added later."""

from typing import ClassVar

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class CouncilImage(AbstractImage):
    """An image that editors publish."""

    # Wagtail makes the managers; they are named here because the relations from users look for their types.
    _default_manager: ClassVar[models.Manager["CouncilImage"]]
    admin_form_fields = ("title", "file", "collection", "description", "tags")


class CouncilRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CouncilImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class CouncilDocument(AbstractDocument):
    """A document that editors publish."""

    _default_manager: ClassVar[models.Manager["CouncilDocument"]]
    admin_form_fields = ("title", "file", "collection", "tags")
