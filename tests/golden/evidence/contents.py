"""What the golden files hold; see `tests.golden.evidence.make`."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Dictionary, Name, String
from PIL import Image

from returns.evidence.containers import END_RECORD, ZIP_START
from tests.returns import files, office_files, pdfs, photos
from tests.returns.office_files import BODY, CORE, DOC_PROPERTIES, SPACES, R, W, a_word_file, an_opendocument, rels

MARK = "Planted-Writer"
WORDS = "Forty hours of gardening"
HOURS = b"Month,Hours\r\nJuly,12\r\nAugust,9\r\n"
# Sound numbers by their own rules, out of ranges kept for examples or never given to anybody.
REGISTER = (
    "Full name,Date of birth,NHS number,Contact\r\n"
    "Planted Person,date of birth 31/12/1901,999 123 4578,planted@charity.example\r\n"
    "Another Planted Person,born 30/11/1901,AB 12 34 56 C,07700 900123\r\n"
    "Third Planted Person,in July,EX1 2ZZ,020 7946 0123\r\n"
)
OLD_WORD = files.OLE_START + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(400)
LOCKED_OFFICE = files.OLE_START + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
OPEN_REMARK = (
    "<office:annotation><dc:creator>Planted-Reviewer</dc:creator><text:p>Planted-Remark</text:p></office:annotation>"
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
)


def photo_of_a_phone() -> bytes:
    """Lying on its side, with every kind of note; without the archive that the tests of photos hang behind theirs."""
    return photos.a_jpeg(orientation=6).partition(ZIP_START)[0]


def word_file_with_remarks() -> bytes:
    by = f'w:id="7" w:author="{MARK}" w:date="2026-05-01T00:00:00Z"'
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/><w:ins {by}><w:r><w:t>{WORDS}</w:t></w:r></w:ins>'
        f'<w:del {by}><w:r><w:delText>Planted-Deleted</w:delText></w:r></w:del><w:commentRangeEnd w:id="0"/></w:p>'
        '<w:p><a:blip r:embed="rId3"/></w:p>'
    )
    remark = (
        '<w:comment w:id="0" w:author="Planted-Reviewer"><w:p><w:r><w:t>Planted-Remark</w:t></w:r></w:p></w:comment>'
    )
    settings = f'<w:settings xmlns:w="{W}"><w:rsids><w:rsid w:val="Planted-Session"/></w:rsids></w:settings>'
    return a_word_file(
        body,
        ("comments", "comments.xml"),
        ("settings", "settings.xml"),
        ("image", "media/Planted-Picture.jpg"),
        package=((DOC_PROPERTIES, "docProps/core.xml"),),
        parts={
            "docProps/core.xml": CORE.format("Planted-Author"),
            "word/comments.xml": f'<w:comments xmlns:w="{W}">{remark}</w:comments>',
            "word/settings.xml": settings,
            "word/media/Planted-Picture.jpg": office_files.a_photo("Planted-Camera"),
        },
    )


def word_file_from_a_template() -> bytes:
    return a_word_file(
        BODY,
        ("settings", "settings.xml"),
        parts={
            "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{R}">'
            '<w:attachedTemplate r:id="rId1"/></w:settings>',
            "word/_rels/settings.xml.rels": rels(
                ("attachedTemplate", "https://planted.example/letter.dotm", "External")
            ),
        },
    )


def excel_file() -> bytes:
    """Packed again, because openpyxl keeps the times of its own temporary files."""
    return files.a_zip(office_files.unpacked(files.an_xlsx()))


def excel_file_bound_to_another() -> bytes:
    members = office_files.unpacked(office_files.an_excel_file())
    listing = "xl/_rels/workbook.xml.rels"
    row = f'<Relationship Id="rId77" Type="{R}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    members[listing] = members[listing].replace(b"</Relationships>", row.encode())
    members["xl/externalLinks/externalLink1.xml"] = b"<a/>"
    return files.a_zip(members)


def excel_file_with_macros() -> bytes:
    return files.a_zip(office_files.unpacked(files.an_xlsx()) | {"xl/vbaProject.bin": files.OLE_START})


def open_text_with_remarks() -> bytes:
    change = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        "<dc:creator>Planted-Editor</dc:creator></office:change-info><text:p>Planted-Deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    meta = f"<office:document-meta {SPACES}><office:meta><dc:creator>Planted-Author</dc:creator>"
    return an_opendocument(
        f"{change}<text:p>{OPEN_REMARK}{WORDS}</text:p>",
        members={"meta.xml": f"{meta}</office:meta></office:document-meta>"},
    )


def open_sheet(cell: str = "Hours", formula: str = "") -> bytes:
    """Two sheets, of which the second is hidden, and a remark."""
    hidden = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta2" style:family="table">{hidden}</style:style>'
    first = f"<table:table-cell {formula}>{OPEN_REMARK}<text:p>{cell}</text:p></table:table-cell>"
    sheets = (
        f'<table:table table:name="One"><table:table-row>{first}</table:table-row></table:table>'
        '<table:table table:name="Two" table:style-name="ta2"><table:table-row><table:table-cell/></table:table-row>'
        "</table:table>"
    )
    return an_opendocument(sheets, "spreadsheet", styles=styles)


def locked_pdf() -> bytes:
    """By the old method, whose keys are the same each time."""
    pdf = pikepdf.open(io.BytesIO(pdfs.a_pdf()))
    out = io.BytesIO()
    lock = pikepdf.Encryption(owner="owner", user="secret", R=3, aes=False, metadata=False)
    pdf.save(out, static_id=True, fix_metadata_version=False, encryption=lock)
    return out.getvalue()


def pdf_that(change: str) -> Callable[[], bytes]:
    return lambda: pdfs.a_pdf(pdfs.ACTIVE[change])


def pdf_of_a_known_maker() -> bytes:
    """Without the archive behind its photo."""
    content = pdfs.a_pdf(pdfs.of_a_known_maker)
    start, end = content.index(ZIP_START), content.index(b"PK\x05\x06") + END_RECORD.size
    return content[:start] + b" " * (end - start) + content[end:]


def pdf_of_a_scan(pdf: pikepdf.Pdf) -> None:
    pdfs.picture(pdf, photos.a_jpeg().partition(ZIP_START)[0])
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 300 0 0 200 0 0 cm /Im1 Do Q")


def pdf_of_a_web_link(pdf: pikepdf.Pdf) -> None:
    pdfs.link(pdf, S=Name.URI, URI=String("https://www.example.org/garden"))
    pdf.Root.Outlines = Dictionary()


def overlapping() -> bytes:
    """Two members of a Word document that lie in the same bytes."""
    content = bytearray(files.a_docx({"word/a.bin": b"a" * 500, "word/b.bin": b"b" * 500}))
    first, second = [place for place in range(len(content)) if content[place : place + 4] == b"PK\x01\x02"][-2:]
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF")
    return out.getvalue()


def picture(format: str, **saving) -> bytes:
    return files.a_picture(format, **saving)
