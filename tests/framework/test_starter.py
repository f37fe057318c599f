"""The shipped files, and files that are broken."""

import pytest

from framework.models import Measure
from framework.relations import READINGS
from framework.starter import NEVER_PRICED, StarterError, read_starter
from tests.framework.files import FILES, copy_files, put, read, row_of, write

FRAMEWORK, RULES, RELATIONS = FILES


@pytest.fixture
def folder(tmp_path):
    return copy_files(tmp_path)


@pytest.fixture(scope="module")
def starter():
    return read_starter()


def test_shipped_files_hold_what_was_promised(starter):
    assert len(starter.objectives) == 6
    assert len(starter.outcomes) == 10
    assert len(starter.measures) == 94
    assert len(starter.relations) == 62
    assert len(starter.proxies) == 11


def test_invariant_11_shipped_measures_of_what_young_people_do_are_never_priced(starter):
    unpriced = {code for code, fields in starter.measures.items() if not fields["may_be_priced"]}
    tenth = {code for code in starter.measures if code.startswith("M10.")}
    assert unpriced == NEVER_PRICED == {f"M8.{n:02}" for n in (3, 4, 5, 6, 7, 9, 10)} | tenth
    assert len(tenth) == 6
    assert not unpriced & set(starter.proxies)
    assert {"M8.08", "M9.08", "M9.10"} <= set(starter.proxies)


def test_invariant_11_shipped_sixth_objective_takes_no_photos(starter):
    outcomes = {code for code, fields in starter.outcomes.items() if fields["objective"] == "O6"}
    sixth = [fields for fields in starter.measures.values() if fields["outcome"] in outcomes]
    assert len(sixth) == 26
    assert {fields["photos"] for fields in sixth} == {"no"}


def test_shipped_percentages_name_their_two_parts(starter):
    for fields in starter.measures.values():
        is_percent = fields["value_type"] == "percent"
        assert bool(fields["numerator_label"]) == bool(fields["denominator_label"]) == is_percent
    assert starter.measures["M2.05"]["numerator_label"] == "M2.04"
    assert starter.measures["M2.05"]["denominator_label"] == "total third-party expenditure"


def test_shipped_measures_that_may_get_worse(starter):
    measures = {
        code: Measure(code=code, **{name: value for name, value in fields.items() if name != "outcome"})
        for code, fields in starter.measures.items()
    }
    assert {code for code, measure in measures.items() if measure.may_be_negative} == {
        *("M4.03", "M4.06", "M6.08", "M7.01", "M7.02", "M7.04", "M7.05", "M7.06", "M7.07", "M7.11")
    }
    assert {code for code, measure in measures.items() if measure.fixed_denominator} == {
        *("M4.03", "M4.06", "M7.01", "M7.04", "M7.06", "M7.07")
    }
    assert {code: measure.numerator_code for code, measure in measures.items() if measure.numerator_code} == {
        "M2.05": "M2.04",
        "M5.08": "M5.05",
    }


def test_every_rule_the_portal_knows_is_used(starter):
    assert {fields["rule"] for fields in starter.relations.values()} == set(READINGS)


def test_shipped_relations_joined_are_those_of_people_still_in_work(starter):
    joint = {key for key, fields in starter.relations.items() if fields["is_joint"]}
    assert joint == {("M9.04", "subset_of", "M9.01"), ("M9.04", "subset_of", "M9.03")}


@pytest.mark.parametrize(
    ("name", "code", "column", "text", "says"),
    [
        (FRAMEWORK, "M1.02", "measure_code", "", "this cell is empty"),
        (FRAMEWORK, "M1.02", "measure_code", "M1.01", "M1.01 is already in row 2"),
        (FRAMEWORK, "M1.02", "measure_code", "M" * 21, "at most 20 fit"),
        (FRAMEWORK, "M1.02", "measure_code", "M1.99", "M1.99 has no row in framework_rules.csv"),
        (FRAMEWORK, "M1.02", "measure", "", "this cell is empty"),
        (FRAMEWORK, "M1.02", "measure", "x" * 251, "251 characters, at most 250 fit"),
        (FRAMEWORK, "M1.02", "measure", "two\nlines", "line breaks"),
        (FRAMEWORK, "M1.02", "measure", "a\x00b", "cannot be shown"),
        (FRAMEWORK, "M1.02", "objective_code", "", "this cell is empty"),
        (FRAMEWORK, "M1.02", "objective", "Another title", "O1 has another title further up"),
        (FRAMEWORK, "M1.02", "outcome", "Another title", "OC1 has another title further up"),
        (FRAMEWORK, "M4.01", "outcome_code", "OC1", "OC1 has another objective further up"),
        (FRAMEWORK, "M1.02", "unit", "furlongs", "“furlongs” is not one of: people, FTE"),
        (FRAMEWORK, "M1.02", "value_type", "number", "“number” is not one of: count, quantity"),
        (FRAMEWORK, "M1.02", "value_type", "", "“” is not one of"),
        (FRAMEWORK, "M1.02", "aggregation", "mean", "“mean” is not one of: sum, average, latest"),
        (FRAMEWORK, "M1.01", "aggregation", "average", "only percentages and quantities are averaged"),
        (FRAMEWORK, "M1.02", "evidence_required", " ", "this cell is empty"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "12,71", "“12,71” is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "12.715", "is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "-1", "is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "NaN", "is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "1e3", "is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_value_gbp", "", "is not an amount in pounds"),
        (FRAMEWORK, "M1.13", "proxy_source", "", "this cell is empty"),
        (FRAMEWORK, "M8.05", "proxy_value_gbp", "1.00", "never has a price"),
        (RULES, "M1.02", "measure_code", "M1.01", "M1.01 is already in row 2"),
        (RULES, "M1.02", "calculation_rule", "", "this cell is empty"),
        (RULES, "M2.05", "ratio_parts", "", "a percentage needs"),
        (RULES, "M2.05", "ratio_parts", "a/b", "a percentage needs"),
        (RULES, "M2.05", "ratio_parts", "a / b / c", "a percentage needs"),
        (RULES, "M2.05", "ratio_parts", "a / " + "b" * 121, "at most 120 characters fit"),
        (RULES, "M1.02", "ratio_parts", "a / b", "anything else nothing"),
        (RULES, "M1.02", "baseline_required", "maybe", "“maybe” is not one of: yes, no"),
        (RULES, "M1.02", "evidence_sensitivity", "secret", "“secret” is not one of"),
        (RULES, "M1.02", "photos_allowed", "sometimes", "“sometimes” is not one of"),
        (RULES, "M9.01", "photos_allowed", "with consent", "photos are never allowed"),
        (RELATIONS, "M2.05", "measure_a", "M99.01", "“M99.01” is not a measure in framework.csv"),
        (RELATIONS, "M2.05", "measure_b", "", "“” is not a measure in framework.csv"),
        (RELATIONS, "M2.05", "measure_b", "M2.05", "no relation to itself"),
        (RELATIONS, "M2.05", "relation", "cousin_of", "“cousin_of” is not one of: subset_of"),
        (RELATIONS, "M2.05", "portal_rule", "do nothing", "the portal does not know the rule “do nothing”"),
    ],
)
def test_broken_cell_is_named_by_file_row_and_column(folder, name, code, column, text, says):
    row = row_of(folder, name, code)
    put(folder, name, row, column, text)
    with pytest.raises(StarterError) as refused:
        read_starter(folder)
    error = refused.value
    assert (error.file, error.row) == (name, row)
    assert str(error).startswith(f"{name}, row {row}, column {error.column}: ")
    assert says in str(error)
    assert error.column == column


@pytest.mark.parametrize("name", FILES)
def test_missing_column_is_named(folder, name):
    rows = read(folder, name)
    write(folder, name, [cells[:-1] for cells in rows])
    with pytest.raises(StarterError, match=f"{name}, row 1, column {rows[0][-1]}: this column is missing"):
        read_starter(folder)


@pytest.mark.parametrize("name", FILES)
def test_unknown_column_is_named(folder, name):
    write(folder, name, [[*cells, "price"] for cells in read(folder, name)])
    with pytest.raises(StarterError, match=f"{name}, row 1, column price: this column is not known"):
        read_starter(folder)


def test_row_with_too_many_cells_is_named(folder):
    rows = read(folder, RULES)
    rows[4].append("more")
    write(folder, RULES, rows)
    with pytest.raises(StarterError, match=r"framework_rules.csv, row 5: 7 cells, there should be 6"):
        read_starter(folder)


def test_rule_without_a_measure_is_named(folder):
    rows = read(folder, FRAMEWORK)
    write(folder, FRAMEWORK, rows[:-1])
    with pytest.raises(StarterError, match=r"framework_rules.csv, row 95, column measure_code: M10.06 is not in"):
        read_starter(folder)


def test_relation_that_is_there_twice_is_named(folder):
    rows = read(folder, RELATIONS)
    write(folder, RELATIONS, [*rows, rows[1]])
    with pytest.raises(StarterError, match=r"framework_relations.csv, row 64, column measure_a: this relation"):
        read_starter(folder)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "the file is missing"),
        (b"", "row 1, column measure_code: this column is missing"),
        (b"\xff\xfe\x00measure_code", "not text in UTF-8"),
        (b'measure_code,"unclosed', "not a proper CSV file"),
        (
            b"measure_code,calculation_rule,ratio_parts,baseline_required,evidence_sensitivity,photos_allowed\n",
            "no rows",
        ),
    ],
)
def test_file_that_is_no_such_file_is_named(folder, content, says):
    (folder / RULES).unlink()
    if content is not None:
        (folder / RULES).write_bytes(content)
    with pytest.raises(StarterError, match=f"^{RULES}.*{says}"):
        read_starter(folder)


def test_file_saved_by_a_spreadsheet_is_read_the_same(folder, starter):
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_starter(folder) == starter
