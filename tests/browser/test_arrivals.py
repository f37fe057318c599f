"""Notices that come by themselves: what an officer sees of the sources and of what waits, wide and narrow."""

import json
from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.browser.helpers import look, sign_in
from tests.browser.test_supplier_journey import heading

AMINA = "amina.demo@example.org"
ADDRESS = "https://notices.example.gov.uk/api/releasePackages"


def test_officer_reads_why_a_notice_waits_and_leaves_it_out(page, database, number_of):
    council = number_of("SELECT id FROM accounts_council WHERE name = 'Penbury Borough Council'")
    now = datetime.now(UTC).isoformat(sep=" ")
    sign_in(page, AMINA)
    page.goto(f"/council/contracts/notices/{council}/arrived/")
    heading(page, "Notices that come by themselves")
    look(page, "notice-arrivals-empty")
    database(
        "INSERT INTO suppliers_noticesource (address, ask_after, cursor, pages, came, problem, detail, failures) "
        "VALUES (?, ?, '', 0, 0, '', '', 0)",
        *(ADDRESS, now),
    )
    source = number_of("SELECT id FROM suppliers_noticesource")
    said = json.dumps({"en-gb": ["releases[0].contracts[0].value.currency: The currency must be GBP."], "cy": []})
    database(
        "INSERT INTO suppliers_arrivednotice "
        "(council_id, source_id, ocid, release_id, title, arrived, release, said, is_held) "
        "VALUES (?, ?, 'ocds-h6vhtk-0f1234', '012345-2026', 'Software for bin rounds', ?, '{}', ?, 1)",
        *(council, source, now, said),
    )
    page.reload()
    expect(page.get_by_text("The currency must be GBP.")).to_be_visible()
    look(page, "notice-arrivals-waiting")
    page.get_by_role("button", name="Leave out").first.click()
    expect(page.get_by_text("Later notices about the same contract are left out too.")).to_be_visible()
    heading(page, "Notices that come by themselves")
    look(page, "notice-arrivals-left-out")
