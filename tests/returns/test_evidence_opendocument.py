"""What is kept of OpenDocument texts and sheets, what goes, and what is refused."""

import pytest
from lxml import etree

from returns.evidence.office import clean_office, office_kind
from returns.evidence.refusal import EvidenceRefused
from tests.returns import files
from tests.returns.office_files import ODF, SPACES, a_photo, an_opendocument, content, unpacked

MARKER, GONE = "Zebedee Quillfeather", "Ottoline Plum"
SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
META = (
    '<office:document-meta xmlns:office="urn:o" xmlns:meta="urn:m" xmlns:dc="urn:d">'
    "<meta:initial-creator>{0}</meta:initial-creator><dc:creator>{0}</dc:creator></office:document-meta>"
)


@pytest.fixture
def clean(tmp_path):
    """Cleans a file; returns its members and the notes."""

    def run(packed: bytes, kind: str = "odt") -> tuple[dict[str, bytes], list[str]]:
        source, target = tmp_path / "source", tmp_path / "clean"
        source.write_bytes(packed)
        notes = clean_office(source, target, kind)
        with target.open("rb") as copy:
            assert office_kind(copy) == kind
        members = unpacked(target.read_bytes())
        assert set(listed(members)) - {"/"} == {
            name if name in members else f"{name.rstrip('/')}/" for name in listed(members) if name != "/"
        }
        return members, notes

    return run


@pytest.fixture
def fault(clean):
    def run(packed: bytes, kind: str = "odt") -> str:
        with pytest.raises(EvidenceRefused) as refused:
            clean(packed, kind)
        return refused.value.code

    return run


def listed(members: dict[str, bytes]) -> dict[str, str]:
    """What the manifest says is in the file."""
    rows = etree.fromstring(members["META-INF/manifest.xml"], SAFE_PARSER)
    manifest = f"{{{ODF}manifest:1.0}}"
    return {row.get(f"{manifest}full-path"): row.get(f"{manifest}media-type") for row in rows}


def assert_gone(members: dict[str, bytes], *markers: str) -> None:
    for name, part in members.items():
        assert not any(marker in name or marker.encode() in part for marker in markers), name


def test_opendocument_author_and_everything_beside_the_text_goes(clean):
    members, notes = clean(
        an_opendocument(
            "<text:p>Forty hours</text:p>",
            members={
                "meta.xml": META.format(MARKER),
                "settings.xml": f"<a>{MARKER}</a>",
                "Thumbnails/thumbnail.png": a_photo(MARKER, "PNG"),
                "Configurations2/toolbar/a.xml": f"<a>{MARKER}</a>",
                "META-INF/documentsignatures.xml": f"<a>{MARKER}</a>",
                "Versions/Version1": MARKER,
                "VersionList.xml": f"<a>{MARKER}</a>",
                "layout-cache": MARKER,
                "Pictures/unused.png": a_photo(MARKER, "PNG"),
            },
        )
    )
    assert_gone(members, MARKER)
    assert list(members) == ["mimetype", "content.xml", "META-INF/manifest.xml"]
    assert listed(members) == {"/": "application/vnd.oasis.opendocument.text", "content.xml": "text/xml"}
    assert notes == ["author_removed"]


def test_opendocument_that_names_nobody_has_no_notes(clean):
    assert clean(an_opendocument("<text:p>k</text:p>", members={"meta.xml": META.format("")}))[1] == []


def test_opendocument_remarks_go(clean):
    by = f"<dc:creator>{MARKER}</dc:creator>"
    remark = f'<office:annotation office:name="1">{by}<text:p>{GONE}</text:p></office:annotation>'
    members, notes = clean(an_opendocument(f'<text:p>a{remark}b<office:annotation-end office:name="1"/>c</text:p>'))
    assert_gone(members, MARKER, GONE)
    assert members["content.xml"].decode() == content("<text:p>abc</text:p>")
    assert notes == ["comments_removed"]


def test_opendocument_changes_are_accepted(clean):
    changes = (
        '<text:tracked-changes><text:changed-region text:id="1"><text:deletion><office:change-info>'
        f"<dc:creator>{MARKER}</dc:creator></office:change-info><text:p>{GONE}</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    marks = '<text:p>a<text:change text:change-id="1"/>b<text:change-start/>c<text:change-end/>d</text:p>'
    members, notes = clean(an_opendocument(changes + marks))
    assert_gone(members, MARKER, GONE)
    assert members["content.xml"].decode() == content("<text:p>abcd</text:p>")
    assert notes == ["changes_removed"]


def test_opendocument_changes_in_a_sheet_go(clean):
    changes = (
        f"<table:tracked-changes><table:cell-content-change>{GONE}</table:cell-content-change></table:tracked-changes>"
    )
    members, notes = clean(an_opendocument(changes, "spreadsheet"), "ods")
    assert_gone(members, GONE)
    assert notes == ["changes_removed"]


def test_opendocument_version_marks_and_hidden_remarks_in_the_xml_go(clean):
    members, _notes = clean(an_opendocument(f'<!-- {MARKER} --><text:p rsid:rsid="0AB">a</text:p>'))
    assert members["content.xml"].decode() == content("<text:p>a</text:p>")


def test_opendocument_header_is_cleaned_too(clean):
    text = f"<text:p>a<office:annotation>{GONE}</office:annotation></text:p>"
    header = f"<office:document-styles {SPACES}>{text}</office:document-styles>"
    members, notes = clean(an_opendocument("", members={"styles.xml": header}))
    assert_gone(members, GONE)
    assert notes == ["comments_removed"]


HIDDEN = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
SHOWN = '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'


@pytest.mark.parametrize(("style", "expected"), [("ta2", ["hidden_sheets"]), ("ta1", [])])
def test_opendocument_hidden_sheet_is_noted_and_kept(clean, style, expected):
    sheet = f'<table:table table:name="a" table:style-name="{style}"/>'
    members, notes = clean(an_opendocument(sheet, "spreadsheet", styles=SHOWN + HIDDEN), "ods")
    assert notes == expected
    assert sheet.encode() in members["content.xml"]


IMAGE = '<draw:frame><draw:image xlink:href="{}"/></draw:frame>'


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_opendocument_picture_loses_its_notes_and_its_name(clean, format):
    place = f"Pictures/{GONE.split()[0]}.{format.lower()}"
    members, notes = clean(an_opendocument(IMAGE.format(place), members={place: a_photo(MARKER, format)}))
    assert_gone(members, MARKER, GONE.split()[0])
    kept = "Pictures/image1.jpeg" if format == "JPEG" else "Pictures/image1.png"
    assert IMAGE.format(kept).encode() in members["content.xml"]
    assert listed(members)[kept] == ("image/jpeg" if format == "JPEG" else "image/png")
    assert notes == ["pictures"]


@pytest.mark.parametrize("part", [b"<svg/>", b"VCLMTF", None], ids=["svg", "old drawing", "missing"])
def test_opendocument_picture_that_cannot_be_cleaned_is_left_out(clean, part):
    members, notes = clean(an_opendocument(IMAGE.format("Pictures/a"), members={"Pictures/a": part} if part else {}))
    assert "<draw:frame></draw:frame>" in members["content.xml"].decode()
    assert notes == []


def test_opendocument_picture_written_into_the_text_goes(clean):
    inline = "<draw:image><office:binary-data>/9j/4AAQ</office:binary-data></draw:image>"
    assert b"9j" not in clean(an_opendocument(inline))[0]["content.xml"]


CHART = '<draw:object xlink:href="./Object 1"/>'
CHART_TYPE = {"Object 1/": "application/vnd.oasis.opendocument.chart"}


def test_opendocument_chart_is_cleaned_and_kept(clean):
    chart = content(
        f"<text:p>k</text:p><office:annotation>{GONE}</office:annotation>{IMAGE.format('../Pictures/a')}", "chart"
    )
    members, notes = clean(
        an_opendocument(
            CHART,
            listed=CHART_TYPE,
            members={
                "Object 1/content.xml": chart,
                "Object 1/meta.xml": META.format(MARKER),
                "Pictures/a": a_photo(MARKER),
            },
        )
    )
    assert_gone(members, MARKER, GONE)
    assert IMAGE.format("../Pictures/image1.jpeg").encode() in members["Object 1/content.xml"]
    assert listed(members)["Object 1/"].endswith(".chart")
    assert "Object 1/meta.xml" not in members
    assert notes == ["comments_removed", "pictures"]


def test_opendocument_object_that_is_not_there_is_left_out(clean):
    assert b"draw:object" not in clean(an_opendocument(CHART))[0]["content.xml"]


def test_opendocument_objects_that_show_each_other_end(clean):
    inner = content('<draw:object xlink:href="../Object 1"/>', "chart")
    members, _notes = clean(an_opendocument(CHART, listed=CHART_TYPE, members={"Object 1/content.xml": inner}))
    assert "Object 1/content.xml" in members


def event(href: str) -> str:
    return f'<office:event-listeners><script:event-listener xlink:href="{href}"/></office:event-listeners>'


REFUSED = {
    "picture on the web": (IMAGE.format("https://example.org/a.png"), "linked"),
    "picture on a drive": (IMAGE.format("file:///C:/a.png"), "linked"),
    "picture on another machine": (IMAGE.format("//example.org/a.png"), "linked"),
    "picture beside it": (IMAGE.format("../a.png"), "linked"),
    "object on the web": ('<draw:object xlink:href="http://example.org/a.ods"/>', "linked"),
    "object beside it": ('<draw:object xlink:href="../a.ods"/>', "linked"),
    "unknown object": (CHART, "active"),
    "old object": ('<draw:object-ole xlink:href="./Object 1"/>', "active"),
    "plug-in": ('<draw:plugin xlink:href="a"/>', "active"),
    "applet": ("<draw:applet/>", "active"),
    "frame": ('<draw:floating-frame xlink:href="https://example.org"/>', "active"),
    "text from elsewhere": ('<text:section><text:section-source xlink:href="a.odt"/></text:section>', "linked"),
    "cells from elsewhere": ('<table:cell-range-source xlink:href="https://example.org/a.ods"/>', "linked"),
    "sheet from elsewhere": ('<table:table><table:table-source xlink:href="file:///a.ods"/></table:table>', "linked"),
    "exchange with programs": ('<office:dde-source office:dde-application="cmd"/>', "linked"),
    "exchange in a sheet": ("<table:dde-link/>", "linked"),
    "data base": ('<table:database-source-table table:database-name="a"/>', "linked"),
    "link to a file": ('<text:a xlink:href="file:///C:/a.odt">a</text:a>', "linked"),
    "link beside it": ('<text:a xlink:href="../a.odt">a</text:a>', "linked"),
    "link to a script": ('<text:a xlink:href="vnd.sun.star.script:a">a</text:a>', "macros"),
    "script": ('<office:script script:language="a">a</office:script>', "macros"),
    "script when something happens": (event("vnd.sun.star.script:a"), "macros"),
    "formula that reads a file": (
        """<table:table-cell table:formula="of:=['file:///C:/a.ods'#$Sheet1.A1]"/>""",
        "linked",
    ),
    "formula that asks the web": ('<table:table-cell table:formula="of:=WEBSERVICE([.A1])"/>', "linked"),
    "elements without end": ("<text:p>" * 60_000 + "</text:p>" * 60_000, "unsafe"),
}


@pytest.mark.parametrize(("body", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_opendocument_that_runs_or_brings_in_something_is_refused(fault, body, expected):
    packed = an_opendocument(
        body, listed={"Object 1/": "application/x-unknown"}, members={"Object 1/content.xml": content("")}
    )
    assert fault(packed) == expected


def test_opendocument_object_in_an_object_is_refused(fault):
    inner = content('<draw:object xlink:href="./Object 2"/>', "chart")
    types = CHART_TYPE | {"Object 1/Object 2/": CHART_TYPE["Object 1/"]}
    members = {"Object 1/content.xml": inner, "Object 1/Object 2/content.xml": content("")}
    assert fault(an_opendocument(CHART, listed=types, members=members)) == "active"


def test_opendocument_ordinary_links_and_formulas_stay(clean):
    body = (
        '<text:a xlink:href="https://example.org/a?b=1&amp;c">a</text:a>'
        '<text:a xlink:href="mailto:a@example.org">b</text:a>'
        '<text:a xlink:href="#top">c</text:a><table:table-cell table:formula="of:=SUM([.A1:.A9])"/>'
        """<table:table-cell table:formula="of:=[$'My sheet'.A1]"/>"""
    )
    members, notes = clean(an_opendocument(body, "spreadsheet"), "ods")
    assert members["content.xml"].decode() == content(body, "spreadsheet")
    assert notes == []


@pytest.mark.parametrize("part", ["content.xml", "META-INF/manifest.xml"])
def test_opendocument_entities_are_refused(fault, part):
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert fault(an_opendocument("", members={part: laughs})) == "unsafe"


def test_opendocument_same_file_gives_the_same_bytes(tmp_path):
    (tmp_path / "source").write_bytes(
        an_opendocument(IMAGE.format("Pictures/a"), members={"Pictures/a": files.a_picture("PNG")})
    )
    for name, source in (("one", "source"), ("two", "source"), ("three", "one")):
        clean_office(tmp_path / source, tmp_path / name, "odt")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == (tmp_path / "three").read_bytes()


def test_opendocument_repeats_stay_as_few_bytes_as_they_came(clean):
    """A sheet may say in one line that it has seventeen thousand million cells; cleaning does not count them out."""
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    members, _notes = clean(an_opendocument(f"<table:table>{row}</table:table>", "spreadsheet"), "ods")
    assert len(members["content.xml"]) < 3000
