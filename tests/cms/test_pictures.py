"""Pictures and documents: nothing but pixels is kept, each says what it shows, and what others may do with it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Site

from cms.editing.pictures import cleaned
from cms.models import CouncilDocument, CouncilImage
from tests.cms.editing import desk
from tests.cms.pictures import a_photo, a_png
from tests.returns.pages import browser

pytestmark = pytest.mark.django_db
NOTED = [b"Exif", b"Spycam", b"Nobody", b"GPS", b"seen at the home", b"ICC_PROFILE"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Uploads of these tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def own():
    return desk(site=Site.objects.get())


def kept(picture: CouncilImage) -> bytes:
    """The original as it is served."""
    with picture.file.open("rb") as file:
        return file.read()


def upload(person, file, **fields):
    """Send the form of a picture."""
    values = {"title": "Garden", "description": "People plant a hedge.", "licence": "own_use", "source": "", **fields}
    return browser(person).post(reverse("wagtailimages:add"), {**values, "file": file})


def test_photo_that_is_uploaded_keeps_its_pixels_the_right_way_up_and_nothing_else(own):
    answer = upload(own.editor, a_photo())
    assert answer.status_code == 302, answer.content.decode()
    picture = CouncilImage.objects.get()
    content = kept(picture)
    assert [note for note in NOTED if note in content] == []
    with Image.open(BytesIO(content)) as opened:
        assert opened.size == (20, 40) == (picture.width, picture.height)
        assert not opened.getexif() and "icc_profile" not in opened.info and "comment" not in opened.info
    assert picture.file_size == len(content)
    assert picture.collection == own.editing.collection
    assert [note for note in NOTED if note in kept_rendition(picture)] == []


def kept_rendition(picture: CouncilImage) -> bytes:
    with picture.get_rendition("width-10").file.open("rb") as file:
        return file.read()


def test_test_photo_does_say_where_it_was_taken():
    content = a_photo().read()
    assert b"Spycam" in content and b"Exif" in content and b"seen at the home" in content
    assert Image.open(BytesIO(content)).getexif().get_ifd(0x8825)[2] == (54.0, 2.0, 30.0)


@pytest.mark.parametrize(
    "way",
    [
        lambda: CouncilImage.objects.create(title="x", file=a_photo()),
        lambda: CouncilImage.objects.create(title="x", file=ContentFile(a_photo().read(), name="x.jpg")),
        lambda: saved_into(),
    ],
)
def test_code_that_gives_a_file_to_a_picture_leaves_its_notes_behind_too(way):
    picture = way()
    assert [note for note in NOTED if note in kept(picture)] == []
    assert (picture.width, picture.height) == (20, 40)


def saved_into() -> CouncilImage:
    picture = CouncilImage(title="x")
    picture.file.save("x.jpg", a_photo(), save=True)
    return picture


def test_new_file_of_a_picture_is_cleaned_too(own):
    upload(own.publisher, a_png())
    picture = CouncilImage.objects.get()
    values = {"title": "Garden", "description": "A hedge.", "licence": "ogl", "collection": picture.collection_id}
    browser(own.publisher).post(reverse("wagtailimages:edit", args=[picture.pk]), {**values, "file": a_photo()})
    picture.refresh_from_db()
    assert picture.licence == "ogl" and [note for note in NOTED if note in kept(picture)] == []


def test_many_pictures_at_once_wait_for_their_words(own):
    person = browser(own.editor)
    answer = person.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": a_photo(), "title": "IMG_1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    assert answer["success"] and not CouncilImage.objects.exists()
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    values = {"title": "Garden", "description": "A hedge.", "licence": "ogl", "source": "", "tags": ""}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[answer["uploaded_file_id"]])
    person.post(
        address,
        {f"{prefix}-{name}": value for name, value in values.items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert [note for note in NOTED if note in kept(CouncilImage.objects.get())] == []


def test_picture_without_words_is_refused(own):
    answer = upload(own.editor, a_png(), description="")
    assert answer.status_code == 200 and not CouncilImage.objects.exists()
    assert "What it shows" in answer.content.decode()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200),
        ("page.jpg", b"<html><script>alert(1)</script></html>"),
        ("photo.jpg", a_png().read()[:40]),
    ],
)
def test_what_is_no_picture_is_refused(own, name, content):
    answer = upload(own.editor, SimpleUploadedFile(name, content, content_type="image/png"))
    assert answer.status_code == 200
    assert not CouncilImage.objects.exists()
    with pytest.raises(ValidationError):
        cleaned(ContentFile(content, name=name))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_is_see_through_stays_so(kind):
    target = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(target, kind)
    with Image.open(cleaned(ContentFile(target.getvalue(), name=f"x.{kind}"))) as picture:
        assert picture.format == kind and picture.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_photo_of_any_colours_opens_afterwards(mode):
    target = BytesIO()
    Image.new(mode, (4, 4)).save(target, "JPEG")
    assert Image.open(cleaned(ContentFile(target.getvalue(), name="x.jpeg"))).mode == "RGB"


def test_moving_picture_keeps_its_first_frame():
    target = BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(cleaned(ContentFile(target.getvalue(), name="x.gif"))).n_frames == 1


def test_photo_of_a_phone_with_a_second_picture_behind_it_is_its_first_picture():
    target = BytesIO()
    first, second = (Image.new("RGB", (40, 20), colour) for colour in ("red", "blue"))
    first.save(target, "MPO", save_all=True, append_images=[second])
    with Image.open(cleaned(ContentFile(target.getvalue(), name="x.jpg"))) as picture:
        assert (picture.format, getattr(picture, "n_frames", 1), picture.getpixel((5, 5))[0] > 200) == ("JPEG", 1, True)


def test_huge_picture_is_refused_before_it_is_opened():
    target = BytesIO()
    Image.new("1", (9000, 6000)).save(target, "PNG")
    with pytest.raises(ValidationError, match="50 million"):
        cleaned(ContentFile(target.getvalue(), name="x.png"))


def test_name_of_the_file_follows_its_kind():
    assert cleaned(ContentFile(a_png().read(), name="photo.jpg")).name == "photo.png"


# --- Documents --------------------------------------------------------------------------------------------------------
def add_document(person, **fields):
    values = {"title": "Strategy", "licence": "ogl", "source": "", "file": SimpleUploadedFile("s.pdf", b"%PDF-1.7")}
    return browser(person).post(reverse("wagtaildocs:add"), {**values, **fields})


def test_document_says_what_others_may_do_with_it_and_belongs_to_its_site(own):
    add_document(own.editor)
    document = CouncilDocument.objects.get()
    assert (document.licence, document.collection) == ("ogl", own.editing.collection)


@pytest.mark.parametrize(
    "fields",
    [{"title": "s.pdf"}, {"file": SimpleUploadedFile("s.exe", b"MZ")}, {"file": SimpleUploadedFile("s.svg", SVG)}],
)
def test_document_without_a_title_or_of_another_kind_is_refused(own, fields):
    assert add_document(own.editor, **fields).status_code == 200
    assert not CouncilDocument.objects.exists()


def test_picture_of_another_collection_is_not_uploaded_to(own):
    other = desk("Moorland")
    upload(own.editor, a_png(), collection=other.editing.collection.pk)
    assert not CouncilImage.objects.filter(collection=other.editing.collection).exists()


def test_picture_can_be_chosen_for_a_page(own):
    picture = CouncilImage.objects.create(title="x", file=a_png())
    assert ImageChooserBlock().clean(picture) == picture
