"""An officer's road: take a return, decide line by line, send it back, read what changed, finish, correct."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import add_file, go_on, heading, open_task, task

OFFICER = "amina.demo@example.org"
SECOND_OFFICER = "tom.example@example.org"
SUPPLIER = "wilf.fictional@example.com"
TITLE = "Independent fostering agency placements"
PERIOD = "1 August to 31 October 2026"
MEASURE = "Young people supported to volunteer"
QUESTION = "The letters name 24 placements in all. Say how many took place in these three months."
PART = "The table counts one Saturday twice."
CORRECTION = "One young person stands in two of the host's lists."


def verified_in_overview(page: Page) -> int:
    """How many people stand in the last column of the measure's row among the amounts of the portfolio."""
    page.goto("/council/")
    page.get_by_role("link", name="By measure").click()
    amounts = page.get_by_role("table", name="Amounts by measure")
    words = amounts.get_by_role("row").filter(has_text=MEASURE).get_by_role("cell").last.inner_text()
    return int(words.removesuffix(" people"))


def decide(page: Page, decision: str, **figures: str) -> None:
    """Fill in the decision on the line that shows and save it."""
    page.get_by_label(decision, exact=True).check()
    for name, text in figures.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save and next").click()


def test_officer_sends_back_reads_what_changed_and_finishes(visit):
    officer, supplier, second = visit(), visit(), visit()
    sign_in(officer, OFFICER)
    before = verified_in_overview(officer)
    look(officer, "officer-overview")

    take(officer)
    claimed = int(officer.get_by_label("Verified figure").input_value())
    read_evidence(officer)
    decide_with_mistakes(officer)
    send_back(officer)

    sign_in(supplier, SUPPLIER)
    change_what_was_asked(supplier)

    finish(officer)
    assert verified_in_overview(officer) == before + claimed
    read_the_decision(supplier, claimed)

    propose_correction(officer, claimed)
    sign_in(second, SECOND_OFFICER)
    approve_correction(second)
    assert verified_in_overview(officer) == before + claimed - 1
    supplier.reload()
    expect(supplier.locator("#line-1")).to_contain_text(f"Corrected on 22 November 2026: −1 person. {CORRECTION}")


def take(page: Page) -> None:
    """Find the return in the queue, look at it, take it."""
    page.get_by_role("link", name="Returns").click()
    heading(page, "Returns")
    look(page, "queue")
    row = page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text("Willow Street Fostering")
    expect(row).to_contain_text("Nobody")
    row.get_by_role("link").click()
    heading(page, f"Return for {PERIOD}")
    expect(page.get_by_role("radio")).to_have_count(0)
    look(page, "review-not-taken")
    page.get_by_role("button", name="Take this return").click()
    expect(page.get_by_text("You have this return open.")).to_be_visible()
    look(page, "review")


def read_evidence(page: Page) -> None:
    """A file is looked at beside the claim, or saved under its own name, and never shown by the browser itself."""
    page.locator(".sv-review__evidence").get_by_role("link").first.click()
    heading(page, "Why do you need to open this file?")
    look(page, "evidence-ask")
    page.get_by_label("To check the return").check()
    page.get_by_role("button", name="Continue to the file").click()
    heading(page, "attendance-totals-from-hosts 2026-08.pdf")
    look(page, "evidence-viewer-pages")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the file").click()
    download = downloading.value
    assert download.suggested_filename == "attendance-totals-from-hosts 2026-08.pdf"
    assert Path(download.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Back to the commitment").click()


def decide_with_mistakes(page: Page) -> None:
    """Four lines: verified, verified in part, a question, verified; each mistake says how to mend it."""
    page.get_by_role("button", name="Save and next").click()
    assert errors_of(page) == ["Choose a decision"]
    look(page, "review-error")
    decide(page, "Verified")

    expect(page.locator("#line-title")).to_contain_text("2. See")
    expect(page.locator("main")).to_contain_text("Found by the portal")
    look(page, "review-findings")
    decide(page, "Verified in part", verified="240")
    assert errors_of(page) == ["Say why only a part is verified"]
    expect(page.get_by_label("Verified figure")).to_have_value("240")
    decide(page, "Verified in part", verified="300")
    assert errors_of(page) == ["The verified figure cannot be more than the supplier claimed"]
    decide(page, "Verified in part", verified="240", reason=PART)

    expect(page.locator("#line-title")).to_contain_text("3. Provide")
    decide(page, "Ask the supplier for a change")
    assert errors_of(page) == ["Say what the supplier should change"]
    decide(page, "Ask the supplier for a change", reason=QUESTION)

    expect(page.locator("#line-title")).to_contain_text("4. Give")
    page.get_by_role("link", name="Finish the return (1 still to decide)").click()
    page.go_back()
    decide(page, "Verified")


def send_back(page: Page) -> None:
    """The finish page says what the supplier will see, and sends back because something is asked."""
    heading(page, "Send the return back for changes")
    expect(page.get_by_label("Message to the supplier")).to_have_value(f"Commitment 3: {QUESTION}")
    look(page, "finish-send-back")
    due = page.get_by_role("group", name="When are the changes due?")
    due.get_by_label("Month").fill("13")
    page.get_by_role("button", name="Send back for changes").click()
    assert errors_of(page) == ["Enter the day by which changes are due, like 27 3 2027"]
    look(page, "finish-send-back-error")
    for label, number in (("Day", "4"), ("Month", "1"), ("Year", "2027")):
        due.get_by_label(label).fill(number)
    page.get_by_role("button", name="Send back for changes").click()
    expect(page.get_by_role("alert")).to_contain_text("has been sent back")
    expect(page.locator("main")).to_contain_text("Sent back to the supplier for changes")
    look(page, "review-sent-back")


def change_what_was_asked(page: Page) -> None:
    """The supplier finds one commitment to change, with the officer's words, and sends the return again."""
    group = page.locator("section").filter(has=page.get_by_role("heading", name="Sent back to you"))
    expect(group).to_contain_text("1 commitment to change")
    look(page, "supplier-home-sent-back")
    expect(group).to_contain_text("Due Monday 4 January 2027")
    group.get_by_role("link", name=TITLE).click()
    to_do, settled = page.locator("ul[aria-labelledby=to-do]"), page.locator("ul[aria-labelledby=settled]")
    expect(to_do.get_by_role("listitem")).to_have_count(1)
    expect(to_do).to_contain_text(QUESTION)
    expect(settled.get_by_role("listitem")).to_have_count(3)
    look(page, "task-list-sent-back")

    settled.get_by_role("link", name="1. Support").click()
    expect(page.locator("main")).to_contain_text("It stays as you sent it.")
    look(page, "line-as-sent")
    page.get_by_role("link", name="Back", exact=True).click()

    open_task(page, "3. Provide")
    expect(page.locator(".govuk-inset-text")).to_contain_text(QUESTION)
    expect(page.get_by_label("Number of people")).to_have_value("2")
    look(page, "figure-sent-back")
    page.get_by_label("Number of people").fill("1")
    go_on(page)
    page.get_by_label("Who benefited").fill("One placement took place at a primary school, and began with a visit.")
    go_on(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("alert")).to_contain_text("removed")
    add_file(page, "placements-by-month", is_sensitive=True)
    expect(task(page, "Check and send")).to_contain_text("Ready")

    open_task(page, "Check and send")
    changes = page.locator("dl[aria-labelledby=changes] > div")
    expect(changes.first).to_contain_text("Commitment 3: Figure")
    expect(changes.first).to_contain_text("Before: 2 people")
    expect(changes.first).to_contain_text("Now: 1 person")
    look(page, "check-sent-back")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send return").click()
    heading(page, "Return sent")


def finish(page: Page) -> None:
    """Only the changed line waits for a decision; what differs from last time stands beside it."""
    page.goto("/council/returns/")
    page.get_by_role("row").filter(has_text=TITLE).get_by_role("link").click()
    page.get_by_role("button", name="Take this return").click()
    expect(page.locator("#line-title")).to_contain_text("3. Provide")
    expect(page.get_by_role("heading", name="What changed since the last time")).to_be_visible()
    look(page, "review-changed")
    decide(page, "Verified")
    heading(page, "Finish the return")
    expect(page.locator("main")).to_contain_text("The supplier will see: Approved in part")
    look(page, "finish")
    page.get_by_role("button", name="Decide this return").click()
    expect(page.get_by_role("alert")).to_contain_text("The return is decided")
    expect(page.locator("main")).to_contain_text("Approved in part")
    look(page, "review-decided")


def read_the_decision(page: Page, claimed: int) -> None:
    """The supplier sees each decision with its figure and reason."""
    page.goto("/supplier/")
    page.get_by_role("link", name=f"{TITLE}, {PERIOD}").click()
    expect(page.locator("main")).to_contain_text("Approved in part")
    expect(page.locator("#line-1")).to_contain_text(f"Verified {claimed} people")
    expect(page.locator("#line-2")).to_contain_text("Verified in part 240 hours")
    expect(page.locator("#line-2")).to_contain_text(PART)
    look(page, "return-decided")


def propose_correction(page: Page, claimed: int) -> None:
    """What is decided is never edited: a correction waits for somebody else."""
    page.goto("/council/returns/?show=decided")
    page.get_by_role("row").filter(has_text=TITLE).filter(has_text=PERIOD).get_by_role("link").click()
    page.get_by_role("link", name=re.compile("^Support")).click()
    page.get_by_role("link", name="Correct this figure").click()
    heading(page, "Correct a verified figure")
    look(page, "correction-form")
    page.get_by_label("The verified figure should be").fill(str(claimed))
    page.get_by_role("button", name="Propose the correction").click()
    assert len(errors_of(page)) == 2
    expect(page.get_by_label("The verified figure should be")).to_have_value(str(claimed))
    look(page, "correction-form-error")
    page.get_by_label("The verified figure should be").fill(str(claimed - 1))
    page.get_by_label("Why it must be corrected").fill(CORRECTION)
    page.get_by_role("button", name="Propose the correction").click()
    row = page.get_by_role("row").filter(has_text=CORRECTION)
    expect(row).to_contain_text("Waiting for a second officer")
    expect(row.get_by_role("link", name="Decide")).to_have_count(0)
    look(page, "corrections")


def approve_correction(page: Page) -> None:
    """A second officer reads the reason, and approves; declining would need a reason."""
    page.goto("/council/corrections/")
    page.get_by_role("row").filter(has_text=CORRECTION).get_by_role("link", name="Decide").click()
    heading(page, "Decide a correction")
    look(page, "correction")
    page.get_by_role("button", name="Decline").click()
    assert errors_of(page) == ["Give a reason"]
    look(page, "correction-error")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("alert")).to_contain_text("The correction is decided.")
    expect(page.get_by_role("row").filter(has_text=CORRECTION)).to_contain_text("Approved")


def test_officer_refuses_everything_and_lets_the_supplier_start_again(page):
    sign_in(page, OFFICER)
    page.goto("/council/returns/")
    page.get_by_role("row").filter(has_text=TITLE).get_by_role("link").click()
    page.get_by_role("button", name="Take this return").click()
    for number in range(1, 5):
        expect(page.locator("#line-title")).to_contain_text(f"{number}. ")
        decide(page, "Not verified", reason=f"The file says nothing of commitment {number}.")
    heading(page, "Finish the return")
    expect(page.locator("main")).to_contain_text("The supplier will see: Not approved")
    look(page, "finish-refused")
    page.get_by_role("button", name="Let the supplier start again").click()
    heading(page, "Send the return back for changes")
    expect(page.locator("main")).to_contain_text("The supplier can change 4 commitments.")
    look(page, "finish-start-again")
    page.get_by_role("button", name="Send back for changes").click()
    expect(page.get_by_role("alert")).to_contain_text("has been sent back")
