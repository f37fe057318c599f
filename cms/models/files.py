"""Images and documents of the public site, in models of our own so that fields can be added later."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class CouncilImage(AbstractImage):
    """An image that editors publish."""

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

    admin_form_fields = ("title", "file", "collection", "tags")
