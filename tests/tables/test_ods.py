"""Spreadsheets written by hand: readable by others, valid, and the same for the same words."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from tables.ods import MIME_TYPE, Sheet, write_ods

HEAD = ["Code", "Title"]


def written(*rows, name="Measures"):
    return write_ods([Sheet(name, HEAD, rows)], title="A & B", language="cy-GB")


def read(content, sheet=0):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_other_programs_read_the_cells():
    assert read(written(["M1.01", "People & “places” <b>"])) == [HEAD, ["M1.01", "People & “places” <b>"]]


def test_kind_of_the_file_stands_first_and_is_not_compressed():
    content = written()
    archive = zipfile.ZipFile(BytesIO(content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype").decode() == MIME_TYPE
    assert content[38 : 38 + len(MIME_TYPE)].decode() == MIME_TYPE
    assert archive.testzip() is None


def test_every_part_is_in_the_manifest_and_well_formed():
    archive = zipfile.ZipFile(BytesIO(written(["1", "2"])))
    manifest = archive.read("META-INF/manifest.xml").decode()
    for name in archive.namelist():
        if name.endswith(".xml"):
            ElementTree.fromstring(archive.read(name))
        if name not in ("mimetype", "META-INF/manifest.xml"):
            assert f'manifest:full-path="{name}"' in manifest
    assert "<dc:title>A &amp; B</dc:title><dc:language>cy-GB</dc:language>" in archive.read("meta.xml").decode()


def test_what_looks_like_a_formula_is_text():
    archive = zipfile.ZipFile(BytesIO(written(["=1+1", "@SUM(A1)"])))
    content = archive.read("content.xml").decode()
    assert content.count('office:value-type="string"') == 4
    assert "table:formula" not in content
    assert read(written(["=1+1", "@SUM(A1)"]))[1] == ["=1+1", "@SUM(A1)"]


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_signs_that_xml_cannot_hold_are_left_out(sign):
    assert read(written([f"a{sign}b", "c"]))[1] == ["ab", "c"]


def test_empty_cells_keep_their_place_and_spaces_their_number():
    assert read(written(["", "b"], ["a", ""]))[1:] == [["", "b"], ["a", ""]]
    content = zipfile.ZipFile(BytesIO(written(["a   b", "c\nd"]))).read("content.xml").decode()
    assert 'a <text:s text:c="2"/>b' in content
    assert "<text:p>c</text:p><text:p>d</text:p>" in content


@pytest.mark.parametrize(
    ("name", "shown"),
    [("A/B: [c]?", "A B   c"), ("'", "1"), ('"x"', '"x"'), ("n" * 40, "n" * 31), ("Mesurau", "Mesurau")],
)
def test_name_of_a_table_is_one_that_programs_accept(name, shown):
    assert CalamineWorkbook.from_filelike(BytesIO(written(name=name))).sheet_names == [shown]


def test_several_tables_each_with_its_own_columns():
    sheets = [Sheet("One", ["a"], [["1"]]), Sheet("Two", ["b", "c"], [])]
    content = write_ods(sheets, title="", language="en-GB")
    assert (read(content), read(content, 1)) == ([["a"], ["1"]], [["b", "c"]])


def test_same_words_make_the_same_bytes():
    assert written(["a", "b"]) == written(["a", "b"])
    assert written(["a", "b"]) != written(["a", "c"])
