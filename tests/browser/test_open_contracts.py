"""Contracts as open data: an officer takes all away with exact figures, and everybody what the council publishes."""

import json

from playwright.sync_api import expect

from tests.browser.helpers import look, sign_in

AMINA = "amina.demo@example.org"


def test_officer_takes_the_contracts_away(page):
    sign_in(page, AMINA)
    page.goto("/council/")
    look(page, "portfolio-with-export")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the contracts of Penbury Borough Council").click()
    assert waiting.value.suggested_filename.endswith("not-for-publication.json")
    package = json.loads(waiting.value.path().read_text())
    contracts = [contract for release in package["releases"] for contract in release["contracts"]]
    assert contracts and any(contract.get("agreedMetrics") for contract in contracts)


def test_everybody_takes_what_the_council_publishes(page, number_of, portal_folder, database):
    site = number_of(
        "SELECT cms_councilsite.id FROM cms_councilsite JOIN accounts_council ON accounts_council.id = council_id "
        "WHERE accounts_council.name = 'Penbury Borough Council'"
    )
    page.goto("/results/")
    expect(page.get_by_role("link", name="Download the contracts register")).to_have_count(0)
    database("UPDATE cms_councilsite SET publishes_contracts = 1 WHERE id = ?", site)
    page.goto("/results/?again")
    look(page, "results-with-contracts")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Open Contracting Data Standard").click()
    assert json.loads(waiting.value.path().read_text())["releases"]
