"""The command that imports notices from files."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import CouncilIdentifier
from suppliers.models import Contract
from tests.factories import CouncilFactory
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    LIGHT_TOUCH_OCID,
    OCID,
    as_bytes,
    contract_details,
    delta,
    light_touch_award,
    market_modification,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    council = CouncilFactory(slug="anytown")
    CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=COUNCIL_PPON)
    return council


@pytest.fixture
def file(tmp_path):
    """Writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def run(*arguments):
    """What the command printed, and what it complained of."""
    out, complaints = StringIO(), StringIO()
    try:
        call_command("import_ocds", *arguments, stdout=out, stderr=complaints)
    except CommandError as error:
        return out.getvalue(), complaints.getvalue(), error
    return out.getvalue(), complaints.getvalue(), None


def test_import_ocds_prints_a_line_a_process(council, file):
    path = file("good.json", as_bytes(contract_details(), market_modification()))
    out, complaints, error = run(path)
    assert out.splitlines() == [
        f"{OCID}: imported REF-774.",
        "ocds-h6vhtk-0f6a7b: recorded. It names no contract, so none was imported. "
        "It takes a supplier out. An officer must decide what that means.",
    ]
    assert (complaints, error) == ("", None)
    assert run(path)[0].splitlines() == [f"{OCID}: nothing new.", "ocds-h6vhtk-0f6a7b: nothing new."]


def test_import_ocds_joins_the_notices_of_one_process_across_files(council, file):
    later = file("a.json", as_bytes(delta(1, contracts=[{"id": "1", "title": "Later"}])))
    earlier = file("b.json", as_bytes(contract_details()))
    assert run(later, earlier)[0] == f"{OCID}: imported REF-774.\n"
    assert Contract.objects.get().title == "Later"


def test_import_ocds_says_what_was_updated(council, file):
    run(file("b.json", as_bytes(contract_details())))
    later = file("a.json", as_bytes(delta(1, contracts=[{"id": "1", "title": "Later"}])))
    assert run(later)[0] == f"{OCID}: updated REF-774.\n"


def test_import_ocds_keeps_the_good_and_names_the_bad(council, file, tmp_path):
    good = file("good.json", as_bytes(contract_details()))
    cut = file("cut.json", as_bytes(contract_details())[:100])
    nobodys = file("nobodys.json", as_bytes(light_touch_award()))
    out, complaints, error = run(cut, good, str(tmp_path / "missing.json"), nobodys)
    assert out == f"{OCID}: imported REF-774.\n"
    lines = complaints.splitlines()
    assert lines[0].startswith("cut.json: The file is not JSON, or was cut off")
    assert lines[1].startswith("missing.json: The file cannot be read: No such file")
    assert lines[2].startswith(f"nobodys.json: {LIGHT_TOUCH_OCID}: buyer.id: The notice gives no official")
    assert str(error) == "3 problems; the rest is imported."
    assert error.returncode == 1
    assert Contract.objects.count() == 1


def test_import_ocds_council_for_buyers_without_a_number(council, file):
    out, _, error = run(file("light.json", as_bytes(light_touch_award())), "--council", "anytown")
    assert out == f"{LIGHT_TOUCH_OCID}: imported 001186.\n"
    assert error is None
    assert Contract.objects.get().council == council


def test_import_ocds_unknown_council(file):
    assert "no council with the short name nowhere" in str(run("x.json", "--council", "nowhere")[2])


def test_import_ocds_refuses_a_large_file_before_reading_it(council, file, monkeypatch):
    monkeypatch.setattr("suppliers.management.commands.import_ocds.MOST_BYTES", 10)
    assert "larger than" in run(file("big.json", as_bytes(contract_details())))[1]
