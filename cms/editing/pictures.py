"""Pictures that editors upload keep their pixels and nothing else: no place, no camera, no name (domain rules, 7.6).

The original is served as well, so it is cleaned the moment it is given to the model, whichever form it came through.
"""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile, ImageFileDescriptor
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
MOST_PIXELS = 50_000_000
QUALITY = 90


class CleanFile(ContentFile):
    """A picture that has been through `cleaned`."""


def cleaned(upload: File) -> CleanFile:
    """The pixels of a picture in a new file of the same format, the right way up; of several pictures the first.

    Raises ValidationError for what is no JPEG, PNG, WebP or GIF, is damaged, or has more than 50 million pixels.
    """
    if isinstance(upload, CleanFile):
        return upload
    upload.seek(0)
    try:
        with Image.open(upload, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The picture is too large: make it at most 50 million pixels"))
            # Phones keep a second picture behind a JPEG, and Pillow has another name for that.
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            content = _written(picture, kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is no picture that we can open: use JPEG, PNG, WebP or GIF")) from error
    finally:
        upload.seek(0)
    return CleanFile(content, name=f"{PurePath(upload.name or 'picture').stem}{FORMATS[kind]}")


def _written(picture: Image.Image, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    mode = "RGB" if kind == "JPEG" else "RGBA" if has_alpha else "RGB"
    bare = Image.new(mode, upright.size)
    bare.paste(upright.convert(mode))
    target = BytesIO()
    bare.save(target, kind, **({"quality": QUALITY} if kind in ("JPEG", "WEBP") else {}))
    return target.getvalue()


class PictureFile(WagtailImageFieldFile):
    """The file of a picture, for code that saves content into it."""

    def save(self, name, content, save=True):
        """Keep the pixels alone."""
        return super().save(name, cleaned(content), save=save)


class PictureDescriptor(ImageFileDescriptor):
    """Where a file is given to a picture: by a form, or by code."""

    def __set__(self, instance, value):
        """Take the pixels alone, before anybody measures the file or makes its hash."""
        if isinstance(value, File) and not isinstance(value, FieldFile):
            value = cleaned(value)
        super().__set__(instance, value)


class PictureField(WagtailImageField):
    """Wagtail's field for pictures, which keeps nothing but their pixels."""

    attr_class = PictureFile
    descriptor_class = PictureDescriptor
