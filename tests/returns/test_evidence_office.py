"""What is kept of Word and Excel files, what goes, and what is refused."""

import io
import zipfile

import openpyxl
import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from returns.evidence.office import clean_office
from returns.evidence.refusal import EvidenceRefused
from returns.evidence.words import words_of
from tests.returns import files
from tests.returns.office_files import (
    BODY,
    CORE,
    DOC_PROPERTIES,
    MICROSOFT,
    R,
    W,
    a_photo,
    a_word_file,
    an_excel_file,
    an_excel_file_with_everything,
    document,
    field,
    rels,
    unpacked,
)

MARKER = "Zebedee Quillfeather"
SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@pytest.fixture
def clean(tmp_path):
    """Cleans a file; returns its members and the notes."""

    def run(content: bytes, kind: str = "docx") -> tuple[dict[str, bytes], list[str]]:
        source, target = tmp_path / "source", tmp_path / "clean"
        source.write_bytes(content)
        notes = clean_office(source, target, kind)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["clean", "source"]
        return unpacked(target.read_bytes()), notes

    return run


@pytest.fixture
def fault(clean):
    def run(content: bytes, kind: str = "docx") -> str:
        with pytest.raises(EvidenceRefused) as refused:
            clean(content, kind)
        return refused.value.code

    return run


def assert_gone(members: dict[str, bytes], marker: str = MARKER) -> None:
    """Nothing is left of a marker, in any alphabet, in any member, nor in a member's name."""
    for name, content in members.items():
        assert marker not in name
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert marker.encode(encoding) not in content, name


def text_of(members: dict[str, bytes]) -> str:
    root = etree.fromstring(members["word/document.xml"], SAFE_PARSER)
    return "".join(root.itertext())


def assert_whole(members: dict[str, bytes]) -> None:
    """Every reference leads to a member, every member is referred to and has a type, and no reference is loose."""
    reached, used = {"[Content_Types].xml", "_rels/.rels"}, {"_rels/.rels": ""}
    used |= {name: name.replace("_rels/", "").removesuffix(".rels") for name in members if name.endswith(".rels")}
    for listing, owner in used.items():
        reached.add(listing)
        folder = owner.rpartition("/")[0]
        ids = set()
        for row in etree.fromstring(members[listing], SAFE_PARSER):
            ids.add(row.get("Id"))
            if row.get("TargetMode") != "External":
                path = zipfile.Path(io.BytesIO(files.a_zip(members)), f"{folder}/" if folder else "")
                target = str(path.joinpath(row.get("Target")).at)
                parts: list[str] = []
                for step in target.split("/"):
                    parts = parts[:-1] if step == ".." else [*parts, step]
                assert "/".join(parts) in members, row.get("Target")
                reached.add("/".join(parts))
        if owner:
            text = members[owner].decode()
            named = set(etree.fromstring(text.encode(), SAFE_PARSER).xpath("//@r:*", namespaces={"r": R}))
            assert named <= ids
    assert reached == set(members)
    listed = {row.get("PartName") for row in etree.fromstring(members["[Content_Types].xml"], SAFE_PARSER)}
    extensions = {row.get("Extension") for row in etree.fromstring(members["[Content_Types].xml"], SAFE_PARSER)}
    assert all(f"/{name}" in listed or name.rpartition(".")[2] in extensions for name in members)
    assert all(one.lstrip("/") in members for one in listed - {None})


# --- Word: who wrote it -----------------------------------------------------------------------------------------------
def test_word_author_and_everything_beside_the_text_goes(clean):
    members, notes = clean(
        a_word_file(
            BODY,
            ("customXml", "../customXml/item1.xml"),
            (f"{MICROSOFT}/2011/relationships/people", "people.xml"),
            ("glossaryDocument", "glossary/document.xml"),
            ("settings", "settings.xml"),
            ("printerSettings", "printer.bin"),
            package=(
                (DOC_PROPERTIES, "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
                ("custom-properties", "docProps/custom.xml"),
                ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/t.jpeg"),
            ),
            parts={
                "docProps/core.xml": CORE.format(MARKER),
                "docProps/app.xml": f"<Properties><Company>{MARKER}</Company></Properties>",
                "docProps/custom.xml": f"<Properties><property><lpwstr>{MARKER}</lpwstr></property></Properties>",
                "docProps/t.jpeg": a_photo(MARKER),
                "customXml/item1.xml": f"<a>{MARKER}</a>",
                "word/people.xml": f"<people>{MARKER}</people>",
                "word/glossary/document.xml": document(MARKER),
                "word/printer.bin": MARKER,
                "word/orphan.xml": f"<a>{MARKER}</a>",
                "word/settings.xml": (
                    f'<w:settings xmlns:w="{W}"><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
                    f'<w:docVars><w:docVar w:val="{MARKER}"/></w:docVars><w:zoom w:percent="90"/></w:settings>'
                ),
            },
        )
    )
    assert_gone(members)
    assert_gone(members, "00AB12CD")
    assert_whole(members)
    assert notes == ["author_removed"]
    assert sorted(members) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/settings.xml",
    ]
    assert b"zoom" in members["word/settings.xml"]


def test_word_file_that_names_nobody_has_no_notes(clean):
    members, notes = clean(
        a_word_file(package=((DOC_PROPERTIES, "docProps/core.xml"),), parts={"docProps/core.xml": CORE.format("")})
    )
    assert notes == []
    assert members["word/document.xml"] == document().encode()


def test_word_version_marks_and_hidden_remarks_in_the_xml_go(clean):
    body = (
        f'<!-- {MARKER} --><?note {MARKER}?><w:p w:rsidR="00AB12CD" w:rsidRDefault=\'00AB12CD\' w:x="a > b">'
        f'<w:permStart w:id="1" w:ed="{MARKER}"/><w:r w:rsidRPr="00AB12CD"><w:t>Kept</w:t></w:r><w:permEnd/></w:p>'
    )
    members, _notes = clean(a_word_file(body))
    assert_gone(members)
    assert members["word/document.xml"].decode() == document('<w:p w:x="a > b"><w:r><w:t>Kept</w:t></w:r></w:p>')


# --- Word: remarks and changes ----------------------------------------------------------------------------------------
def test_word_remarks_go_and_the_text_stays(clean):
    mark = '<w:comment{0} w:id="0"/>'
    body = (
        f"<w:p>{mark.format('RangeStart')}<w:r><w:t>Forty hours</w:t></w:r>{mark.format('RangeEnd')}"
        f"<w:r>{mark.format('Reference')}</w:r></w:p>"
    )
    remarks = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{MARKER}"><w:p/></w:comment></w:comments>'
    members, notes = clean(
        a_word_file(
            body,
            ("comments", "remarks.xml"),
            (f"{MICROSOFT}/2011/relationships/commentsExtended", "more.xml"),
            parts={"word/remarks.xml": remarks, "word/more.xml": f"<a>{MARKER}</a>"},
        )
    )
    assert notes == ["comments_removed"]
    assert_gone(members)
    assert_whole(members)
    assert b"comment" not in members["word/document.xml"]
    assert text_of(members) == "Forty hours"


BY = f'w:id="7" w:author="{MARKER}" w:date="2026-05-01T00:00:00Z"'
GONE, RUN = "Ottoline Plum", "<w:r><w:t>{}</w:t></w:r>"
CHANGED = {
    "put in": (f"<w:p><w:ins {BY}>{RUN.format('Forty')}</w:ins></w:p>", f"<w:p>{RUN.format('Forty')}</w:p>"),
    "taken out": (f"<w:p><w:del {BY}><w:r><w:delText>{GONE}</w:delText></w:r></w:del></w:p>", "<w:p></w:p>"),
    "taken out of what was put in": (
        f"<w:p><w:ins {BY}>{RUN.format('a')}<w:del {BY}>{RUN.format(GONE)}</w:del>{RUN.format('b')}</w:ins></w:p>",
        f"<w:p>{RUN.format('a')}{RUN.format('b')}</w:p>",
    ),
    "moved": (
        f"<w:p><w:moveFromRangeStart {BY}/><w:moveFrom {BY}>{RUN.format(GONE)}</w:moveFrom><w:moveFromRangeEnd/>"
        f"<w:moveToRangeStart {BY}/><w:moveTo {BY}>{RUN.format('here')}</w:moveTo><w:moveToRangeEnd/></w:p>",
        f"<w:p>{RUN.format('here')}</w:p>",
    ),
    "looks": (
        f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:rPr></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p>",
    ),
    "paragraph mark": (
        f"<w:p><w:pPr><w:rPr><w:del {BY} /></w:rPr></w:pPr></w:p>",
        "<w:p><w:pPr><w:rPr></w:rPr></w:pPr></w:p>",
    ),
    "a row": (
        f"<w:tbl><w:tblPr/><w:tr><w:tc>{RUN.format('a')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{RUN.format(GONE)}</w:tc></w:tr></w:tbl><w:p/>",
        f"<w:tbl><w:tblPr/><w:tr><w:tc>{RUN.format('a')}</w:tc></w:tr></w:tbl><w:p/>",
    ),
    "every row": (
        f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{RUN.format(GONE)}</w:tc></w:tr></w:tbl><w:p>k</w:p>",
        "<w:p>k</w:p>",
    ),
    "every cell": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{RUN.format(GONE)}</w:tc></w:tr>"
        f"<w:tr><w:tc>k</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc>k</w:tc></w:tr></w:tbl>",
    ),
    "a row of a table in a cell": (
        f"<w:tbl><w:tr><w:tc>k<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{GONE}</w:tc></w:tr></w:tbl>"
        "</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc>k</w:tc></w:tr></w:tbl>",
    ),
    "form fields": (f"<w:customXmlInsRangeStart {BY}/><w:p>k</w:p><w:customXmlInsRangeEnd/>", "<w:p>k</w:p>"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_word_changes_are_accepted_and_nobody_is_named(clean, before, after):
    members, notes = clean(a_word_file(before))
    assert notes == ["changes_removed"]
    assert_gone(members)
    assert_gone(members, GONE)
    assert members["word/document.xml"].decode() == document(after)


def test_word_changes_go_from_headers_and_notes_too(clean):
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:del {BY}>{RUN.format(GONE)}</w:del></w:p></w:hdr>'
    members, _notes = clean(a_word_file(BODY, ("header", "header1.xml"), parts={"word/header1.xml": header}))
    assert members["word/header1.xml"].decode() == f'<w:hdr xmlns:w="{W}"><w:p></w:p></w:hdr>'


def test_word_changes_go_from_the_strict_twin_of_the_standard(clean):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = document(f"<w:p><w:del {BY}>{GONE}</w:del></w:p>").replace(W, strict)
    members, _notes = clean(a_word_file(parts={"word/document.xml": body}))
    assert_gone(members, GONE)


def test_word_text_in_another_alphabet_is_read_alike(clean):
    body = document(f"<w:p>£<w:del {BY}>{GONE}</w:del>ŵ</w:p>").replace('"UTF-8"', '"UTF-16"')
    members, notes = clean(a_word_file(parts={"word/document.xml": body.encode("utf-16")}))
    assert (text_of(members), notes) == ("£ŵ", ["changes_removed"])


# --- Word: links, programs and other files ----------------------------------------------------------------------------
LINKED = {
    "picture on the web": ("image", "https://example.org/pixel.png", "External"),
    "picture on a drive": ("image", "file:///C:/garden.jpg", "External"),
    "template on the web": ("attachedTemplate", "https://example.org/a.dotm", "External"),
    "file on a drive": ("hyperlink", "file:///C:/letter.docx", "External"),
    "file beside it": ("hyperlink", "letter.docx", "External"),
    "script": ("hyperlink", "javascript:alert(1)", "External"),
    "data": ("hyperlink", "data:text/html,a", "External"),
    "web page called a part": ("image", "http://example.org/pixel.png"),
    "other document": ("subDocument", "https://example.org/a.docx", "External"),
    "list of addresses": ("mailMergeSource", "file:///C:/people.csv", "External"),
    "web frame": ("frame", "https://example.org/", "External"),
}


@pytest.mark.parametrize("link", LINKED.values(), ids=LINKED.keys())
def test_word_file_that_brings_something_in_is_refused(fault, link):
    assert fault(a_word_file(BODY, link)) in ("linked", "active")


CARRIED = {
    "object": (("oleObject", "embeddings/a.bin"), "active"),
    "web page": (("aFChunk", "page.html"), "active"),
    "control": (("control", "activeX1.xml"), "active"),
    "macros": (("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "a.bin"), "macros"),
    "video": (("video", "media/a.mp4"), "active"),
}


@pytest.mark.parametrize(("link", "expected"), CARRIED.values(), ids=CARRIED.keys())
def test_word_file_that_carries_something_is_refused(fault, link, expected):
    assert fault(a_word_file(BODY, link, parts={f"word/{link[1]}": "<a/>"})) == expected


FETCHING = {
    "program": field("DDEAUTO c:\\\\cmd.exe"),
    "in pieces": field(" D", "DE", "AUTO", " excel"),
    "picture": field(" INCLUDEPICTURE &quot;http://example.org/a.png&quot; \\d"),
    "text": field("includetext C:\\\\a.docx"),
    "in one": '<w:p><w:fldSimple w:instr=" LINK Excel.Sheet.12 a.xlsx "/></w:p>',
    "without an end": "<w:p><w:r><w:instrText>DATABASE \\d a.mdb</w:instrText></w:r></w:p>",
    "out of numbers": field("</w:instrText></w:r>" + field("QUOTE 68 68 69") + "<w:r><w:instrText>"),
    "object": '<w:p><o:OLEObject ProgID="Package"/></w:p>',
    "old picture": '<w:p><o:imagedata src="https://example.org/a.png"/></w:p>',
    "old picture again": '<w:p><o:fill o:href="https://example.org/a.png"/></w:p>',
}


@pytest.mark.parametrize("body", FETCHING.values(), ids=FETCHING.keys())
def test_word_file_with_a_fetching_field_is_refused(fault, body):
    assert fault(a_word_file(body)) in ("linked", "active")


def test_word_ordinary_fields_and_links_stay(clean):
    body = (
        field("PAGE")
        + field(" DATE \\@ d/M/yyyy")
        + field("IF ", "1=1")
        + '<w:p><w:hyperlink r:id="rId1">k</w:hyperlink></w:p>'
    )
    links = [("hyperlink", f"{one}example.org", "External") for one in ("https://", "HTTP://", "mailto:a@")]
    members, notes = clean(a_word_file(body, *links, ("hyperlink", "#top", "External")))
    assert members["word/document.xml"].decode() == document(body)
    assert members["word/_rels/document.xml.rels"].count(b"example.org") == 3
    assert notes == []


@pytest.mark.parametrize(
    "target", [f"file:///C:/Users/{MARKER}/Letter.dotx", f"\\\\server\\{MARKER}\\Letter.dotx", f"C:\\{MARKER}\\a.dotm"]
)
def test_word_template_of_ones_own_organisation_is_let_go(clean, target):
    settings_part = f'<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:attachedTemplate r:id="rId1"/></w:settings>'
    members, _notes = clean(
        a_word_file(
            BODY,
            ("settings", "settings.xml"),
            parts={
                "word/settings.xml": settings_part,
                "word/_rels/settings.xml.rels": rels(("attachedTemplate", target, "External")),
            },
        )
    )
    assert_gone(members)
    assert b"attachedTemplate" not in b"".join(members.values())
    assert_whole(members)


def test_word_workbook_behind_a_chart_goes_and_the_chart_stays(clean):
    data = '<c:v>12</c:v><c:externalData r:id="rId1"><c:a/></c:externalData>'
    chart = f'<c:chartSpace xmlns:c="urn:c" xmlns:r="{R}">{data}</c:chartSpace>'
    members, _notes = clean(
        a_word_file(
            BODY,
            ("chart", "charts/chart1.xml"),
            parts={
                "word/charts/chart1.xml": chart,
                "word/charts/_rels/chart1.xml.rels": rels(("package", "../embeddings/book.xlsx")),
                "word/embeddings/book.xlsx": an_excel_file_with_everything(MARKER),
            },
        )
    )
    assert_whole(members)
    assert members["word/charts/chart1.xml"].endswith(b"<c:v>12</c:v></c:chartSpace>")
    assert not any(name.endswith(".xlsx") for name in members)


# --- Word: pictures ---------------------------------------------------------------------------------------------------
BLIP = '<w:p><a:blip r:embed="rId1"/></w:p>'


@pytest.mark.parametrize(
    ("format", "name", "kept"),
    [
        ("JPEG", "media/{}.jpg", "word/media/image1.jpeg"),
        ("PNG", "media/{}.png", "word/media/image1.png"),
        ("JPEG", "media/{}.png", "word/media/image1.jpeg"),
        ("GIF", "media/{}.gif", "word/media/image1.png"),
    ],
    ids=["jpeg", "png", "jpeg called png", "gif"],
)
def test_word_picture_keeps_its_pixels_and_loses_its_notes_and_name(clean, format, name, kept):
    path = name.format(MARKER.split()[0])
    photo = a_photo(MARKER, format)
    assert MARKER.encode() in photo
    members, notes = clean(a_word_file(BLIP, ("image", path), parts={f"word/{path}": photo}))
    assert_gone(members)
    assert_gone(members, MARKER.split()[0])
    assert_whole(members)
    assert notes == ["pictures"]
    assert Image.open(io.BytesIO(members[kept])).size == (40, 30)


def test_word_photo_keeps_no_place(clean):
    exif = Image.Exif()
    exif[0x010E] = MARKER
    exif.get_ifd(0x8825)[1] = "N"
    photo = files.a_picture("JPEG", exif=exif)
    members, _notes = clean(a_word_file(BLIP, ("image", "media/a.jpeg"), parts={"word/media/a.jpeg": photo}))
    assert not Image.open(io.BytesIO(members["word/media/image1.jpeg"])).getexif()


@pytest.mark.parametrize(
    "content",
    [b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"\x89PNG\r\n\x1a\nbroken", b"nothing known", b""],
    ids=["svg", "damaged", "unknown", "empty"],
)
def test_word_picture_that_cannot_be_cleaned_is_left_out(clean, content):
    members, notes = clean(a_word_file(BLIP, ("image", "media/a.png"), parts={"word/media/a.png": content}))
    assert_whole(members)
    assert not any("media" in name for name in members)
    assert b"blip" not in members["word/document.xml"]
    assert notes == []


def test_word_drawing_of_lines_stays_and_is_no_picture(clean):
    drawing = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40)
    members, notes = clean(a_word_file(BLIP, ("image", "media/a.emf"), parts={"word/media/a.emf": drawing}))
    assert_whole(members)
    assert members["word/media/image1.emf"] == drawing
    assert notes == []


def test_word_picture_used_twice_is_kept_once(clean):
    links = [("image", "media/a.jpeg")] * 2
    members, _notes = clean(a_word_file(BLIP, *links, parts={"word/media/a.jpeg": files.a_picture()}))
    assert sum("media" in name for name in members) == 1


def test_word_picture_of_a_billion_pixels_is_refused(fault):
    bomb = files.a_png_that_claims(60_000, 20_000)
    assert fault(a_word_file(BLIP, ("image", "media/a.png"), parts={"word/media/a.png": bomb})) == "too_many_pixels"


# --- Excel ------------------------------------------------------------------------------------------------------------
def test_excel_names_remarks_and_settings_go_and_cells_stay(clean):
    members, notes = clean(an_excel_file_with_everything(MARKER), "xlsx")
    assert_gone(members)
    assert_whole(members)
    assert notes == ["author_removed", "comments_removed", "hidden_sheets", "pictures"]
    assert not any(part in name for name in members for part in ("comment", "vml", "printer", "docProps"))
    assert b'<pageSetup paperSize="9"/>' in members["xl/worksheets/sheet1.xml"]


def test_excel_file_opens_and_has_the_same_cells(clean):
    before = openpyxl.load_workbook(io.BytesIO(an_excel_file_with_everything(MARKER)))
    members, _notes = clean(an_excel_file_with_everything(MARKER), "xlsx")
    after = openpyxl.load_workbook(io.BytesIO(files.a_zip(members)))
    assert [list(sheet.values) for sheet in after] == [list(sheet.values) for sheet in before]
    assert [sheet.sheet_state for sheet in after] == ["visible", "hidden", "veryHidden"]
    assert len(after.active._images) == 1
    assert after.active["A2"].comment is None


def test_excel_plain_file_has_no_notes(clean):
    def nobody(book):
        book.properties.creator = None

    assert clean(an_excel_file(nobody), "xlsx")[1] == []


@pytest.mark.parametrize(
    ("kind", "part", "expected"),
    [
        ("externalLink", "externalLinks/externalLink1.xml", "linked"),
        ("connections", "connections.xml", "linked"),
        ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/s1.xml", "macros"),
        ("dialogsheet", "dialogsheets/s1.xml", "macros"),
    ],
)
def test_excel_file_that_is_bound_to_others_is_refused(fault, kind, part, expected):
    members = unpacked(an_excel_file())
    kind = kind if ":" in kind else f"{R}/{kind}"
    row = f'<Relationship Id="rId77" Type="{kind}" Target="{part}"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    members |= {name: members[name].replace(b"</Relationships>", row.encode()), f"xl/{part}": b"<a/>"}
    assert fault(files.a_zip(members), "xlsx") == expected


@pytest.mark.parametrize(
    "formula", ["=WEBSERVICE(A1)", '=_xlfn.IMAGE("https://example.org/" & A2)', '=1+webservice ("a")']
)
def test_excel_formula_that_asks_the_web_is_refused(fault, formula):
    def ask(book):
        book.active["A9"] = formula

    assert fault(an_excel_file(ask), "xlsx") == "linked"


def test_excel_who_refreshed_a_pivot_table_goes(clean):
    members = unpacked(an_excel_file())
    name = "xl/_rels/workbook.xml.rels"
    row = f'<Relationship Id="rId77" Type="{R}/pivotCacheDefinition" Target="pivotCache/p.xml"/></Relationships>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = f'<pivotCacheDefinition xmlns="{space}" refreshedBy="{MARKER}" recordCount="1"/>'
    members |= {
        name: members[name].replace(b"</Relationships>", row.encode()),
        "xl/pivotCache/p.xml": table.encode(),
    }
    cleaned, notes = clean(files.a_zip(members), "xlsx")
    assert_gone(cleaned)
    assert b'recordCount="1"' in cleaned["xl/pivotCache/p.xml"]
    assert "author_removed" in notes


# --- Every file -------------------------------------------------------------------------------------------------------
EVERY_KIND = {
    "docx": a_word_file(BLIP, ("image", "media/a.jpeg"), parts={"word/media/a.jpeg": files.a_picture()}),
    "xlsx": an_excel_file_with_everything(MARKER),
}


@pytest.mark.parametrize(("kind", "content"), EVERY_KIND.items(), ids=EVERY_KIND.keys())
def test_office_same_file_gives_the_same_bytes_and_cleaning_twice_changes_nothing(tmp_path, kind, content):
    (tmp_path / "source").write_bytes(content)
    clean_office(tmp_path / "source", tmp_path / "one", kind)
    clean_office(tmp_path / "source", tmp_path / "two", kind)
    clean_office(tmp_path / "one", tmp_path / "three", kind)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    one, three = (unpacked((tmp_path / name).read_bytes()) for name in ("one", "three"))
    assert one.keys() == three.keys()
    assert all(one[name] == three[name] for name in one if not name.endswith(".jpeg"))


def test_office_members_bear_no_time(tmp_path):
    (tmp_path / "source").write_bytes(an_excel_file())
    clean_office(tmp_path / "source", tmp_path / "clean", "xlsx")
    with zipfile.ZipFile(tmp_path / "clean") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">' + "".join(f'<!ENTITY b{n} "{"&b;" * 10}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "laughs in the text": (a_word_file(parts={"word/document.xml": f"{LAUGHS}<a>&b;</a>"}), "unsafe"),
    "file of this machine": (a_word_file(parts={"word/document.xml": f"{OUTSIDE}<a>&b;</a>"}), "unsafe"),
    "laughs in the references": (
        a_word_file(parts={"word/_rels/document.xml.rels": f"{LAUGHS}<Relationships>&b;</Relationships>"}),
        "unsafe",
    ),
    "elements without end": (a_word_file("<a>" * 60_000 + "</a>" * 60_000), "unsafe"),
    "half a text": (a_word_file(parts={"word/document.xml": document()[:-40]}), "damaged"),
    "no XML": (a_word_file(BODY, ("styles", "styles.xml"), parts={"word/styles.xml": b"<a>\xff\xfe</a>"}), "damaged"),
    "unknown alphabet": (
        a_word_file(parts={"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        "damaged",
    ),
    "text elsewhere": (a_word_file(parts={"_rels/.rels": rels(("officeDocument", "word/other.xml"))}), "damaged"),
    "text on the web": (
        a_word_file(parts={"_rels/.rels": rels(("officeDocument", "http://example.org/a.xml", "External"))}),
        "linked",
    ),
    "two texts": (
        a_word_file(package=(("officeDocument", "word/b.xml"),), parts={"word/b.xml": document()}),
        "damaged",
    ),
    "no references": (
        files.a_zip({name: each for name, each in unpacked(a_word_file()).items() if name != "_rels/.rels"}),
        "damaged",
    ),
    "workbook of the same name": (an_excel_file(), "type_disagrees"),
}


@pytest.mark.parametrize(("content", "expected"), HOSTILE.values(), ids=HOSTILE.keys())
def test_office_hostile_file_is_refused(fault, content, expected):
    assert fault(content) == expected


def test_office_reference_out_of_the_package_leads_nowhere(clean):
    members, _notes = clean(a_word_file(BODY, ("image", "../../../../etc/passwd"), ("header", "/../../etc/hostname")))
    assert sorted(members) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]


def test_office_references_in_a_circle_end(clean):
    members, _notes = clean(
        a_word_file(
            BODY,
            ("header", "header1.xml"),
            parts={
                "word/header1.xml": "<a/>",
                "word/_rels/header1.xml.rels": rels(("header", "header1.xml"), ("footer", "document.xml")),
            },
        )
    )
    assert_whole(members)


SOUND = a_word_file(
    f"<w:p><w:ins {BY}>a</w:ins><w:del {BY}>{GONE}</w:del></w:p>{BLIP}",
    ("image", "media/a.jpeg"),
    ("comments", "comments.xml"),
    parts={"word/media/a.jpeg": a_photo(MARKER), "word/comments.xml": f"<a>{MARKER}</a>"},
)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(unpacked(SOUND)["word/document.xml"]) - 1), mark=st.binary(min_size=0, max_size=3))
def test_office_changed_text_is_cleaned_or_refused_and_nothing_else(tmp_path_factory, place, mark):
    """Whatever a few bytes of the text are turned into: what is kept names nobody whom the list of remarks named."""
    members = unpacked(SOUND)
    text = members["word/document.xml"]
    members["word/document.xml"] = text[:place] + mark + text[place + 1 :]
    folder = tmp_path_factory.mktemp("changed")
    (folder / "source").write_bytes(files.a_zip(members))
    try:
        clean_office(folder / "source", folder / "clean", "docx")
    except EvidenceRefused as refused:
        assert refused.code in ("damaged", "unsafe", "active", "linked", "wrong_type")
    else:
        kept = unpacked((folder / "clean").read_bytes())
        assert "word/comments.xml" not in kept
        ElementTree.fromstring(kept["word/document.xml"])
        words_of(folder / "clean", "docx")
