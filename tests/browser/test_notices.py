"""An officer adds contracts from a file of published notices: a wrong file, the right one, read, added; added again."""

import json
from uuid import uuid4

from playwright.sync_api import Page, expect

from portal.demo.people import COUNCIL_NUMBERS
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_supplier_journey import heading
from tests.suppliers.ocds_packages import contract_details, light_touch_award, package

AMINA = "amina.demo@example.org"
TITLE, REFERENCE = "Grounds of the harbour parks", "PEN-PK-450"


def test_officer_adds_contracts_from_a_notice(visit):
    page, file = visit(), notices(uuid4().hex[:6])
    sign_in(page, AMINA)
    open_upload(page)
    choose_wrong_file(page, file[:400])
    read_and_leave(page, file)
    read_and_add(page, file)
    add_again(page, file)


def notices(number: str) -> bytes:
    """A notice of Penbury's that no other run has, one of somebody else, and one with an amount in another currency."""
    ocid = f"ocds-h6vhtk-{number}"
    ours = contract_details(ocid=ocid)
    ours["tender"]["id"] = f"{REFERENCE}-{number}"
    ours["contracts"][0]["title"] = TITLE
    ours["parties"][0] |= {"id": "B", "identifier": {"scheme": "GB-PPON", "id": COUNCIL_NUMBERS["penbury"]}}
    ours["buyer"] = {"id": "B", "name": "Penbury Borough Council"}
    foreign = json.loads(json.dumps(ours)) | {"ocid": f"{ocid}9", "id": "000707-2026"}
    foreign["contracts"][0]["value"]["currency"] = "EUR"
    return json.dumps(package(ours, light_touch_award(), foreign)).encode()


def open_upload(page: Page) -> None:
    """From where a contract is added."""
    page.goto("/council/contracts/")
    page.get_by_role("button", name="Add a contract").click()
    page.get_by_role("link", name="Add contracts from a notice").click()
    heading(page, "Add contracts from a notice")
    look(page, "notice-upload")


def choose(page: Page, content: bytes, name: str = "notices.json") -> None:
    """Choose a file and have it looked at."""
    file = {"name": name, "mimeType": "application/json", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    go_on(page, "Look at the notice")


def choose_wrong_file(page: Page, cut: bytes) -> None:
    """None at all, then one that was cut off."""
    go_on(page, "Look at the notice")
    assert errors_of(page) == ["Choose the file of the notice"]
    choose(page, cut)
    assert "The file is not JSON, or was cut off" in errors_of(page)[0]
    look(page, "notice-upload-error")


def read_and_leave(page: Page, file: bytes) -> None:
    """What would be added, what is left out and why; then nothing."""
    choose(page, file)
    heading(page, "Check what would be added")
    main = page.locator("main")
    for words in (TITLE, REFERENCE, "Invented Software Limited", "£54,393.60", "Left out, and why", "must be GBP"):
        expect(main).to_contain_text(words)
    look(page, "notice-check")
    go_on(page, "Do not add anything")
    expect(main).to_contain_text("Nothing was added")


def read_and_add(page: Page, file: bytes) -> None:
    """Away and back: the file is still there."""
    choose(page, file)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Add contracts from a notice").click()
    look(page, "notice-upload-waiting")
    page.get_by_role("link", name="Go on with it").click()
    go_on(page, "Add these contracts")
    heading(page, "Contracts")
    expect(page.locator("main")).to_contain_text("1 contract was added or changed")
    page.get_by_role("link", name=TITLE).first.click()
    heading(page, f"Set up: {TITLE}")
    expect(page.locator("main")).to_contain_text("Invented Software Limited")


def add_again(page: Page, file: bytes) -> None:
    """The same file has nothing new."""
    page.goto("/council/contracts/notices/")
    choose(page, file)
    expect(page.locator("main")).to_contain_text("Nothing in this file can be added")
    look(page, "notice-check-nothing")
