"""Office files as people send them: with remarks, changes, names, pictures and links in every place for them."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetPicture
from PIL.PngImagePlugin import PngInfo

from tests.returns import files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
DOC_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
BODY = "<w:p><w:r><w:t>Forty hours of gardening</w:t></w:r></w:p>"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{0}</dc:creator>'
    "<cp:lastModifiedBy>{0}</cp:lastModifiedBy></cp:coreProperties>"
)


def rels(*rows: tuple[str, str] | tuple[str, str, str]) -> str:
    """References "rId1", "rId2" ... by kind and target; a third word is the target mode."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{R}/{kind}"}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"' if mode else "")
        + "/>"
        for number, (kind, target, *mode) in enumerate(rows, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def document(body: str = BODY) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>{body}</w:body></w:document>'
    )


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    return f"<w:p>{begin}{runs}{separate}k{end}</w:p>"


def a_word_file(
    body: str = BODY,
    *links: tuple[str, ...],
    parts: dict[str, bytes | str] | None = None,
    package: tuple[tuple[str, ...], ...] = (),
) -> bytes:
    """A Word document whose text refers to `links`, and whose package refers to `package` beside it."""
    return files.a_docx(
        {
            "_rels/.rels": rels(("officeDocument", "word/document.xml"), *package),
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": rels(*links),
            **(parts or {}),
        }
    )


def an_excel_file(change=lambda book: None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Month", "Hours"])
    book.active.append(["July", 12])
    change(book)
    book.save(out)
    return out.getvalue()


def an_excel_file_with_everything(marker: str) -> bytes:
    """Hidden sheets, remarks, a picture with a camera's notes, and names wherever Excel leaves them."""

    def fill(book):
        book.properties.creator = marker
        book.active["A2"].comment = Comment(marker, marker)
        book.active.add_image(SheetPicture(io.BytesIO(a_photo(marker))), "D4")
        book.create_sheet("Rates").sheet_state = "hidden"
        book.create_sheet("More").sheet_state = "veryHidden"
        book.active["B4"] = "=SUM(B2:B3)"

    members = unpacked(an_excel_file(fill))
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    members[sheet] = members[sheet].replace(b"</worksheet>", b'<pageSetup paperSize="9" r:id="rId99"/></worksheet>')
    members[sheet] = members[sheet].replace(b"<worksheet ", f'<worksheet xmlns:r="{R}" '.encode(), 1)
    own = "xl/worksheets/_rels/sheet1.xml.rels"
    settings = (
        f'<Relationship Id="rId99" Type="{R}/printerSettings" Target="/xl/printerSettings/p.bin"/></Relationships>'
    )
    members[own] = members[own].replace(b"</Relationships>", settings.encode())
    members["xl/printerSettings/p.bin"] = marker.encode("utf-16-le")
    view = 'guid="{00000000-0000-0000-0000-000000000001}" windowWidth="9" windowHeight="9" activeSheetId="1"'
    views = f'<customWorkbookViews><customWorkbookView name="{marker}" {view}/></customWorkbookViews></workbook>'
    members[book] = members[book].replace(b"</workbook>", views.encode())
    members[book] = members[book].replace(b"<sheets>", f'<fileSharing userName="{marker}"/><sheets>'.encode())
    return files.a_zip(members)


def a_photo(marker: str, format: str = "JPEG") -> bytes:
    """A picture whose notes say who took it."""
    if format == "PNG":
        notes = PngInfo()
        notes.add_text("Author", marker)
        return files.a_picture("PNG", pnginfo=notes)
    return files.a_picture(format, comment=marker.encode())


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{ODF}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("script", "script"),
    )
)
SPACES += (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:rsid="http://openoffice.org/2009/office"'
)


def content(body: str, kind: str = "text", styles: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
        f"<office:scripts/><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def an_opendocument(
    body: str,
    kind: str = "text",
    *,
    styles: str = "",
    members: dict[str, bytes | str] | None = None,
    listed: dict[str, str] | None = None,
) -> bytes:
    """An OpenDocument file; `listed` says the media types of folders in it."""
    rows = {"/": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "text/xml", **(listed or {})}
    entries = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="{one}"/>' for name, one in rows.items())
    return files.a_zip(
        {
            "mimetype": rows["/"],
            "content.xml": content(body, kind, styles),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}manifest:1.0" m:version="1.3">{entries}</m:manifest>',
            **(members or {}),
        }
    )


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
