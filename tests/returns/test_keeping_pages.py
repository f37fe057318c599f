"""The pages about files: problems, disposal, holds and rules, as people read and use them."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.models import OutboundEmail
from returns.models import DisposalCertificate, DisposalProposal, Evidence, Incident, LegalHold
from tests.factories import (
    A_MOMENT,
    DisposalProposalFactory,
    EvidenceFactory,
    IncidentFactory,
    LegalHoldFactory,
    MemberFactory,
    OfficerRoleFactory,
)
from tests.returns.files_kept import an_old_contract, an_old_file, lead_of, status_of, used
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
CLOSED = {"outcome": "destroyed", "findings": "It had a list of names.", "commissioner": "no", "people": "no"}


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel("2026-07-10T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def evidence():
    evidence = EvidenceFactory(original_name="register of pupils.pdf")
    used(evidence, status="submitted")
    return evidence


@pytest.fixture
def lead(evidence):
    return browser(lead_of(evidence.contract.council))


def page(client, name, *args, **query):
    return shown(client.get(reverse(name, args=args), query))


def post(client, name, *args, follow=True, **data):
    return client.post(reverse(name, args=args), data, follow=follow)


def a_proposal(**fields) -> DisposalProposal:
    return DisposalProposalFactory(evidence=an_old_file(**fields))


# --- Reporting --------------------------------------------------------------------------------------------------------
def test_report_page_asks_what_is_wrong_and_not_to_repeat_it(evidence):
    words = page(browser(evidence.uploaded_by), "evidence-report", evidence.pk)
    assert "register of pupils.pdf" in words and "It names or shows a child" in words
    assert "Do not repeat the personal data" in words and "use your council’s safeguarding route" in words


def test_report_without_a_choice_says_so_and_hides_nothing(evidence):
    words = shown(post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, words="Page two."))
    assert words.count("Choose what is wrong with the file") == 2 and "Page two." in words
    assert status_of(evidence) == "available"


def test_report_hides_the_file_and_says_what_happens_next_in_words(evidence):
    client = browser(evidence.uploaded_by)
    words = shown(post(client, "evidence-report", evidence.pk, kind="child"))
    assert "This file is hidden" in words
    assert "by 13 July 2026 at 10:00am" in words and "72 hours after the problem was known" in words
    assert "register of pupils" not in words
    assert client.get(reverse("evidence-open", args=[evidence.pk])).status_code == 404
    assert "/council/" not in client.get(reverse("evidence-report", args=[evidence.pk])).content.decode()


def test_72_hours_over_the_change_of_the_clocks_are_72_hours(evidence):
    with time_machine.travel("2026-10-24T10:00:00+01:00", tick=False):
        words = shown(post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, kind="child"))
    assert "by 27 October 2026 at 9:00am" in words


def test_second_report_shows_the_first(evidence, lead):
    with time_machine.travel("2026-07-09T08:30:00+01:00", tick=False):
        post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, kind="child")
    words = shown(post(lead, "evidence-report", evidence.pk, kind="other"))
    assert "reported on 9 July 2026 at 8:30am" in words and Incident.objects.count() == 1
    assert "See what is known of this problem" in words


def test_words_that_name_somebody_are_not_kept_and_it_is_said(evidence):
    words = shown(
        post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, kind="child", words="ring 01282 425011")
    )
    assert "Your words were not kept" in words and "This file is hidden" in words
    assert Incident.objects.get().words == ""


def test_file_that_was_refused_has_nothing_to_report():
    evidence = EvidenceFactory(status="quarantined")
    client = browser(evidence.uploaded_by)
    assert "There is nothing to hide" in page(client, "evidence-report", evidence.pk)
    assert "there is nothing to hide" in shown(post(client, "evidence-report", evidence.pk, kind="child"))


@pytest.mark.parametrize("who", ["supplier", "officer"])
def test_viewer_leads_to_reporting_a_problem(evidence, who, lead):
    client = lead if who == "officer" else browser(evidence.uploaded_by)
    response = client.get(reverse("evidence-view", args=[evidence.pk]))
    assert reverse("evidence-report", args=[evidence.pk]) in response.content.decode()


# --- Problems ---------------------------------------------------------------------------------------------------------
def test_open_problems_show_the_hours_left_with_the_fewest_on_top(lead, evidence):
    contract = evidence.contract
    for hours, kind in ((71, "other"), (5, "child")):
        file = EvidenceFactory(contract=contract, status="hidden")
        with time_machine.travel(f"2026-07-10T{'09' if hours == 71 else '05'}:00:00+01:00", tick=False):
            IncidentFactory(evidence=file, kind=kind, aware_since=moment(hours))
    words = page(lead, "incident-list")
    assert words.index("5 hours left") < words.index("71 hours left")
    assert "Destroy the file by 6 August 2026" in words
    assert "register of pupils" not in words


def moment(hours_left: int):
    """When a problem was reported of which so many hours are left at 9 o'clock on 10 July."""
    return A_MOMENT.replace(day=10, hour=9, minute=0) - date.resolution * 3 + date.resolution / 24 * hours_left


def test_hours_that_are_over_are_said_to_be_over(lead, evidence):
    IncidentFactory(evidence=EvidenceFactory(contract=evidence.contract, status="hidden"), aware_since=moment(0))
    assert "The 72 hours are over" in page(lead, "incident-list")


def test_lists_without_rows_say_so(lead):
    problems = page(lead, "incident-list")
    assert "No open problems" in problems and "The files are hidden" not in problems
    assert "No problem was closed yet" in page(lead, "incident-list", show="closed")
    assert "No file’s time is over" in page(lead, "disposal-list")
    assert "Nothing was disposed of yet" in page(lead, "certificate-list")
    assert "No hold is in force" in page(lead, "hold-list")
    assert "No hold was lifted yet" in page(lead, "hold-list", show="lifted")


def test_problem_tells_what_is_known_and_never_the_name_of_the_file(lead, evidence):
    post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, kind="child", words="Second page.")
    words = page(lead, "incident-detail", Incident.objects.get().pk)
    for said in ("Second page.", "PDF of", "72 hours left", "Nobody opened it", "safeguarding", "by 9 August 2026"):
        assert said in words
    assert "register of pupils" not in words


def test_problem_shows_who_opened_the_file(lead, evidence):
    manager = evidence.contract.manager
    browser(manager).get(reverse("evidence-open", args=[evidence.pk]))
    post(lead, "evidence-report", evidence.pk, kind="other")
    assert f"{manager} 10 July 2026 at 10:00am Downloaded" in page(lead, "incident-detail", Incident.objects.get().pk)


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_others_look_at_a_problem_and_are_told_who_closes_it(lead, evidence, role):
    incident = IncidentFactory(evidence=EvidenceFactory(contract=evidence.contract, status="hidden"))
    officer = browser(OfficerRoleFactory(council=evidence.contract.council, role=role).user)
    words = page(officer, "incident-detail", incident.pk)
    assert "What happens next A social value lead of the council closes it: Person" in words
    assert "What happens to the file?" not in words


def test_lead_destroys_a_file_and_the_record_stays(lead, evidence):
    post(lead, "evidence-report", evidence.pk, kind="child")
    incident = Incident.objects.get()
    told = {"commissioner": "yes", **day("commissioner_told_on", 10, 7, 2026)}
    words = shown(post(lead, "incident-detail", incident.pk, **(CLOSED | told)))
    assert "The problem is closed." in words and "Told on 10 July 2026" in words and "Not told" in words
    assert status_of(evidence) == "removed"
    assert "The file was destroyed" in page(lead, "incident-list", show="closed")


def day(name: str, *numbers: int) -> dict:
    return {f"{name}_{part}": str(number) for part, number in zip(("day", "month", "year"), numbers, strict=True)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outcome": ""}, "Choose what happens to the file"),
        ({"findings": ""}, "Say what was found and done"),
        ({"findings": "The NI number AB123456C."}, "It looks like this names a person"),
        ({"commissioner": ""}, "Say whether the Information Commissioner was told"),
        ({"people": "yes"}, "Enter the day, like 27 3 2027"),
        ({"people": "yes", **day("people_told_on", 11, 7, 2026)}, "The day cannot be in the future"),
        ({"people": "yes", **day("people_told_on", 9, 7, 2026)}, "cannot be before the problem was known"),
        ({"people": "yes", **day("people_told_on", 31, 2, 2026)}, "must be a real date"),
    ],
)
def test_closing_with_something_missing_says_what_and_closes_nothing(lead, evidence, change, said):
    post(lead, "evidence-report", evidence.pk, kind="child")
    words = shown(post(lead, "incident-detail", Incident.objects.get().pk, **(CLOSED | change)))
    assert said in words and "There is a problem" in words
    assert status_of(evidence) == "hidden"


def test_hold_stops_destroying_and_the_page_says_whom_to_ask(lead, evidence):
    post(lead, "evidence-report", evidence.pk, kind="child")
    hold = LegalHoldFactory(council=evidence.contract.council)
    words = shown(post(lead, "incident-detail", Incident.objects.get().pk, **CLOSED))
    assert f"Ask {hold.placed_by}, who placed the hold, to lift it first" in words
    assert status_of(evidence) == "hidden"


# --- Disposal ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def old():
    """A contract whose time is over."""
    return an_old_contract()


@pytest.fixture
def decider(old):
    return browser(lead_of(old.council))


def test_list_shows_what_is_due_by_which_rule(old, decider):
    proposal = a_proposal(contract=old)
    used(proposal.evidence, status="decided", decided_on=date(2018, 1, 1))
    words = page(decider, "disposal-list")
    for said in (proposal.evidence.original_name, old.title, proposal.rule, "31 January 2026", "Keep longer"):
        assert said in words


def test_name_of_a_file_that_was_never_sent_is_not_shown(old, decider):
    proposal = a_proposal(contract=old, original_name="register of pupils.pdf")
    for name in ("disposal-list", "disposal-approve"):
        assert "register of pupils" not in page(decider, name, proposal=proposal.pk)
    assert "register of pupils" not in page(decider, "disposal-keep", proposal.pk)


def test_all_on_the_page_are_ticked_by_a_link(old, decider):
    for _row in range(3):
        a_proposal(contract=old)
    address = reverse("disposal-list")
    assert decider.get(address).content.decode().count(" checked") == 0
    assert f"{address}?all=1" in decider.get(address).content.decode()
    assert decider.get(f"{address}?all=1").content.decode().count(" checked") == 3


def test_list_has_25_on_a_page_and_ticks_the_page_one_is_on(old, decider):
    for _row in range(30):
        a_proposal(contract=old)
    first = decider.get(reverse("disposal-list")).content.decode()
    assert first.count('name="proposal"') == 25
    following = re.search(r'href="([^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    second = decider.get(following).content.decode()
    assert second.count('name="proposal"') == 5
    ticked = re.search(r'href="([^"]*all=1[^"]*)"', second)[1].replace("&amp;", "&")
    assert decider.get(ticked).content.decode().count(" checked") == 5


def test_nothing_chosen_is_said_beside_the_list(old, decider):
    a_proposal(contract=old)
    words = page(decider, "disposal-approve")
    assert "There is a problem" in words and "Choose at least one file" in words


def test_confirm_page_says_what_goes_and_what_cannot(old, decider):
    going, held = a_proposal(contract=old), a_proposal(contract=old)
    LegalHoldFactory(council=old.council, evidence=held.evidence)
    words = shown(decider.get(reverse("disposal-approve"), {"proposal": [going.pk, held.pk]}))
    assert "Dispose of 1 file" in words and "This cannot be undone" in words and "It is on hold" in words
    assert DisposalCertificate.objects.count() == 0


def test_lead_disposes_of_several_and_is_told_what_stayed(old, decider):
    proposals = [a_proposal(contract=old) for _file in range(3)]
    LegalHoldFactory(council=old.council, evidence=proposals[0].evidence)
    words = shown(post(decider, "disposal-approve", proposal=[proposal.pk for proposal in proposals]))
    assert "2 files were disposed of." in words and f"A file of “{old.title}” stays. It is on hold." in words
    assert Evidence.objects.filter(status="disposed").count() == 2
    words = page(decider, "certificate-list")
    assert words.count(proposals[0].rule) == 2
    certificate = DisposalCertificate.objects.first()
    assert certificate.sha256 in page(decider, "certificate-detail", certificate.pk)


def test_files_a_colleague_decided_about_are_said_to_be_decided(old, decider):
    proposal = a_proposal(contract=old)
    post(decider, "disposal-approve", proposal=proposal.pk)
    assert "a colleague has decided" in shown(post(decider, "disposal-approve", proposal=[proposal.pk, "x", "9" * 30]))
    assert DisposalCertificate.objects.count() == 1


def test_files_of_another_council_are_neither_shown_nor_disposed_of(old, decider):
    other = a_proposal()
    assert other.evidence.contract.title not in page(decider, "disposal-list")
    post(decider, "disposal-approve", proposal=other.pk)
    assert status_of(other.evidence) == "available"


def test_auditor_sees_the_list_and_chooses_nothing(old):
    a_proposal(contract=old)
    auditor = browser(OfficerRoleFactory(council=old.council, role="auditor").user)
    response = auditor.get(reverse("disposal-list"))
    assert 'name="proposal"' not in response.content.decode()
    assert "The social value lead decides" in shown(response)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (day("until", 10, 7, 2026), "The day must be in the future"),
        (day("until", 31, 2, 2027), "Enter a real date"),
        ({"until_day": "", "until_month": "", "until_year": ""}, "Enter a real date"),
        ({"reason": ""}, "Say why it is still needed"),
        ({"reason": "Ask 01282 425011"}, "It looks like this names a person"),
    ],
)
def test_keeping_longer_with_something_missing_says_what(old, decider, change, said):
    proposal = a_proposal(contract=old)
    data = {"reason": "The audit is not done.", **day("until", 1, 2, 2027)} | change
    assert said in shown(post(decider, "disposal-keep", proposal.pk, **data))
    proposal.refresh_from_db()
    assert proposal.status == "proposed"


def test_lead_keeps_a_file_longer(old, decider):
    proposal = a_proposal(contract=old)
    data = {"reason": "The audit is not done.", **day("until", 1, 2, 2027)}
    words = shown(post(decider, "disposal-keep", proposal.pk, **data))
    assert "The file is kept" in words and "No file’s time is over" in words
    assert "has decided about this file already" in shown(post(decider, "disposal-keep", proposal.pk, **data))


# --- Holds and rules --------------------------------------------------------------------------------------------------
def test_lead_places_and_lifts_a_hold_on_a_contract(evidence, lead):
    contract = evidence.contract
    assert "Place a hold on all files" in page(lead, "contract-detail", contract.pk)
    words = shown(post(lead, "contract-hold", contract.pk, reason="Information request 123"))
    assert f"All files of “{contract.title}”" in words and "Information request 123" in words
    words = page(lead, "contract-detail", contract.pk)
    assert "On hold: none is disposed of" in words and "placed a hold" in words
    assert "It is not disposed of until the hold is lifted" in page(lead, "evidence-view", evidence.pk)
    assert "The hold is lifted." in shown(post(lead, "hold-lift", LegalHold.objects.get().pk))
    assert "Kept by the council’s rules" in page(lead, "contract-detail", contract.pk)
    assert "Information request 123" in page(lead, "hold-list", show="lifted")


@pytest.mark.parametrize("name", ["council-hold", "evidence-hold"])
def test_lead_holds_a_council_and_a_file(evidence, lead, name):
    thing = evidence if name == "evidence-hold" else evidence.contract.council
    assert "register of pupils" not in page(lead, name, thing.pk)
    post(lead, name, thing.pk, reason="A public inquiry")
    assert LegalHold.objects.get().evidence == (evidence if name == "evidence-hold" else None)


@pytest.mark.parametrize("reason", ["", "Ask 01282 425011"])
def test_hold_needs_a_reason_that_names_nobody(evidence, lead, reason):
    assert "There is a problem" in shown(post(lead, "contract-hold", evidence.contract_id, reason=reason))
    assert not LegalHold.objects.exists()


def test_supplier_is_not_told_of_holds(evidence):
    LegalHoldFactory(council=evidence.contract.council)
    assert "hold" not in page(browser(evidence.uploaded_by), "evidence-view", evidence.pk)


def test_rules_are_shown_and_changed(evidence, lead):
    council = evidence.contract.council
    assert "72 months after the end of the contract" in page(lead, "keeping-home")
    data = {"standard_months": 24, "standard_start": "approval"}
    data |= {"sensitive_months": 12, "sensitive_start": "approval"}
    words = shown(post(lead, "retention-edit", council.pk, **data))
    assert "24 months after the decision on the return" in words and "The rules are saved" in words


@pytest.mark.parametrize("months", ["", "0", "145", "many", "1.5"])
def test_rule_of_no_whole_number_of_months_is_refused(evidence, lead, months):
    data = {"standard_months": months, "standard_start": "approval"}
    data |= {"sensitive_months": "12", "sensitive_start": "approval"}
    words = shown(post(lead, "retention-edit", evidence.contract.council_id, **data))
    assert "Enter a whole number of months from 1 to 144" in words


def test_overview_and_its_page_about_files_count_what_waits(evidence, lead):
    council = evidence.contract.council
    for _row in range(2):
        IncidentFactory(evidence=EvidenceFactory(contract=evidence.contract, status="hidden"))
    DisposalProposalFactory(evidence=EvidenceFactory(contract=evidence.contract))
    LegalHoldFactory(council=council)
    assert "2 problems with files" in page(lead, "council-home")
    words = page(lead, "keeping-home")
    for said in ("2 problems to look into", "1 file whose time is over", "1 hold in force"):
        assert said in words


def test_rules_of_several_councils_stand_under_their_names(evidence):
    other = OfficerRoleFactory(role="social_value_lead")
    OfficerRoleFactory(council=evidence.contract.council, user=other.user, role="auditor")
    response = browser(other.user).get(reverse("keeping-home"))
    assert other.council.name in shown(response) and evidence.contract.council.name in shown(response)
    assert response.content.decode().count("/council/files/rules/") == 1


def test_member_of_the_supplier_gets_no_mail_about_its_own_report(evidence):
    MemberFactory(organisation=evidence.organisation)
    post(browser(evidence.uploaded_by), "evidence-report", evidence.pk, kind="other")
    assert {email.to for email in OutboundEmail.objects.all()} == {evidence.contract.council.contact_email}


@pytest.mark.parametrize("name", ["line-evidence", "line-record", "line-review"])
def test_lists_of_files_lead_to_reporting_a_problem(name):
    evidence = EvidenceFactory()
    line = used(evidence, status="draft" if name == "line-evidence" else "submitted").answer.line
    person = evidence.contract.manager if name == "line-review" else evidence.uploaded_by
    address = reverse("evidence-report", args=[evidence.pk])
    page_of_line = reverse(name, args=[line.supplier_return_id, line.number])
    assert address in browser(person).get(page_of_line).content.decode()
    Evidence.objects.update(status="hidden")
    assert address not in browser(person).get(page_of_line).content.decode()
