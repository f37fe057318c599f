"""A supplier's road: see what is due, answer every kind of commitment, mend what is wrong, check, send."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in, when_checked

SUPPLIER = "bryn.pretend@example.com"
OFFICER = "amina.demo@example.org"
TITLE = "Grounds maintenance in parks and open spaces"
STORY = "The nursery opened its gates to three schools, and a dry spring taught all of us to water early."
WORDS = "Two schools and a group of neighbours took part. They now look after the beds by themselves."


def table_file(name: str) -> dict:
    """A small table of totals, as an upload."""
    content = f"What,Total\n{name},12\n".encode()
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}


def go_on(page: Page) -> None:
    """The button at the foot of a question page."""
    page.get_by_role("button", name="Save and continue").click()


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def task(page: Page, words: str):
    """One row of a task list."""
    return page.locator(".govuk-task-list__item").filter(has_text=words)


def write_words(page: Page) -> None:
    """The second page of a commitment."""
    heading(page, "Who benefited, and what changed for them?")
    page.get_by_label("Who benefited").fill(WORDS)
    go_on(page)


def add_file(page: Page, name: str, *, is_sensitive: bool = False) -> None:
    """The third page of a commitment: one file, and on to the task list when it was checked."""
    heading(page, "Add evidence")
    page.locator("input[type=file]").set_input_files(table_file(name))
    if is_sensitive:
        page.get_by_label("None of these files names or shows a child").check()
    page.get_by_role("button", name="Add the chosen files").click()
    when_checked(page, f"{name}.csv")
    go_on(page)
    heading(page, "Return for")


def open_task(page: Page, words: str) -> None:
    """Follow a row of the task list."""
    page.get_by_role("link", name=words).click()


def answer_people(page: Page) -> None:
    """A count: not a number, nothing at all, then a figure; words left out; a file that is no evidence."""
    open_task(page, "1. Start")
    look(page, "figure-people")
    page.get_by_label("Number of people").fill("three")
    go_on(page)
    assert errors_of(page) == ["Enter a whole number in figures, like 12 or 1,250"]
    expect(page.get_by_label("Number of people")).to_have_value("three")
    look(page, "figure-people-error")
    page.get_by_label("Number of people").fill("1.5")
    go_on(page)
    assert errors_of(page) == ["Enter a whole number, without decimals"]
    page.get_by_label("Number of people").fill("1")
    go_on(page)
    heading(page, "Who benefited, and what changed for them?")
    look(page, "words")
    go_on(page)
    assert errors_of(page) == ["Say in a few sentences who benefited and what changed"]
    look(page, "words-error")
    write_words(page)
    answer_with_files(page)


def answer_with_files(page: Page) -> None:
    """Of two files one is refused and the other stays; with none at all a reason is asked for when sending."""
    heading(page, "Add evidence")
    look(page, "evidence-empty")
    page.get_by_role("button", name="Add the chosen files").click()
    assert errors_of(page) == ["Choose a file to add"]
    program = {"name": "photos.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00" * 9}
    page.locator("input[type=file]").set_input_files([table_file("apprentices"), program])
    page.get_by_role("button", name="Add the chosen files").click()
    (refused,) = errors_of(page)
    assert refused.startswith("photos.exe: ")
    look(page, "evidence-error")
    when_checked(page, "apprentices.csv")
    expect(page.get_by_role("link", name="apprentices.csv", exact=True)).to_be_visible()
    go_on(page)
    heading(page, "Return for")


def answer_money(page: Page) -> None:
    """Pounds, typed with a sign and a comma."""
    open_task(page, "2. Spend")
    look(page, "figure-money")
    page.get_by_label("Amount in pounds").fill("£28,500")
    go_on(page)
    write_words(page)
    add_file(page, "spend-by-supplier")


def answer_share(page: Page) -> None:
    """A percentage is asked as its two parts; the file of another commitment serves here too."""
    open_task(page, "3. Spend")
    page.get_by_label("Contract spend in the local supply chain").fill("28500")
    page.get_by_label("Total third-party expenditure").fill("0")
    go_on(page)
    assert errors_of(page) == ["Enter a number above 0. If it is 0 there is nothing to report"]
    expect(page.get_by_label("Contract spend in the local supply chain")).to_have_value("28500")
    look(page, "figure-share-error")
    page.get_by_label("Total third-party expenditure").fill("47500")
    go_on(page)
    write_words(page)
    look(page, "evidence-reuse")
    page.get_by_label("spend-by-supplier.csv").check()
    page.get_by_role("button", name="Add the chosen files").click()
    expect(page.get_by_role("link", name="spend-by-supplier.csv", exact=True)).to_be_visible()
    look(page, "evidence-full")
    go_on(page)


def answer_tonnes(page: Page) -> None:
    """A quantity against a starting figure, with a reason instead of a file."""
    open_task(page, "4. Avoid")
    look(page, "figure-quantity")
    page.get_by_label("Number of tonnes").fill("4.1")
    go_on(page)
    write_words(page)
    page.get_by_label("Why there is no evidence").fill("The fuel cards of December come in January.")
    go_on(page)


def answer_milestone(page: Page) -> None:
    """Done or not yet, and when."""
    open_task(page, "5. Open")
    look(page, "figure-milestone")
    go_on(page)
    assert errors_of(page) == ["Say whether it is done"]
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    go_on(page)
    assert errors_of(page) == ["The day it was done must be a real date, like 27 3 2027"]
    expect(page.get_by_label("Day")).to_have_value("31")
    look(page, "figure-milestone-error")
    page.get_by_label("Day").fill("12")
    page.get_by_label("Month").fill("10")
    go_on(page)
    write_words(page)
    add_file(page, "opening-of-the-garden")


def answer_nothing(page: Page) -> None:
    """Nothing to report needs a reason, and then neither words nor files."""
    open_task(page, "6. Give")
    page.get_by_label("We have nothing to report for this").check()
    go_on(page)
    assert errors_of(page) == ["Say why there is nothing to report"]
    look(page, "figure-nothing-error")
    page.get_by_label("Why there is nothing to report").fill("The groups meet again in spring.")
    go_on(page)
    go_on(page)
    go_on(page)
    heading(page, "Return for")


def test_supplier_answers_every_kind_of_commitment_and_sends(visit):
    page = visit()
    sign_in(page, SUPPLIER)
    heading(page, "What you need to do")
    look(page, "supplier-home")
    page.get_by_role("link", name=f"{TITLE}, 1 October to 31 December 2026").click()
    heading(page, "Return for 1 October to 31 December 2026")
    expect(task(page, "Check and send")).to_contain_text("Cannot start yet")
    look(page, "task-list-empty")

    answer_people(page)
    expect(task(page, "1. Start")).to_contain_text("Completed")
    expect(task(page, "Check and send")).to_contain_text("Commitments 2, 3, 4, 5 and 6 are not answered yet")
    answer_money(page)
    answer_share(page)
    look(page, "task-list-half")
    answer_tonnes(page)
    answer_milestone(page)
    answer_nothing(page)
    tell_story(page)
    check_and_send(page)
    expect_nothing_is_sent_twice(page)

    officer = visit()
    sign_in(officer, OFFICER)
    officer.goto("/council/returns/")
    expect(officer.get_by_role("link", name=TITLE)).to_contain_text("Brightwater Grounds CIC")


def tell_story(page: Page) -> None:
    """The story of the whole period."""
    open_task(page, "Tell the story")
    look(page, "story")
    page.get_by_label("Tell the story of this period").fill(STORY)
    go_on(page)
    expect(task(page, "Tell the story")).to_contain_text("Completed")
    expect(task(page, "Check and send")).to_contain_text("Ready")
    look(page, "task-list-full")


def check_and_send(page: Page) -> None:
    """Every answer once more; a change comes back here; nothing goes without the declarations."""
    open_task(page, "Check and send")
    heading(page, "Check your answers before you send them")
    for words in ("1 person", "£28,500", "60% (28,500 of 47,500)", "4.1 tonnes", "12 October 2026", STORY):
        expect(page.locator("main")).to_contain_text(words)
    look(page, "check")
    page.get_by_role("link", name="Change the figure of commitment 4").click()
    page.get_by_label("Number of tonnes").fill("4.2")
    go_on(page)
    heading(page, "Check your answers before you send them")
    expect(page.locator("#line-4")).to_contain_text("4.2 tonnes")

    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Send return").click()
    errors_of(page)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    look(page, "check-error")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send return").click()
    heading(page, "Return sent")
    expect(page.locator("main")).to_contain_text("Amina Demo, the contract manager, gets an email too.")
    expect(page.locator("main")).to_contain_text("reads your return by Friday 4 December 2026")
    look(page, "sent")


def expect_nothing_is_sent_twice(page: Page) -> None:
    """The check page is no form to send again, and the home page says who has the return now."""
    page.goto(page.url.replace("/sent/", "/check/"))
    expect(page.get_by_role("button", name="Send return")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("With the council")
    look(page, "return-with-the-council")
    page.get_by_role("link", name="Back to what you need to do").click()
    group = page.locator("section").filter(has=page.get_by_role("heading", name="With the council"))
    expect(group).to_contain_text(TITLE)
    expect(group).to_contain_text("You hear from the council by 4 December 2026")


def test_commitment_in_words_asks_for_no_figure(page):
    sign_in(page, "lena.demo@example.com")
    page.get_by_role("link", name="Parent and child units, 1 November 2025").click()
    open_task(page, "Let parents help shape the service")
    expect(page.locator(".govuk-input")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("You report this in words")
    look(page, "figure-words")
    go_on(page)
    heading(page, "Who benefited, and what changed for them?")


def test_one_commitment_with_the_keyboard_alone(page):
    sign_in(page, SUPPLIER)
    page.get_by_role("link", name=f"{TITLE}, 1 October to 31 December 2026").click()
    heading(page, "Return for")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    assert page.locator(":focus").bounding_box()["y"] >= 0, "The skip link shows when it has the focus"
    page.keyboard.press("Enter")
    tab_to(page, "1. Start")
    page.keyboard.press("Enter")
    heading(page, "Apprenticeship starts by local residents")

    tab_to(page, "", name="figure", again=20)
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Number of people")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")

    heading(page, "Who benefited, and what changed for them?")
    tab_to(page, "", name="narrative", again=20)
    page.keyboard.type(WORDS)
    tab_to(page, "Save and continue")
    page.keyboard.press("Enter")

    heading(page, "Add evidence")
    tab_to(page, "", name="no_evidence_reason", again=20)
    page.keyboard.type("The college writes at the end of its term.")
    tab_to(page, "Save and continue")
    page.keyboard.press("Space")
    expect(task(page, "1. Start")).to_contain_text("Completed")


def tab_to(page: Page, words: str, *, name: str = "", again: int = 12) -> None:
    """Press Tab until the focus is where it should go next; at each stop it must show."""
    for _press in range(again):
        page.keyboard.press("Tab")
        where = page.evaluate(FOCUS)
        assert where["shows"], f"The focus on {where} cannot be seen"
        if (name and where["name"] == name) or (words and where["text"].startswith(words)):
            return
    raise AssertionError(f"Tab never came to {words or name!r}; it is at {where}")


# What has the focus, and whether a person can see that it has.
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none" || style.backgroundColor === "rgb(255, 221, 0)"
    || getComputedStyle(here.parentElement).boxShadow !== "none"
    || (here.nextElementSibling && getComputedStyle(here.nextElementSibling, "::before").boxShadow !== "none");
  return {text: here.innerText || here.value || "", name: here.getAttribute("name"), tag: here.tagName,
          shows: marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight};
}"""
