"""Pictures as editors upload them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

PLACE = {1: "N", 2: (54.0, 2.0, 30.0), 3: "W", 4: (2.0, 48.0, 0.0)}


def a_png(name: str = "sign.png") -> SimpleUploadedFile:
    """A small red PNG."""
    target = BytesIO()
    Image.new("RGB", (40, 20), "red").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/png")


def a_photo(name: str = "IMG_1.jpg", *, orientation: int = 6) -> SimpleUploadedFile:
    """A JPEG, 40 by 20 as it lies, that says where it was taken, with what, by whom and which way up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Spycam"
    exif[ExifTags.Base.Artist] = "Nobody Invented"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    target = BytesIO()
    picture = Image.new("RGB", (40, 20), "blue")
    picture.save(target, "JPEG", exif=exif, comment=b"seen at the home", icc_profile=b"profile of Nobody")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")
