"""Ratings as people meet them: the council's thresholds, and statutory KPIs from marking to the notice."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

TOM = "tom.example@example.org"
BUILDINGS = "Facilities management for council buildings"
HOMES = "Residential children's homes in Penbury"
APPRENTICES = "Start 18 apprenticeships for local people"
FLAG = "This contract needs at least three statutory KPIs"
WHY_NONE = "The service is bought by the hour, and no figure says how good it is."
WHY_OTHER = "The second intake comes in January."


def open_contract(page: Page, title: str) -> None:
    """From the list of contracts."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=title).first.click()
    heading(page, title)


def open_performance(page: Page) -> None:
    """From the first page, where the contract waits, to its KPIs and performance."""
    sign_in(page, TOM)
    page.goto("/council/")
    page.get_by_role("link", name="1 contract to assess").click()
    heading(page, "Performance to assess")
    look(page, "performance-list")
    page.get_by_role("link", name=BUILDINGS).click()
    heading(page, "Statutory KPIs and performance")
    look(page, "performance")


def open_kpis(page: Page) -> None:
    """From a contract's performance to its marks."""
    page.get_by_role("link", name="Change the statutory KPIs").click()
    heading(page, "Statutory KPIs")


def choose(page: Page, how_many: int) -> None:
    """Tick so many promises from the first on, and no others."""
    for place, box in enumerate(page.get_by_role("checkbox").all()):
        box.set_checked(place < how_many)


def save(page: Page) -> None:
    """Save the marks or the reason."""
    page.get_by_role("button", name="Save", exact=True).click()


# --- Thresholds -------------------------------------------------------------------------------------------------------
def test_lead_sets_how_promises_are_rated_and_a_promise_changes_its_words(visit):
    page = visit()
    sign_in(page, TOM)
    assert_rated(page, "On track")
    page.goto("/council/contracts/")
    page.get_by_role("link", name="How promises are rated").click()
    heading(page, "How promises are rated")
    look(page, "ratings")
    refuse_wrong_percentages(page)
    for label, percent in (("On track from", "200"), ("Slightly behind from", "199"), ("Behind from", "1")):
        page.get_by_label(label, exact=True).fill(percent)
    page.get_by_role("button", name="Save the ratings").click()
    expect(page.get_by_text("The ratings are saved. They count at once.")).to_be_visible()
    look(page, "ratings-versions")
    ratings = page.url
    assert_rated(page, "Behind")
    page.goto(ratings)
    page.get_by_role("button", name="Use the usual ratings again").click()
    expect(page.get_by_label("Slightly behind from")).to_have_value("85")
    assert_rated(page, "On track")


def refuse_wrong_percentages(page: Page) -> None:
    """Nothing typed, and a percentage that is not lower than the one before it."""
    labels = ("On track from", "Slightly behind from", "Behind from")
    for label in labels:
        page.get_by_label(label, exact=True).fill("")
    page.get_by_role("button", name="Save the ratings").click()
    assert errors_of(page) == [f"{label}: enter a whole number from 1 to 200" for label in labels]
    look(page, "ratings-empty")
    for label, percent in (("On track from", "100"), ("Slightly behind from", "100"), ("Behind from", "60")):
        page.get_by_label(label, exact=True).fill(percent)
    page.get_by_role("button", name="Save the ratings").click()
    assert errors_of(page) == ["“Slightly behind from” must be lower than “On track from”"]
    look(page, "ratings-error")


def assert_rated(page: Page, words: str) -> None:
    """How a promise is rated on the page of its contract."""
    open_contract(page, BUILDINGS)
    card: Locator = page.locator(".govuk-summary-card").filter(has_text=APPRENTICES)
    expect(card.get_by_text(words, exact=True)).to_be_visible()


# --- Statutory KPIs ---------------------------------------------------------------------------------------------------
def test_light_touch_contract_is_never_flagged_and_its_pages_say_why(visit):
    page = visit()
    sign_in(page, TOM)
    open_contract(page, HOMES)
    expect(page.get_by_text("Light touch: no statutory key performance indicators")).to_be_visible()
    expect(page.get_by_text(FLAG)).to_have_count(0)
    expect(page.get_by_role("link", name="See KPIs and performance")).to_have_count(0)
    contract = page.url
    for address, words in (("performance/", "Statutory KPIs and performance"), ("kpis/", "Statutory KPIs")):
        page.goto(contract + address)
        heading(page, words)
        expect(page.get_by_text("This is a light touch contract, and the law asks for no")).to_be_visible()
        expect(page.locator("main").get_by_role("checkbox")).to_have_count(0)
        look(page, f"light-touch-{address[:-1]}")


def test_large_contract_is_flagged_until_kpis_are_marked_then_assessed_and_its_notice_taken(visit):
    page = visit()
    open_performance(page)
    open_kpis(page)
    look(page, "kpis")
    choose(page, 0)
    save(page)
    assert errors_of(page) == ["Choose the promises that are statutory KPIs, or say why none is set"]
    look(page, "kpis-error")
    choose(page, 1)
    save(page)
    heading(page, BUILDINGS)
    expect(page.get_by_text(f"{FLAG} and has 1.")).to_be_visible()
    look(page, "contract-lacks-kpis")
    say_why_none_is_set(page)
    mark_three(page)
    assess(page)
    take_the_notice(page)
    find_it_assessed(page)


def say_why_none_is_set(page: Page) -> None:
    """A reason ends the flag, on both pages."""
    page.get_by_role("link", name="See KPIs and performance").click()
    expect(page.get_by_text(f"{FLAG} and has 1.")).to_be_visible()
    look(page, "performance-lacks-kpis")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Mark statutory KPIs or say why none is set").click()
    heading(page, "Statutory KPIs")
    page.get_by_label("If none is set, why not?").fill(WHY_NONE)
    save(page)
    assert errors_of(page) == ["Empty this, or choose no promises: it says why none is set"]
    look(page, "kpis-both")
    choose(page, 0)
    save(page)
    heading(page, BUILDINGS)
    expect(page.get_by_text(FLAG)).to_have_count(0)
    page.get_by_role("link", name="See KPIs and performance").click()
    expect(page.get_by_text(WHY_NONE)).to_be_visible()
    expect(page.get_by_role("button", name="Assess performance")).to_have_count(0)
    look(page, "performance-no-kpis")


def mark_three(page: Page) -> None:
    """Three are enough."""
    open_kpis(page)
    page.get_by_label("If none is set, why not?").fill("")
    choose(page, 3)
    save(page)
    heading(page, BUILDINGS)
    expect(page.get_by_text(FLAG)).to_have_count(0)
    expect(page.get_by_text("3 are marked.")).to_be_visible()
    expect(page.locator(".govuk-tag").get_by_text("Statutory KPI", exact=True)).to_have_count(3)


def assess(page: Page) -> None:
    """Each KPI on the scale of five; another rating than the suggested one needs a reason."""
    page.get_by_role("link", name="See KPIs and performance").click()
    page.get_by_role("button", name="Assess performance").click()
    heading(page, "Assess performance")
    look(page, "assess")
    last = page.get_by_role("group", name="Your rating of KPI 3")
    for words in ("Good", "Approaching target", "Requires improvement", "Inadequate", "Other"):
        expect(last.get_by_label(words, exact=True)).to_have_count(1)
    last.get_by_label("Other", exact=True).check()
    page.get_by_role("button", name="Save the assessment").click()
    assert errors_of(page) == ["Say why your rating of KPI 3 differs from the suggested one"]
    look(page, "assess-error")
    page.get_by_label("Why, if your rating of KPI 3 is not the suggested one").fill(WHY_OTHER)
    page.get_by_role("button", name="Save the assessment").click()
    expect(page.get_by_text("The assessment is saved. Publish the notice next.")).to_be_visible()


def take_the_notice(page: Page) -> None:
    """Read on the page and saved as a file, both without the officer's reason."""
    shown = page.get_by_role("region", name="Text of the notice")
    expect(shown).to_contain_text("Key performance indicator 3")
    expect(shown).to_contain_text("OCDS id: other")
    expect(page.get_by_text(f"Why it differs: {WHY_OTHER}")).to_be_visible()
    look(page, "assessment-notice")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the text of the notice").click()
    assert download.value.suggested_filename == "performance-notice-2026-11-22.txt"
    text = Path(download.value.path()).read_text()
    assert f"Contract: {BUILDINGS} (PEN-FM-401)" in text and text.count("Title:") == 3
    assert WHY_OTHER not in text and text.strip() == shown.inner_text().strip()


def find_it_assessed(page: Page) -> None:
    """Nothing of today is left to assess, and nothing waits."""
    page.get_by_role("link", name="Back").click()
    heading(page, "Statutory KPIs and performance")
    expect(page.get_by_role("button", name="Assess performance")).to_have_count(0)
    look(page, "performance-assessed")
    page.goto("/council/performance/")
    expect(page.get_by_text("Nothing is due in the next 30 days.")).to_be_visible()
    look(page, "performance-list-empty")
