"""Whoever reads what is said of the rows of a register reads it in their own language, whoever brought the file."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from suppliers.actions.registers import take_in_register
from suppliers.models import Commitment, RegisterKind
from suppliers.registers.saying import here, say
from suppliers.registers.shown import page_of
from tables.reading import read_table
from tests.catalogues import write_catalogue
from tests.factories import ContractFactory, MeasureFactory, OfficerRoleFactory
from tests.suppliers.registering_files import as_csv, looked_through, problems_of, row_of, worked

pytestmark = pytest.mark.django_db
WELSH = {
    "“%(text)s” is no day. Enter it like 27/03/2027": "Nid yw “%(text)s” yn ddiwrnod",
    "Enter the title of the contract": "Rhowch deitl y contract",
    "“%(value)s” is not a %(label)s. It should be %(looks)s.": "Nid yw “%(value)s” yn %(label)s.",
    "company number": "rhif cwmni",
    "A value of 0 was taken as not known": "Cymerwyd nad yw gwerth o 0 yn hysbys",
    "Row %(number)d says the same": "Mae rhes %(number)d yn dweud yr un peth",
    "Value without VAT, for the whole contract": "Gwerth heb TAW",
    "Procurement Act 2023": "Deddf Caffael 2023",
    "Last day": "Diwrnod olaf",
    "Enter a whole number, without decimals": "Rhowch rif cyfan",
    "%(number)d promises wait for an answer already. Settle those first": "Mae %(number)d addewid yn aros",
    "What is wrong": "Beth sydd o’i le",
}


@pytest.fixture(autouse=True)
def catalogue(settings, tmp_path):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, WELSH)]


@pytest.fixture
def officer():
    return OfficerRoleFactory()


def about(officer, **more) -> dict:
    return {"council": officer.council, "by": officer.user, **more}


def read(client, register, verdict: str, language: str) -> str:
    client.cookies["django_language"] = language
    return client.get(reverse("register-rows", args=[register.pk, verdict])).content.decode()


@pytest.mark.parametrize("brought_in", ["en-gb", "cy"])
def test_page_says_what_is_not_right_in_the_language_of_whoever_reads_it(client, officer, brought_in, tmp_path):
    rows = [["R-1", "", "", "123456789", "", "soon", ""], ["R-2", "Salt", "", "", "", "", "0"], ["R-2", "Salt"]]
    with override(brought_in):
        register = looked_through(as_csv(rows), **about(officer))
    client.force_login(OfficerRoleFactory(council=officer.council).user)
    english = ("“soon” is no day", "Enter the title of the contract", "“123456789” is not a company number")
    welsh = ("Nid yw “soon” yn ddiwrnod", "Rhowch deitl y contract", "Nid yw “123456789” yn rhif cwmni")
    for language, expected, others in (("en-gb", english, welsh), ("cy", welsh, english)):
        shown = read(client, register, "wrong", language)
        assert all(words in shown for words in expected) and not any(words in shown for words in others)
    assert "Gwerth heb TAW: Cymerwyd nad yw gwerth o 0 yn hysbys." in read(client, register, "new", "cy")
    assert "Mae rhes 3 yn dweud yr un peth." in read(client, register, "unchanged", "cy")
    mend = client.get(reverse("register-mend", args=[register.pk]))
    (tmp_path / "mend.xlsx").write_bytes(b"".join(mend.streaming_content))
    with read_table(tmp_path / "mend.xlsx") as book:
        cells = [cell for row in book.rows() for cell in row.cells]
    assert "Beth sydd o’i le" in cells and any("Rhowch deitl y contract" in str(cell) for cell in cells)


def test_what_changes_is_shown_in_the_language_of_whoever_reads_it(officer):
    ContractFactory(council=officer.council, reference="R-1", title="Salt", status="preparing", supplier=None,
                    value_net=1000, ends_on=None, legal_basis="other")  # fmt: skip
    headings = ("Reference", "Title", "End date", "Value", "Legal basis")
    content = as_csv([["R-1", "Salt", "31/03/2029", "1500", "PA2023"]], headings=headings)
    with override("cy"):
        register = looked_through(content, **about(officer))
    assert page_of(register, "changed", start=0).rows[0].changes[0] == ("Last day", "", "31 March 2029")
    with override("cy"):
        (shown,) = page_of(register, "changed", start=0).rows
    changes = {label: after for label, _before, after in shown.changes}
    assert changes["Diwrnod olaf"] == "31 Mawrth 2029" and changes["Gwerth heb TAW"] == "£1,500.00"
    assert "Deddf Caffael 2023" in changes.values()
    with override("en-gb"):
        take_in_register(register=register, only_if_all=True, by=officer.user)
        assert worked(register).taken == 1


def test_what_the_rules_of_the_pages_say_is_kept_in_each_language(officer, monkeypatch):
    contract = ContractFactory(council=officer.council, reference="T-1", status="preparing")
    MeasureFactory(version=contract.framework_version, code="M1", value_type="count")
    headings = ("Contract reference", "Measure code", "Promise", "Target")
    content = as_csv([["T-1", "M1", "Half of one", "0.5"], ["T-1", "M1", "Twelve", "12"]], headings=headings)
    kind = {"kind": RegisterKind.COMMITMENTS}
    register = looked_through(content, **about(officer, **kind))
    assert "whole number" in problems_of(register, 2)[0]
    with override("cy"):
        assert problems_of(register, 2)[0].startswith("Rhowch rif cyfan")
    monkeypatch.setattr("suppliers.actions.proposing.MOST_WAITING", 0)
    take_in_register(register=register, only_if_all=False, by=officer.user)
    assert row_of(worked(register), 3).verdict == "wrong" and not Commitment.objects.exists()
    assert problems_of(register, 3) == ["0 promises wait for an answer already. Settle those first"]
    with override("cy"):
        assert problems_of(register, 3) == ["Mae 0 addewid yn aros"]


def test_sentence_that_is_not_kept_in_a_language_is_read_in_that_of_the_portal():
    said = say("Enter the title of the contract")
    assert said == {"en-gb": "Enter the title of the contract", "cy": "Rhowch deitl y contract"}
    for language, words in (("cy", said["cy"]), ("fr", said["en-gb"])):
        with override(language):
            assert here(said) == words
    with override("cy"):
        assert here({"en-gb": "Once"}) == "Once"
    assert here({}) == ""
