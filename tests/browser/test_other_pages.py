"""The pages beside the main road, and what people do that nobody planned: empty, many, refused, twice, too late."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, fits, give_demonstration_code, look, sign_in
from tests.browser.test_supplier_journey import go_on, heading, open_task

LENA, SAM, VERA = "lena.demo@example.com", "sam.specimen@example.com", "vera.mockup@example.com"
AMINA, TOM, NOOR = "amina.demo@example.org", "tom.example@example.org", "noor.makebelieve@example.org"
REASON = "The colleague who began is away this week."


# --- Before signing in ------------------------------------------------------------------------------------------------
def test_public_home_leads_to_guidance(page):
    page.goto("/")
    heading(page, "Social value in Penbury")
    look(page, "public-home")
    page.get_by_role("link", name="How to send a return").first.click()
    heading(page, "How to send a return")
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_be_visible()
    look(page, "guidance")


def test_sign_in_says_what_is_missing_and_what_is_wrong(visit):
    page = visit()
    page.goto("/accounts/login/")
    look(page, "sign-in")
    button = page.locator("main").get_by_role("button", name="Sign in")
    button.click()
    assert errors_of(page) == ["Enter your email address", "Enter your password"]
    look(page, "sign-in-empty")
    page.get_by_label("Email address").fill(AMINA)
    page.get_by_label("Password", exact=True).fill("not the right one")
    button.click()
    assert len(errors_of(page)) == 1
    expect(page.get_by_label("Email address")).to_have_value(AMINA)
    look(page, "sign-in-wrong")


def test_sign_in_leads_on_to_the_page_that_was_asked_for(page):
    page.goto("/council/contracts/")
    heading(page, "Sign in")
    page.get_by_label("Email address").fill(AMINA)
    page.get_by_label("Password", exact=True).fill("social value 2026")
    page.locator("main").get_by_role("button", name="Sign in").click()
    heading(page, "Enter your code")
    give_demonstration_code(page)
    heading(page, "Contracts")


@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/accounts/signup/"])
def test_pages_for_those_who_cannot_sign_in(page, address):
    page.goto(address)
    look(page, address.strip("/").replace("/", "-"))


# --- Refused, gone ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "address", "status"), [
    (VERA, "/returns/{written}/4/figure/", 403),  # may read, not write
    (SAM, "/council/", 403),  # no officer
    (SAM, "/returns/{brightwater}/", 404),  # another supplier's
    (NOOR, "/council/returns/{willow}/", 404),  # another council's
    (None, "/nowhere/", 404),
])  # fmt: skip
def test_refusals_say_who_can_help(page, open_page, at, who, address, status):
    open_page.allowed_statuses.add(status)
    if who:
        sign_in(page, who)
    assert page.goto(at(address)).status == status
    heading(page, "You cannot do this" if status == 403 else "Page not found")
    look(page, f"{status}")


# --- Empty, and many --------------------------------------------------------------------------------------------------
def test_home_of_a_supplier_with_nothing_due(page, database):
    database(
        "INSERT INTO suppliers_organisation (name, vcse_kind, is_mission_led, needs_sign_off, is_provisional)"
        " VALUES ('Newly Joined Ltd', '', 0, 0, 0)"
    )
    database(
        "UPDATE suppliers_member SET organisation_id = (SELECT MAX(id) FROM suppliers_organisation)"
        " WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?)",
        VERA,
    )
    sign_in(page, VERA)
    expect(page.locator("main")).to_contain_text("You have nothing to do now.")
    look(page, "supplier-home-empty")
    page.get_by_role("link", name="See all your returns").click()
    expect(page.locator("main")).to_contain_text("No returns yet.")
    look(page, "supplier-returns-empty")
    page.goto("/supplier/commitments/")
    expect(page.locator("main")).to_contain_text("No contracts yet.")
    look(page, "commitments-empty")


def test_pages_of_a_council_without_contracts(page, database):
    columns = "nation, valid_from, contact_name, contact_email, contact_phone, review_working_days,"
    columns += " change_working_days, brand_colour, data_protection_email"
    database(
        f"INSERT INTO accounts_council (name, slug, {columns}) SELECT 'Newby District Council', 'newby', {columns}"
        " FROM accounts_council WHERE slug = 'penbury'"
    )
    database(
        "UPDATE accounts_officerrole SET council_id = (SELECT MAX(id) FROM accounts_council)"
        " WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?)",
        NOOR,
    )
    sign_in(page, NOOR)
    expect(page.locator("main")).to_contain_text("Figures appear here when the first return opens.")
    look(page, "officer-overview-empty")
    for address, name in (("returns", "queue"), ("contracts", "contracts"), ("corrections", "corrections")):
        page.goto(f"/council/{address}/")
        look(page, f"{name}-empty")
    for address, name, words in (
        ("/cases/", "case-list", "No cases"),
        ("/council/opportunities/", "council-opportunities", "No opportunities"),
        ("/council/performance/", "performance", "Nothing is due in the next 30 days."),
        ("/council/disputes/", "disputes", "Nothing is disputed."),
        ("/council/portfolio/measure/", "portfolio-measure", "Figures appear here when the first return opens."),
    ):
        page.goto(address)
        look(page, f"{name}-empty")
        expect(page.locator("main")).to_contain_text(words)


def test_log_that_nobody_began_and_figure_nobody_was_asked_about(visit, number_of):
    """The contract grants no opportunity yet, and no organisation has been asked about the line."""
    page = visit()
    sign_in(page, TOM)
    contract = number_of(
        "SELECT c.contract_id FROM suppliers_commitment c JOIN framework_measure m ON m.id = c.measure_id"
        " WHERE m.code LIKE 'M8.%' AND c.contract_id NOT IN (SELECT contract_id FROM suppliers_host) ORDER BY 1"
    )
    page.goto(f"/contracts/{contract}/opportunities/")
    look(page, "opportunity-log-empty")
    expect(page.locator("main")).to_contain_text("They appear here when the supplier adds them")
    line = number_of(
        "SELECT l.id FROM returns_returnline l JOIN returns_supplierreturn r ON r.id = l.supplier_return_id"
        " JOIN suppliers_commitment c ON c.id = l.commitment_id JOIN framework_measure m ON m.id = c.measure_id"
        " WHERE r.status = 'decided' AND m.value_type = 'count' AND m.sensitivity = 'standard'"
        " AND l.id NOT IN (SELECT line_id FROM returns_confirmation) ORDER BY 1"
    )
    page.goto(f"/lines/{line}/confirmations/")
    heading(page, "How sure this figure is")
    look(page, "confirmation-list-empty")
    expect(page.locator("main")).to_contain_text("Nobody was asked")


def test_home_of_somebody_in_no_team(page):
    sign_in_to_editing(page)
    page.goto("/supplier/")
    expect(page.locator("main")).to_contain_text("You are not part of a supplier's team yet.")
    look(page, "supplier-home-no-team")


def sign_in_to_editing(page: Page) -> None:
    """The editor lands in the editing screens, whose frame is not ours."""
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("edie.placeholder@example.org")
    page.get_by_label("Password", exact=True).fill("social value 2026")
    page.locator("main").get_by_role("button", name="Sign in").click()
    give_demonstration_code(page)
    page.wait_for_url("**/cms/**")


@pytest.mark.parametrize(("who", "address", "name"), [
    (SAM, "/supplier/returns/", "supplier-returns"),
    (AMINA, "/council/returns/?show=decided", "queue-decided"),
])  # fmt: skip
def test_long_lists_come_in_pages(page, who, address, name):
    sign_in(page, who)
    page.goto(address)
    first = page.locator("tbody tr")
    assert first.count() == 25
    top = first.first.inner_text()
    look(page, f"{name}-first-page")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**after=**")
    assert 0 < page.locator("tbody tr").count() < 25
    expect(page.get_by_role("link", name="Next page")).to_have_count(0)
    look(page, f"{name}-last-page")
    page.get_by_role("link", name="Previous page").click()
    expect(page.locator("tbody tr").first).to_have_text(top, use_inner_text=True)


def test_supplier_sees_how_far_each_commitment_is(page):
    sign_in(page, LENA)
    page.get_by_role("link", name="My commitments").click()
    heading(page, "My commitments")
    look(page, "commitments")
    page.get_by_role("link", name="Residential children's homes in Penbury").click()
    heading(page, "Commitments: Residential children's homes in Penbury")
    look(page, "contract-progress")
    page.get_by_role("link", name="History of returns").first.click()
    heading(page, "Find 36 volunteering opportunities")
    look(page, "commitment")


def test_officer_reads_a_contract_with_its_history(page):
    sign_in(page, AMINA)
    page.get_by_role("link", name="Contracts", exact=True).click()
    look(page, "contracts")
    page.get_by_role("link", name="Facilities management for council buildings").click()
    heading(page, "Facilities management for council buildings")
    expect(page.get_by_text("Tom Example started to read the return")).not_to_have_count(0)
    expect(page.get_by_text("opened a file")).to_have_count(0)
    look(page, "contract")
    page.get_by_role("link", name="See the whole history").click()
    heading(page, "History: Facilities management for council buildings")
    look(page, "contract-history")


# --- Nothing to report ------------------------------------------------------------------------------------------------
def test_nothing_to_report_taken_back_sent_and_accepted(open_page):
    page = open_page()
    sign_in(page, SAM)
    page.get_by_role("link", name="Outreach for young people leaving care, 1 October to 31 October 2026").click()
    page.get_by_role("link", name="Nothing to report for the whole period").click()
    heading(page, "Nothing to report for the whole period")
    look(page, "nil")
    go_on(page)
    assert errors_of(page) == ["Say why there is nothing to report"]
    look(page, "nil-error")
    page.get_by_label("Why is there nothing").fill("The service was closed while its office moved.")
    go_on(page)
    heading(page, "Check your answers before you send them")
    look(page, "check-nil")
    page.get_by_role("link", name="Back", exact=True).click()
    look(page, "task-list-nil")

    page.get_by_role("link", name="Change: nothing to report").click()
    page.get_by_role("button", name="I have something to report after all").click()
    expect(page.locator("main")).to_contain_text("Not yet started")

    page.get_by_role("link", name="Nothing to report for the whole period").click()
    page.get_by_label("Why is there nothing").fill("The service was closed while its office moved.")
    go_on(page)
    heading(page, "Check your answers before you send them")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send return").click()
    heading(page, "Return sent")

    officer = open_page()
    sign_in(officer, AMINA)
    officer.goto("/council/returns/")
    officer.get_by_role("link", name="Outreach for young people leaving care, 1 October").click()
    officer.get_by_role("button", name="Take this return").click()
    look(officer, "review-nil")
    officer.get_by_role("button", name="Accept that there is nothing to report").click()
    heading(officer, "Finish the return")
    officer.get_by_role("button", name="Decide this return").click()
    expect(officer.locator("main")).to_contain_text("Approved")


# --- An officer's other doings ----------------------------------------------------------------------------------------
def test_take_over_with_a_reason_stops_the_other_officer(open_page, at):
    tom, amina = open_page(), open_page()
    sign_in(tom, TOM)
    tom.goto(at("/council/returns/{read}/"))
    sign_in(amina, AMINA)
    amina.goto(at("/council/returns/{read}/"))
    expect(amina.locator("main")).to_contain_text("Tom Example has this return open.")
    amina.get_by_role("link", name="Take it over").click()
    look(amina, "take-over")
    amina.get_by_role("button", name="Take over").click()
    assert errors_of(amina) == ["Give a reason"]
    look(amina, "take-over-error")
    amina.get_by_label("Reason").fill(REASON)
    amina.get_by_role("button", name="Take over").click()
    expect(amina.locator("main")).to_contain_text("You have this return open.")

    tom.get_by_label("Verified", exact=True).check()
    tom.get_by_role("button", name="Save and next").click()
    expect(tom.get_by_role("region", name="Important")).to_contain_text("Nothing you did was saved.")
    look(tom, "review-taken-over")
    tom.get_by_role("link", name="See the contract").click()
    expect(tom.locator(".sv-timeline")).to_contain_text(f"Amina Demo took the return over: {REASON}")

    amina.get_by_role("button", name="Put it back in the queue").click()
    expect(amina.get_by_role("alert")).to_contain_text("back in the queue")
    heading(amina, "Returns")


def test_finish_says_what_is_left_to_decide(page, at):
    sign_in(page, TOM)
    page.goto(at("/council/returns/{read}/finish/"))
    heading(page, "Finish the return")
    expect(page.get_by_role("link", name="Decide commitment 3")).to_be_visible()
    expect(page.get_by_role("button", name="Decide this return")).to_have_count(0)
    look(page, "finish-too-early")


def test_waive_a_period_with_a_reason(page):
    sign_in(page, AMINA)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Residential children's homes in Penbury").click()
    page.get_by_role("link", name="Waive 1 February to 30 April 2027").click()
    heading(page, "Waive the return for 1 February to 30 April 2027")
    look(page, "waive")
    page.get_by_role("button", name="Waive this return").click()
    assert errors_of(page) == ["Give a reason"]
    look(page, "waive-error")
    page.get_by_label("Reason").fill("The homes are closed for repairs.")
    page.get_by_role("button", name="Waive this return").click()
    period = page.locator(".sv-periods li").filter(has_text="1 February to 30 April 2027")
    expect(period).to_contain_text("Waived The homes are closed for repairs.")
    look(page, "contract-with-a-waived-period")


def test_return_not_sent_yet_is_not_shown_to_the_council(page, at):
    sign_in(page, AMINA)
    page.goto(at("/council/returns/{written}/"))
    expect(page.locator("main")).to_contain_text("The supplier has not sent this return yet.")
    look(page, "review-not-sent")


# --- Twice, and too late ----------------------------------------------------------------------------------------------
def ready_to_send(page: Page, at) -> None:
    """The check page of the return that is complete, everything ticked."""
    page.goto(at("/returns/{ready}/check/"))
    for box in page.get_by_role("checkbox").all():
        box.check()


def expect_sent_once(page: Page, at) -> None:
    """Today's sending stands once in the contract's history."""
    sign_in(page, AMINA)
    page.goto(at("/council/returns/{ready}/"))
    page.get_by_role("link", name="See the contract").click()
    heading(page, "Parent and child units")
    today = page.locator(".sv-timeline li").filter(has_text="22 November 2026")
    expect(today.filter(has_text="sent the return")).to_have_count(1)


def test_double_click_on_send_sends_once(visit, at):
    page = visit()
    sign_in(page, LENA)
    ready_to_send(page, at)
    page.get_by_role("button", name="Send return").dblclick()
    expect(page.locator("main")).to_contain_text("R000018")
    expect_sent_once(visit(), at)


def test_back_button_after_sending_finds_the_sent_return(page, at):
    sign_in(page, LENA)
    ready_to_send(page, at)
    page.get_by_role("button", name="Send return").click()
    heading(page, "Return sent")
    page.go_back()
    heading(page, "Return for 1 November 2025 to 31 October 2026")
    expect(page.get_by_role("button", name="Send return")).to_have_count(0)


def test_second_tab_is_told_that_the_return_was_sent(page, at):
    sign_in(page, LENA)
    other = page.context.new_page()
    ready_to_send(page, at)
    ready_to_send(other, at)
    page.get_by_role("button", name="Send return").click()
    heading(page, "Return sent")
    other.get_by_role("button", name="Send return").click()
    expect(other.get_by_role("region", name="Important")).to_contain_text("has been sent to the council already")
    look(other, "sent-in-another-tab")


def test_second_tab_of_an_officer_cannot_decide_what_is_decided(page, at):
    sign_in(page, TOM)
    page.goto(at("/council/returns/{read}/"))
    other = page.context.new_page()
    other.goto(at("/council/returns/{read}/"))
    page.get_by_role("button", name="Put it back in the queue").click()
    heading(page, "Returns")
    other.get_by_label("Verified", exact=True).check()
    other.get_by_role("button", name="Save and next").click()
    expect(other.get_by_role("region", name="Important")).to_contain_text("Nothing you did was saved.")


# --- The account ------------------------------------------------------------------------------------------------------
def test_account_and_sign_out(page):
    sign_in(page, SAM)
    page.get_by_role("link", name="Your account").click()
    heading(page, "Your account")
    look(page, "account")
    page.get_by_role("link", name="Change password", exact=True).click()
    look(page, "change-password")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    page.goto("/supplier/")
    heading(page, "Sign in")


def test_menu_opens_on_a_phone(phone):
    sign_in(phone, AMINA)
    phone.get_by_role("button", name="Menu").click()
    fits(phone)
    phone.get_by_role("link", name="Returns", exact=True).click()
    heading(phone, "Returns")


def test_question_page_keeps_the_way_back_to_the_check_page(page, at):
    sign_in(page, LENA)
    page.goto(at("/returns/{ready}/check/"))
    page.get_by_role("link", name="Change the words of commitment 1").click()
    page.get_by_role("link", name="Back", exact=True).click()
    heading(page, "Check your answers before you send them")
    page.goto(at("/returns/{ready}/"))
    open_task(page, "See 12 of our staff gain a qualification")
    page.get_by_role("link", name="Back", exact=True).click()
    heading(page, "Return for")
