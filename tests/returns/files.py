"""Files made for the tests: sound ones of every kind that is taken, and hostile ones of every kind that is not."""

import io
import struct
import zipfile
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument."
WORD_MAIN = f"{OOXML}wordprocessingml.document.main+xml"
EXCEL_MAIN = f"{OOXML}spreadsheetml.sheet.main+xml"
NO_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORD_TEXT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def an_upload(content: bytes, name: str = "letter.pdf", declared_type: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=declared_type)


def a_pdf(change=lambda pdf: None, **saving) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in saving, **saving)
    return out.getvalue()


def a_locked_pdf(user: str = "secret") -> bytes:
    return a_pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def a_pdf_with_script() -> bytes:
    def add_script(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    return a_pdf(add_script)


def a_pdf_with_file() -> bytes:
    def add_file(pdf):
        pdf.attachments["list.csv"] = b"name\n"

    return a_pdf(add_file)


def a_pdf_that_unpacks_to(megabytes: int) -> bytes:
    """Its own index of objects is one long run of zeros."""
    packer = zlib.compressobj(9)
    index = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    entries = megabytes * 1024 * 1024 // 7
    head = b"4 0 obj<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % (
        entries,
        len(index),
    )
    return body + head + index + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def a_zip(members: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def content_types(main: str, part: str, *others: str) -> str:
    overrides = "".join(f'<Override PartName="/other{n}" ContentType="{kind}"/>' for n, kind in enumerate(others))
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="{main}"/>'
        f"{overrides}</Types>"
    )


def a_docx(members: dict[str, bytes | str] | None = None, main: str = WORD_MAIN, others: tuple[str, ...] = ()) -> bytes:
    return a_zip(
        {
            "[Content_Types].xml": content_types(main, "word/document.xml", *others),
            "_rels/.rels": WORD_RELATIONS,
            "word/document.xml": WORD_TEXT,
            **(members or {}),
        }
    )


def an_xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Month", "Hours"])
    book.active.append(["July", 12])
    book.save(out)
    return out.getvalue()


def an_opendocument(kind: str = "text", members: dict[str, bytes | str] | None = None, manifest: str = "") -> bytes:
    return a_zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<office:document-content xmlns:office='urn:o'/>",
            "META-INF/manifest.xml": f"<m:manifest xmlns:m='urn:m'>{manifest}</m:manifest>",
            **(members or {}),
        }
    )


def a_picture(format: str = "JPEG", size: tuple[int, int] = (40, 30), **saving) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "steelblue").save(out, format, **saving)
    return out.getvalue()


def a_png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of this size."""
    picture = bytearray(a_picture("PNG"))
    picture[16:24] = struct.pack(">II", width, height)
    picture[29:33] = struct.pack(">I", zlib.crc32(bytes(picture[12:29])))
    return bytes(picture)


def a_zip_with_a_lie_about_size(real: int, declared: int) -> bytes:
    """A Word document with a member that unpacks to more than both its headers say."""
    content = bytearray(a_docx({"word/long.bin": bytes(real)}))
    return bytes(content).replace(struct.pack("<L", real), struct.pack("<L", declared))
