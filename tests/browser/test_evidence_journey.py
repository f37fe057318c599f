"""Files of evidence in the browser: sent with their progress, checked while one waits, refused in words, replaced."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in, when_checked

SUPPLIER = "bryn.pretend@example.com"
TITLE = "Grounds maintenance in parks and open spaces"
CAREFUL = "lena.demo@example.com"
CAREFUL_TITLE = "Parent and child units"
PROGRAM = {"name": "photos.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00" * 9}


def table(name: str, rows: str = "Total,12\n") -> dict:
    return {"name": name, "mimeType": "text/csv", "buffer": f"What,{name}\n{rows}".encode()}


def evidence_page(page: Page, email: str, title: str, number: int = 1) -> None:
    """The page of files of one commitment of the open return."""
    sign_in(page, email)
    page.get_by_role("link", name=title).first.click()
    page.goto(f"{page.url}{number}/evidence/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Add evidence")


def add(page: Page, *files: dict) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name="Add the chosen files").click()


def file(page: Page, name: str):
    return page.locator("[data-file]").filter(has_text=name)


def test_some_files_are_taken_and_the_others_named(page):
    evidence_page(page, SUPPLIER, TITLE)
    page.get_by_label("Why there is no evidence").fill("The rest follows.")
    add(page, table("one.csv"), PROGRAM, table("empty.csv") | {"buffer": b""}, table("two.csv"))
    wrong, empty = errors_of(page)
    assert (
        wrong.startswith("photos.exe: The selected file must be a PDF")
        and empty == "empty.csv: The selected file is empty"
    )
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator("#id_files-error")).to_contain_text(wrong)
    expect(page.locator("[data-file]")).to_have_count(2)
    look(page, "evidence-some-refused")
    when_checked(page, "one.csv")
    when_checked(page, "two.csv")
    expect(page.get_by_role("link", name="Check again")).to_have_count(0)
    page.reload()
    look(page, "evidence-ready")


def test_progress_is_shown_and_can_be_stopped(page):
    evidence_page(page, SUPPLIER, TITLE)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 20, "downloadThroughput": 10_000_000, "uploadThroughput": 150_000}
    network.send("Network.emulateNetworkConditions", slow)
    add(page, table("small.csv"), table("large.csv", "Total,12345678\n" * 100_000), table("last.csv"))
    expect(page.locator("#sending-what")).to_have_text("Sending large.csv, file 2 of 3")
    expect(page.locator("#sending-amount")).to_contain_text("% sent")
    expect(page.get_by_role("progressbar", name="Sending large.csv, file 2 of 3")).to_be_visible()
    page.get_by_role("button", name="Stop sending").click()
    stopped = "Sending was stopped before this file was there"
    assert errors_of(page) == [f"large.csv: {stopped}", f"last.csv: {stopped}"]
    expect(file(page, "small.csv")).to_be_visible()
    expect(page.locator("[data-file]")).to_have_count(1)


def test_file_that_is_too_big_is_not_even_sent(page, tmp_path):
    evidence_page(page, SUPPLIER, TITLE)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    big = tmp_path / "big.csv"
    big.write_bytes(b"0" * (15 * 1024 * 1024 + 1))
    page.locator("input[type=file]").set_input_files(big)
    page.get_by_role("button", name="Add the chosen files").click()
    assert errors_of(page) == ["big.csv: The selected file must be smaller than 15 MB"]
    assert "POST" not in sent


def test_going_on_sends_the_files_first(page):
    evidence_page(page, SUPPLIER, TITLE)
    page.locator("input[type=file]").set_input_files([table("one.csv"), table("two.csv")])
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Return for")
    page.goto(f"{page.url}1/evidence/")
    expect(page.locator("[data-file]")).to_have_count(2)


def test_careful_measure_asks_to_look_and_refuses_a_list_of_names_by_itself(page):
    evidence_page(page, CAREFUL, CAREFUL_TITLE)
    look(page, "evidence-careful")
    add(page, table("totals.csv"))
    assert errors_of(page)[0].startswith("Look through the files, then tick")
    look(page, "evidence-careful-error")
    page.get_by_label("None of these files names or shows").check()
    add(
        page, table("totals.csv"), {"name": "group.csv", "mimeType": "text/csv", "buffer": b"Name,Date of birth\nx,y\n"}
    )
    when_checked(page, "totals.csv")
    when_checked(page, "group.csv", "Refused")
    (refused,) = errors_of(page)
    assert refused.startswith("group.csv: The selected file must not name anybody")
    look(page, "evidence-careful-refused")
    file(page, "group.csv").get_by_role("link", name="Replace").click()
    look(page, "evidence-replace")
    page.get_by_label("None of these files names or shows").check()
    page.locator("input[type=file]").set_input_files(table("groups.csv"))
    page.get_by_role("button", name="Replace the file").click()
    when_checked(page, "groups.csv")
    expect(file(page, "group.csv")).to_have_count(0)
    expect(file(page, "totals.csv")).to_be_visible()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def test_words_that_name_somebody_are_asked_about(page):
    sign_in(page, SUPPLIER)
    page.get_by_role("link", name=TITLE).first.click()
    page.goto(f"{page.url}1/words/")
    page.get_by_label("Who benefited").fill("Four people began. Write to sam.sample@example.com to hear more.")
    page.get_by_role("button", name="Save and continue").click()
    warning = "It looks like this names a person: email address. Write about the activity, not the person"
    assert errors_of(page) == [warning]
    look(page, "words-warning")
    page.get_by_label("I have checked: nobody is named who should not be").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add evidence")


def test_supplier_says_what_kind_of_file_it_is(visit):
    page = visit()
    evidence_page(page, SUPPLIER, TITLE)
    kind = page.get_by_label("What kind of file is it? (optional)")
    kind.select_option("Timesheet")
    add(page, table("hours.csv"))
    expect(file(page, "hours.csv")).to_contain_text("Timesheet. Check that it gives dates, activity and hours")
    look(page, "evidence-of-a-kind")
    kind.select_option("Attendance totals")
    add(page, table("hours.csv"))
    expect(file(page, "hours.csv")).to_contain_text("Attendance totals")
    expect(page.locator("[data-file]")).to_have_count(1)


def test_files_without_scripts(page_without_js):
    page = page_without_js
    evidence_page(page, SUPPLIER, TITLE)
    add(page, table("one.csv"), PROGRAM)
    (refused,) = errors_of(page)
    assert refused.startswith("photos.exe: ")
    expect(page.locator("#sending")).to_be_hidden()
    when_checked(page, "one.csv")
