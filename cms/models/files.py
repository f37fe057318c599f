"""Images and documents of the public site, with what others may do with them and where they are from."""

from typing import ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from cms.editing.pictures import PictureField


class FileLicence(models.TextChoices):
    """What others may do with a picture or a document."""

    OPEN = "ogl", _("Open Government Licence: anybody may use it again")
    CREATIVE_COMMONS = "cc_by", _("Creative Commons Attribution: anybody may use it again and names its maker")
    OWN_USE = "own_use", _("Own use only: ask us before you publish it elsewhere")
    OF_OTHERS = "others", _("Belongs to somebody else, who let us publish it")


class Sourced(models.Model):
    """What is said of every file: its licence, and who made it."""

    licence = models.CharField(
        _("licence"),
        max_length=10,
        choices=FileLicence,
        default=FileLicence.OWN_USE,
        help_text=_("What readers may do with it."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who made it, as it should be named beside it.")
    )

    class Meta:
        abstract = True


class CouncilImage(AbstractImage, Sourced):  # type: ignore[django-manager-missing]  # noqa: DJ008 (Wagtail has both)
    """An image that editors publish. Of the file, nothing but its pixels is kept."""

    # Wagtail makes the managers; they are named here because the relations from users look for their types.
    objects: ClassVar[models.Manager["CouncilImage"]]  # type: ignore[assignment]  # Wagtail makes it
    _default_manager: ClassVar[models.Manager["CouncilImage"]]
    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    admin_form_fields = ("title", "file", "collection", "description", "licence", "source", "tags")
    search_fields: ClassVar = [*AbstractImage.search_fields, index.FilterField("licence")]

    def get_upload_to(self, filename):
        """In `images/`, the one folder of pictures that is served: a logo is shown as it was uploaded."""
        return super().get_upload_to(filename).replace("original_images/", "images/", 1)

    def find_existing_renditions(self, *filters):
        """As in Wagtail, with all copies of the picture asked for at once: a page shows it in more than one place."""
        if self._get_prefetched_renditions() is None:
            prefetch_related_objects([self], "renditions")
        return super().find_existing_renditions(*filters)


class CouncilRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CouncilImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class CouncilDocument(AbstractDocument, Sourced):  # noqa: DJ008 (Wagtail's has it)
    """A document that editors publish."""

    objects: ClassVar[models.Manager["CouncilDocument"]]  # type: ignore[assignment]  # Wagtail makes it
    _default_manager: ClassVar[models.Manager["CouncilDocument"]]
    admin_form_fields = ("title", "file", "collection", "licence", "source", "tags")
