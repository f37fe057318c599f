"""A dirty register of 500 rows goes in with every row either right or explained, and none lost."""

import io

import pytest
from django.urls import reverse

from suppliers.models import Contract, Organisation
from tables.reading import read_table
from tests.factories import OfficerRoleFactory
from tests.suppliers.dirty_register import REMARKED, RIGHT, dirty_register, tally
from tests.suppliers.registering_files import counts, looked_through, problems_of, taken_in

pytestmark = pytest.mark.django_db


def test_every_row_of_a_dirty_register_is_right_or_explained(client, tmp_path):
    officer = OfficerRoleFactory()
    about = {"council": officer.council, "by": officer.user}
    files, expected = dirty_register()
    assert sum(map(len, expected.values())) == 500
    registers = {name: taken_in(content, name=name, **about) for name, content in files.items()}
    for name, register in registers.items():
        fates = expected[name]
        rows = {row.number: row for row in register.rows.all()}
        assert rows.keys() == fates.keys()
        for number, fate in fates.items():
            row = rows[number]
            if fate in (RIGHT, REMARKED):
                assert row.verdict == "new" and number <= register.taken_to, (name, number, fate, row.problems)
                assert bool(row.remarks) == (fate == REMARKED), (name, number, fate, row.remarks)
            elif row.verdict == "wrong":
                assert fate in " ".join(problems_of(register, number)), (name, number, fate, row.problems)
            else:
                assert row.remarks, (name, number, fate)
        assert counts(register) == tally(fates)
    assert {name: counts(register) for name, register in registers.items()} == {
        "contracts-finder.csv": {"new": 222, "unchanged": 2, "wrong": 26},
        "transparency.csv": {"new": 219, "unchanged": 2, "wrong": 29},
    }
    assert Contract.objects.count() == 222 + 219
    assert not Contract.objects.filter(title__regex="&|\u00a0|  ").exclude(title__contains="& others – £").exists()
    assert Organisation.objects.count() == 40
    for name, content in files.items():
        again = looked_through(content, name=name, **about)
        assert again.right == 0 and again.wrong == registers[name].wrong
    mend(client, officer, registers["transparency.csv"], tmp_path)


def mend(client, officer, register, folder) -> None:
    """The rows that are not right come as a file, which says what is wrong and can be brought again."""
    client.force_login(officer.user)
    answer = client.get(reverse("register-mend", args=[register.pk]))
    content = b"".join(answer.streaming_content)
    (folder / "mend.xlsx").write_bytes(content)
    with read_table(folder / "mend.xlsx") as book:
        head, *rows = [row.cells for row in book.rows()]
    assert head[-1] == "What is wrong" and len(rows) == register.wrong and all(row[-1] for row in rows)
    again = looked_through(content, council=officer.council, by=officer.user, name="mend.xlsx")
    assert (again.right, again.wrong) == (0, register.wrong) and io.BytesIO(content).read(2) == b"PK"
