"""PDF files are cleaned: the pages stay as they are seen, and what tells of their maker or does something does not."""

import io
import re
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops

from returns.evidence import pdf as module
from returns.evidence.pdf import check_pdf, clean_pdf, count_pages, draw_pages, pdf_has_pictures, pdf_words
from returns.evidence.refusal import EvidenceRefused
from tests.returns import files, pdfs, photos

PLANTED = re.compile(rb"Planted[-\w]*")


def cleaned(content: bytes, folder: Path) -> tuple[list[str], bytes]:
    """The notes and the bytes that are kept."""
    (folder / "source.pdf").write_bytes(content)
    notes = clean_pdf(folder / "source.pdf", folder / "clean.pdf")
    return notes, (folder / "clean.pdf").read_bytes()


def fault(content: bytes, folder: Path) -> str:
    with pytest.raises(EvidenceRefused) as refused:
        cleaned(content, folder)
    return refused.value.code


def planted(content: bytes) -> set[bytes]:
    """The planted words in a file, as it is and with everything unpacked."""
    return {*PLANTED.findall(content), *PLANTED.findall(pdfs.unpacked(content))}


def words(folder: Path, most: int = 1000) -> str:
    return " ".join(pdf_words(folder / "clean.pdf", most).split())


def drawn(path: Path, number: int = 0) -> Image.Image:
    pdf = pypdfium2.PdfDocument(path)
    picture = pdf[number].render(may_draw_forms=False, draw_annots=True).to_pil()
    pdf.close()
    return picture


# --- who made it ------------------------------------------------------------------------------------------------------
def test_pdf_says_nothing_of_its_maker(tmp_path):
    source = pdfs.a_pdf(pdfs.of_a_known_maker)
    notes, clean = cleaned(source, tmp_path)
    assert len(planted(source)) > 25
    assert planted(clean) == set()
    assert notes == ["author_removed"]
    assert words(tmp_path) == "Ten people started work."
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert "/Info" not in pdf.trailer
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Names", "/OCProperties"}
        assert not re.search(rb"/Metadata|/PieceInfo|/Thumb|/LastModified|D:20\d\d", pdfs.unpacked(clean))


def test_pdf_author_named_only_in_xmp_is_told(tmp_path):
    notes, clean = cleaned(
        pdfs.a_pdf(lambda pdf: setattr(pdf.Root, "Metadata", pdfs.metadata(pdf, "Planted-A"))), tmp_path
    )
    assert notes == ["author_removed"]
    assert planted(clean) == set()


def test_pdf_without_author_has_no_notes(tmp_path):
    assert cleaned(pdfs.a_pdf(), tmp_path)[0] == []


def test_pdf_earlier_states_are_not_kept(tmp_path):
    """A program that saves by adding leaves what was changed in the file."""
    first = pdfs.a_pdf(pages=("Planted-Earlier",))
    content = pdfs.a_pdf().replace(b"%PDF-1.", b"%PDF-1.", 1)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    change = (
        b"%d 0 obj\n<</Length 44>>stream\nBT /F1 12 Tf 20 300 Td (Ten people now.) Tj ET \nendstream\nendobj\n" % number
    )
    place, old = len(first), int(first.rsplit(b"startxref", 1)[1].split()[0])
    with pikepdf.open(io.BytesIO(first)) as pdf:
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    content = first + change
    content += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    content += b"trailer<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        old,
        len(first + change),
    )
    assert b"Planted-Earlier" in content
    _notes, clean = cleaned(content, tmp_path)
    assert planted(clean) == set()
    assert words(tmp_path) == "Ten people now."


@pytest.mark.parametrize("behind", [b"Planted-Behind", b"\n% Planted-Comment\n"])
def test_pdf_bytes_behind_and_remarks_are_gone(behind, tmp_path):
    content = pdfs.a_pdf().replace(b"endobj", b"endobj\n% Planted-Remark", 1)
    _notes, clean = cleaned(content + behind, tmp_path)
    assert planted(clean) == set()


@pytest.mark.parametrize("changes", [(), (pdfs.of_a_known_maker, pdfs.annotated)], ids=["plain", "full"])
def test_pdf_cleaned_twice_is_the_same(changes, tmp_path):
    content = pdfs.a_pdf(*changes)
    assert cleaned(content, tmp_path) == cleaned(content, tmp_path)


def test_pdf_name_of_the_file_does_not_outlive_cleaning(tmp_path):
    """Two files that differ only in what is removed become one."""
    identity = {"/ID": Array([String("a" * 16), String("b" * 16)]), "/Own": String("x")}
    one, other = pdfs.a_pdf(), pdfs.a_pdf(lambda pdf: pdf.trailer.update(identity))
    assert one != other
    assert cleaned(one, tmp_path) == cleaned(other, tmp_path)


def test_pdf_that_is_clean_can_be_cleaned_again(tmp_path):
    _notes, once = cleaned(pdfs.a_pdf(pdfs.of_a_known_maker, pdfs.annotated), tmp_path)
    seen, read = drawn(tmp_path / "clean.pdf"), words(tmp_path)
    notes, twice = cleaned(once, tmp_path)
    assert (notes, planted(twice), words(tmp_path)) == ([], set(), read)
    assert ImageChops.difference(drawn(tmp_path / "clean.pdf"), seen).getbbox() is None


# --- notes, fields and signatures -------------------------------------------------------------------------------------
def test_pdf_notes_and_fields_keep_what_is_seen_and_no_more(tmp_path):
    source = pdfs.a_pdf(pdfs.annotated)
    notes, clean = cleaned(source, tmp_path)
    assert len(planted(source)) > 15
    assert planted(clean) == set()
    assert b"Out of sight" not in pdfs.unpacked(clean)
    assert notes == ["comments_removed", "signatures_removed"]
    for shown in ("Ten people started work.", "Marked", "Typed on top", "RECEIVED", "Twelve apprentices", "Signed"):
        assert shown in words(tmp_path)
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert [str(each.Subtype) for each in pdf.pages[0].obj.Annots] == ["/Link", "/Link"]
        assert [str(each.A.URI) for each in pdf.pages[0].obj.Annots if "/A" in each] == [
            "https://www.example.org/garden"
        ]


def test_pdf_page_with_notes_looks_as_before(tmp_path):
    source = pdfs.a_pdf(lambda pdf: pdfs.annotation(pdf, "FreeText", drawn="Typed on top"))
    cleaned(source, tmp_path)
    difference = ImageChops.difference(drawn(tmp_path / "source.pdf"), drawn(tmp_path / "clean.pdf"))
    assert max(high for _low, high in difference.getextrema()) < 40
    assert "Typed on top" in words(tmp_path)


def test_pdf_field_without_a_look_is_drawn(tmp_path):
    """Some programs leave it to the reader to draw what was typed."""

    def typed(pdf):
        pdfs.field(pdf, "a", "Twelve apprentices", DA=String("/F1 12 Tf 0 g"))
        pdf.Root.AcroForm.NeedAppearances = True

    cleaned(pdfs.a_pdf(typed), tmp_path)
    assert "Twelve apprentices" in words(tmp_path)


@pytest.mark.parametrize("subtype", ["Text", "Caret", "Redact", "Highlight", "Square", "Stamp"])
def test_pdf_remark_is_removed_and_told(subtype, tmp_path):
    change = lambda pdf: pdfs.annotation(pdf, subtype, Contents=String("Planted-Remark"))  # noqa: E731
    notes, clean = cleaned(pdfs.a_pdf(change), tmp_path)
    assert (notes, planted(clean)) == (["comments_removed"], set())


def test_pdf_drawing_without_a_remark_is_not_told(tmp_path):
    notes, _clean = cleaned(pdfs.a_pdf(lambda pdf: pdfs.annotation(pdf, "Stamp", drawn="RECEIVED")), tmp_path)
    assert notes == []


def test_pdf_hidden_layers_are_told(tmp_path):
    def hide(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Prices")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    assert cleaned(pdfs.a_pdf(hide), tmp_path)[0] == ["hidden_layers"]


def test_pdf_link_to_the_writers_computer_leads_nowhere(tmp_path):
    for address in ("file:///home/Planted-User/a.pdf", "/home/Planted-User", "\\\\Planted-Host\\a", "C:\\Planted"):
        change = lambda pdf, address=address: pdfs.link(pdf, S=Name.URI, URI=String(address))  # noqa: E731
        _notes, clean = cleaned(pdfs.a_pdf(change), tmp_path)
        assert planted(clean) == set()


# --- what does something ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", pdfs.ACTIVE.values(), ids=pdfs.ACTIVE.keys())
def test_pdf_that_does_or_carries_something_is_refused(change, tmp_path):
    content = pdfs.a_pdf(change)
    assert fault(content, tmp_path) == "active"
    assert not (tmp_path / "clean.pdf").exists()
    with pytest.raises(EvidenceRefused) as refused:
        check_pdf(io.BytesIO(content))
    assert refused.value.code == "active"


@pytest.mark.parametrize("change", pdfs.PASSIVE.values(), ids=pdfs.PASSIVE.keys())
def test_pdf_that_only_leads_somewhere_is_taken(change, tmp_path):
    content = pdfs.a_pdf(change)
    check_pdf(io.BytesIO(content))
    assert cleaned(content, tmp_path)[0] == []
    assert words(tmp_path).startswith("Ten people started work.")


def test_pdf_script_in_disguise_is_refused(tmp_path):
    """Any letter of a name may be written as a number."""
    link = b"<</Subtype/Link/Rect[0 0 9 9]/#41<</#53/Java#53cript>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[%s]>>" % link
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    assert fault(pdfs.by_hand(objects), tmp_path) == "active"


def test_pdf_script_in_packed_objects_is_refused(tmp_path):
    with pikepdf.open(io.BytesIO(pdfs.a_pdf(pdfs.ACTIVE["script in a link"]))) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in out.getvalue()
    assert fault(out.getvalue(), tmp_path) == "active"


@pytest.mark.parametrize("user", ["secret", ""], ids=["against reading", "against changes only"])
@pytest.mark.parametrize("revision", [3, 4, 6])
def test_pdf_locked_is_refused(user, revision, tmp_path):
    locked = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=revision > 3, metadata=revision > 3)
    assert fault(files.a_pdf(encryption=locked), tmp_path) == "password"


# --- photos inside ----------------------------------------------------------------------------------------------------
CHAINS = {
    "plain": (Name.DCTDecode, lambda photo: photo),
    "in a list": (Array([Name.DCTDecode]), lambda photo: photo),
    "packed": (Array([Name.FlateDecode, Name.DCTDecode]), zlib.compress),
    "as letters": (Array([Name.ASCIIHexDecode, Name.DCTDecode]), lambda photo: photo.hex().encode() + b">"),
    "packed, as letters": (
        Array([Name.ASCIIHexDecode, Name.FlateDecode, Name.DCTDecode]),
        lambda photo: zlib.compress(photo).hex().encode() + b">",
    ),
}


@pytest.mark.parametrize(("filters", "pack"), CHAINS.values(), ids=CHAINS.keys())
def test_pdf_photo_keeps_its_pixels_and_no_note(filters, pack, tmp_path):
    photo = photos.a_jpeg(orientation=6)
    _notes, clean = cleaned(pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, pack(photo), filters)), tmp_path)
    assert planted(clean) == set()
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        kept = pdf.pages[0].obj.Resources.XObject.Im1
        assert kept.Filter in (Name.DCTDecode, Array([Name.DCTDecode]))
        content = kept.read_raw_bytes()
    assert [mark for mark in photos.MARKS if mark in content] == []
    assert Image.open(io.BytesIO(content)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()
    assert pdf_has_pictures(tmp_path / "clean.pdf")


def test_pdf_photo_with_parameters_keeps_them(tmp_path):
    change = lambda pdf: pdfs.picture(pdf, photos.a_jpeg(), DecodeParms=Dictionary(ColorTransform=1))  # noqa: E731
    _notes, clean = cleaned(pdfs.a_pdf(change), tmp_path)
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert pdf.pages[0].obj.Resources.XObject.Im1.DecodeParms.ColorTransform == 1


def test_pdf_photo_among_the_drawing_steps_must_have_no_notes(tmp_path):
    def draw(photo: bytes):
        steps = b"q 300 0 0 200 0 0 cm BI /W 64 /H 32 /CS /RGB /BPC 8 /F /DCT ID " + photo + b"\nEI Q"
        return pdfs.a_pdf(lambda pdf: setattr(pdf.pages[0].obj, "Contents", pdf.make_stream(steps)))

    assert fault(draw(photos.a_jpeg()), tmp_path) == "unsafe"
    out = io.BytesIO()
    photos.two_halves().save(out, "JPEG")
    assert cleaned(draw(out.getvalue()), tmp_path)[0] == []
    assert pdf_has_pictures(tmp_path / "clean.pdf")


def test_pdf_damaged_photo_is_refused(tmp_path):
    assert fault(pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, b"GIF89a")), tmp_path) == "damaged"


def test_pdf_jpeg_2000_photo_loses_its_notes(tmp_path):
    out = io.BytesIO()
    photos.two_halves().save(out, "JPEG2000")
    content = out.getvalue() + (20).to_bytes(4, "big") + b"uuid" + b"Planted-Exif"
    _notes, clean = cleaned(pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, content, Name.JPXDecode)), tmp_path)
    assert planted(clean) == set()


# --- hostile ----------------------------------------------------------------------------------------------------------
def with_steps(packed: bytes):
    """Steps of drawing, packed."""

    def change(pdf):
        steps = pikepdf.Stream(pdf, packed)
        steps.Filter = Name.FlateDecode
        pdf.pages[0].obj.Contents = pdf.make_indirect(steps)

    return change


REFUSED = {
    "no pages": (pdfs.by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]), "damaged"),
    "no root": (b"%PDF-1.7\ntrailer<<>>\n%%EOF", "damaged"),
    "page that is its own parent": (
        pdfs.by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"]),
        "damaged",
    ),
    "page under 200 branches": (pdfs.nested_pages(200), "damaged"),
    "page under 20,000 branches": (pdfs.nested_pages(20_000), "damaged"),
    "6,000 pages": (
        pdfs.by_hand(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 6000/MediaBox[0 0 9 9]/Resources<<>>/Kids[%s]>>"
                % b" ".join(b"%d 0 R" % n for n in range(3, 6003)),
                *[b"<</Type/Page/Parent 2 0 R>>"] * 6000,
            ]
        ),
        "unsafe",
    ),
    "unpacks to a gigabyte of index": (files.a_pdf_that_unpacks_to(1100), "damaged"),
    "unpacks to a gigabyte of drawing": (pdfs.a_pdf(with_steps(pdfs.packed_zeros(1000))), "damaged"),
    "half of it": (pdfs.a_pdf()[:300], "damaged"),
    "header only": (b"%PDF-1.7\n", "damaged"),
    "nothing": (b"", "damaged"),
    "web page": (b"%PDF-1.7\n<html><script>x</script></html>", "damaged"),
}


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_pdf_that_is_not_sound_is_refused(content, expected, tmp_path):
    assert fault(content, tmp_path) == expected


def test_pdf_of_too_many_values_is_refused(tmp_path, monkeypatch):
    content = pdfs.a_pdf(lambda pdf: setattr(pdf.Root, "Whatever", Array([Array([]), Dictionary()] * 500)))
    assert cleaned(content, tmp_path)[0] == []
    monkeypatch.setattr(module, "MAX_VALUES", 900)
    assert fault(content, tmp_path) == "unsafe"


def test_pdf_lists_within_lists_are_refused_or_walked(tmp_path):
    nested = pdfs.by_hand(
        [
            b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 50_000 + b"]" * 50_000 + b">>",
            b"<</Type/Pages/Count 1/MediaBox[0 0 9 9]/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ]
    )
    assert fault(nested, tmp_path) == "damaged"


def test_pdf_page_under_some_branches_is_taken(tmp_path):
    assert cleaned(pdfs.nested_pages(50), tmp_path)[0] == []
    assert count_pages(tmp_path / "clean.pdf") == 1


def test_pdf_form_that_shows_itself_is_cleaned(tmp_path):
    def loop(pdf):
        form = pdf.make_stream(b"/X Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)

    assert cleaned(pdfs.a_pdf(loop), tmp_path)[0] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_pdf_changed_at_random_is_clean_or_refused(tmp_path, data):
    content = bytearray(FULL)
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        _notes, clean = cleaned(bytes(content), tmp_path)
    except EvidenceRefused as refused:
        assert refused.code in ("damaged", "active", "password", "unsafe")
    else:
        marks = {b"Planted-Author", b"Planted-Root", b"Planted-Reviewer", b"Planted-Sticky", b"Planted-Trailer"}
        assert marks.isdisjoint(planted(clean))
        assert isinstance(pdf_words(tmp_path / "clean.pdf", 1000), str)
        assert len(draw_pages(tmp_path / "clean.pdf", tmp_path)) <= 1


FULL = pdfs.a_pdf(pdfs.of_a_known_maker, pdfs.annotated)


@pytest.mark.parametrize("place", [FULL.rindex(b"><3141"), *range(FULL.rindex(b"/Root"), FULL.rindex(b"/Root") + 6)])
def test_pdf_that_no_longer_says_where_it_begins_is_clean_or_refused(tmp_path, place):
    """The reader finds the pages all the same; what is written has to say it again."""
    content = bytearray(FULL)
    content[place] = 0
    try:
        _notes, clean = cleaned(bytes(content), tmp_path)
    except EvidenceRefused as refused:
        assert refused.code in ("damaged", "active", "unsafe")
    else:
        assert b"Planted" not in pdfs.unpacked(clean)
