"""What the portal writes into a file comes back from it as it was, whatever contracts say, from every kind of file."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suppliers.registers.columns import COLUMNS, match
from suppliers.registers.headings import beginning_of
from suppliers.registers.rows import from_json, plain, read_row, to_json
from suppliers.registers.tidying import tidy, tidy_lines
from suppliers.registers.values import says_nothing
from tables.reading import Row, read_table
from tables.writing import Column, Kind, Table, write

TOLD = {"reference": "Your reference", "title": "Title", "description": "What it buys"}
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])


def words(most: int) -> st.SearchStrategy[str]:
    """Text as the portal holds it: nothing hidden in it, and no word for knowing nothing."""
    text = st.text(LETTERS, min_size=1, max_size=most) | st.sampled_from(
        ["=1+1", "'quoted", "00417", "1e5", "2026-04-01"]
    )
    return text.map(tidy).filter(lambda one: one == tidy(one) == tidy_lines(one) and not says_nothing(one))


CONTRACTS = st.fixed_dictionaries(
    {"reference": words(60), "title": words(60)},
    optional={
        "description": words(300),
        "starts_on": st.dates(date(2001, 1, 1), date(2099, 12, 31)),
        "value_net": st.decimals("0.01", 10**9, places=2, allow_nan=False),
    },
)


def labels() -> dict[str, str]:
    """What the columns are called here, by their codes; those that are written."""
    wanted = (*TOLD, "starts_on", "value_net")
    return {column.code: str(column.label) for column in COLUMNS["contracts"] if column.code in wanted}


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts=st.lists(CONTRACTS, min_size=1, max_size=8))
def test_contracts_written_to_a_file_come_back_as_they_were(tmp_path, kind, contracts):
    path, heads = tmp_path / f"contracts.{kind}", labels()
    assert len(heads) == 5
    rows = [[contract.get(code) for code in heads] for contract in contracts]
    with path.open("wb") as file:
        write(Table("Contracts", [Column(label) for label in heads.values()], rows), kind, file, language="en-GB")
    with read_table(path) as book:
        beginning = beginning_of(book, "contracts")
        places = match(beginning.headings, "contracts")
        found = [
            read_row(row, "contracts", places, from_1904=False)
            for row in book.rows(beginning.sheet)
            if row.number > beginning.row
        ]
    assert [said.problems for said in found] == [[]] * len(contracts)
    assert [from_json(to_json(said.values)) for said in found] == contracts


@given(contract=CONTRACTS)
def test_cells_that_are_kept_to_be_mended_say_the_same_again(contract):
    places = {code: place for place, code in enumerate(contract)}
    first = read_row(Row(2, tuple(contract.values())), "contracts", places, from_1904=False)
    again = read_row(Row(2, tuple(map(plain, first.cells))), "contracts", places, from_1904=False)
    assert again.values == first.values and not again.problems
    assert all(cell is None or isinstance(cell, str | int | bool) for cell in first.cells)
    assert not any(isinstance(cell, Decimal) for cell in first.cells)
