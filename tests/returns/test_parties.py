"""Consortium members and subcontractors answer what they deliver, and see nothing else of the return (SU12)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from returns.actions.answering import answer_words, declare_nil, tell_story
from returns.actions.reviewing import take_return
from returns.actions.submitting import submit_return
from returns.actions.waiving import waive_period
from suppliers.models import Commitment
from tests.factories import ContractFactory, ContractPartyFactory, MemberFactory, OfficerRoleFactory
from tests.returns.pages import address, browser, shown
from tests.returns.partners import add_partner, shared_road
from tests.returns.road import (
    DECLARED,
    answer,
    answer_all,
    ask,
    correct,
    decide_all,
    finish,
    next_period,
    open_road,
    post,
    send,
    send_back,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return shared_road(2, 3)


# --- What is to do ----------------------------------------------------------------------------------------------------
def test_partner_is_told_how_much_of_its_part_is_answered(shared):
    road, partner = shared
    answer(road, 1)
    assert "0 of 2 of your commitments answered" in shown(partner.browser().get(reverse("supplier-home")))
    answer(road, 2, by=partner.editor)
    assert "1 of 2 of your commitments answered" in shown(partner.browser().get(reverse("supplier-home")))
    assert "2 of 4 commitments answered" in shown(browser(road.editor).get(reverse("supplier-home")))


def test_partner_that_has_answered_all_has_nothing_to_do_until_it_is_sent(shared):
    road, partner = shared
    for number in (2, 3):
        answer(road, number, by=partner.editor)
    home = shown(partner.browser().get(reverse("supplier-home")))
    assert "You have nothing to do now" in home and "Your part is answered" in home
    assert f"{road.contract.supplier.name} sends the return" in home
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "Your part is answered" in tasks and "Check and send" not in tasks


def test_partner_sees_the_contract_with_its_own_commitments_only(shared):
    road, partner = shared
    ContractFactory(supplier=partner.organisation)  # with a single contract the list leads straight on
    listed = shown(partner.browser().get(reverse("commitment-list")))
    assert road.contract.title in listed and road.contract.council.name in listed
    page = shown(partner.browser().get(reverse("contract-progress", args=[road.contract.pk])))
    assert "Promise of money" in page and "Promise of hours" in page and "Promise of count" not in page
    assert "takes part in this contract" in page and "Contract manager" not in page
    assert "Promise of narrative" not in page


def test_partner_finds_a_period_only_with_a_line_of_its_own(shared, time_machine):
    road, partner = shared
    later = road.contract.periods.order_by("number")[1]
    Commitment.objects.filter(deliverer=partner.organisation).update(ends_on=later.starts_on.replace(day=1))
    Commitment.objects.filter(deliverer=partner.organisation).update(ends_on="2026-06-30")
    time_machine.move_to("2026-07-02T10:00:00+01:00")
    second = next_period(road, later.starts_on)
    assert second.lines.count() == 2
    assert partner.browser().get(reverse("return-detail", args=[second.pk])).status_code == 404
    assert shown(partner.browser().get(reverse("return-list"))).count(road.contract.title) == 2  # link and column


def test_partner_hears_of_the_next_return_only_if_it_delivers_in_it(shared):
    road, partner = shared
    for number in (2, 3):
        answer(road, number, by=partner.editor)
    assert "It opens on 1 July 2026" in shown(partner.browser().get(reverse("supplier-home")))
    Commitment.objects.filter(deliverer=partner.organisation).update(ends_on="2026-06-30")
    assert "It opens on" not in shown(partner.browser().get(reverse("supplier-home")))


def test_partner_is_told_of_a_waived_period_only_if_it_delivers_in_it(shared):
    road, partner = shared
    before = add_partner(road, 4, name="Quayside Training CIC")
    Commitment.objects.filter(deliverer=before.organisation).update(ends_on="2026-06-30")
    idle = MemberFactory(organisation=ContractPartyFactory(contract=road.contract).organisation, role="editor").user
    limited = MemberFactory(organisation=partner.organisation, role="editor", is_restricted=True).user
    post()
    waive_period(period=road.contract.periods.get(number=2), reason="No placements", by=road.officer)
    told = [address for address, subject in post() if subject == "No return is needed"]
    assert {road.editor.email, partner.editor.email} <= set(told)
    assert len(told) == len(set(told))
    assert not {partner.viewer.email, before.editor.email, idle.email, limited.email} & set(told)
    progress = reverse("contract-progress", args=[road.contract.pk])
    assert "No placements" in shown(partner.browser().get(progress))


# --- Answering --------------------------------------------------------------------------------------------------------
def test_partner_answers_its_line_page_by_page_under_the_number_of_the_return(shared):
    road, partner = shared
    client = partner.browser()
    tasks = client.get(address(road, "return-detail"))
    assert "2. Promise of money" in shown(tasks) and "1. Promise of count" not in shown(tasks)
    figure = client.get(address(road, "line-figure", 2))
    assert "Commitment 2, " in shown(figure) and "of 4" not in shown(figure)
    assert client.post(address(road, "line-figure", 2), {"figure": "25.50"}).url == address(road, "line-words", 2)
    client.post(address(road, "line-words", 2), {"narrative": "We bought from three firms next door."})
    after = client.post(address(road, "line-evidence", 2), {"action": "continue", "no_evidence_reason": "It follows."})
    assert after.url == address(road, "return-detail")
    assert road.row(2).answer.is_complete and not road.row(1).answer.is_complete


def test_supplier_sees_who_answers_and_may_answer_it_as_well(shared):
    road, partner = shared
    answer(road, 2, by=partner.editor)
    client = browser(road.editor)
    tasks = shown(client.get(address(road, "return-detail")))
    assert tasks.count("Answered by Harbour Works CIC") == 2
    assert client.get(address(road, "line-figure", 3)).status_code == 200
    answer_all(road)
    check = shown(client.get(address(road, "return-check")))
    assert "Harbour Works CIC" in check
    assert client.post(address(road, "return-check"), {"declarations": DECLARED}).url == address(road, "return-sent")
    reader = browser(road.officer)
    assert "Delivered by Harbour Works CIC" in shown(reader.get(address(road, "line-review", 2)))


def test_partners_viewer_reads_its_lines_and_writes_nothing(shared):
    road, partner = shared
    answer(road, 2, by=partner.editor)
    client = browser(partner.viewer)
    assert "You can read this" in shown(client.get(address(road, "return-detail")))
    assert "£25.50" in shown(client.get(address(road, "line-record", 2)))
    for name in ("line-figure", "line-words", "line-evidence"):
        assert client.get(address(road, name, 2)).status_code == 403
    with pytest.raises(PermissionDenied):
        answer_words(answer=road.row(2).answer, narrative="Us", by=partner.viewer)


def test_partner_writes_nothing_of_the_whole_and_no_line_of_others_by_any_action(shared):
    road, partner = shared
    answer_all(road)
    revision, by = road.sheet().revision, partner.editor
    for act in (
        lambda: answer_words(answer=road.row(1).answer, narrative="Us", by=by),
        lambda: tell_story(revision=revision, story="Ours", by=by),
        lambda: declare_nil(revision=revision, reason="None", by=by),
        lambda: submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_two_partners_know_nothing_of_one_another(shared):
    road, first = shared
    second = add_partner(road, 4, name="Quay Training Ltd", role="consortium")
    answer(road, 4, by=second.editor)
    tasks = shown(first.browser().get(address(road, "return-detail")))
    assert "Quay Training" not in tasks and "4. Promise" not in tasks
    assert first.browser().get(address(road, "line-record", 4)).status_code == 404
    assert second.browser().get(address(road, "line-record", 4)).status_code == 200
    assert second.browser().get(address(road, "line-record", 2)).status_code == 404


def test_person_of_both_organisations_has_the_whole(shared):
    road, partner = shared
    MemberFactory(organisation=road.contract.supplier, user=partner.editor, role="viewer")
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "1. Promise of count" in tasks and "4. Promise of narrative" in tasks


def test_nothing_to_report_is_told_without_its_reason(shared):
    road, partner = shared
    declare_nil(revision=road.sheet().revision, reason="The site is shut.", by=road.editor)
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "nothing to report for the whole period" in tasks and "The site is shut." not in tasks


# --- Sent, sent back, decided, corrected ------------------------------------------------------------------------------
def test_partner_reads_its_own_decisions_and_outcome_and_not_the_message(shared, time_machine):
    road, partner = shared
    tell_story(revision=road.sheet().revision, story="A story of the whole.", by=road.editor)
    send(road)
    sent = shown(partner.browser().get(address(road, "return-detail")))
    assert "Promise of money" in sent and "Promise of narrative" not in sent and "A story of the whole." not in sent
    assert partner.browser().get(address(road, "return-sent")).url == address(road, "return-detail")
    take(road)
    decide_all(road)
    post()
    finish(road, message="Commitment 1: well done.")
    decided = shown(partner.browser().get(address(road, "return-detail")))
    assert "What the council decided" in decided and "Commitment 1: well done." not in decided
    assert partner.editor.email in dict(post())
    correct(road, 2, value=-1)
    assert (partner.editor.email, "A verified figure was corrected") in post()
    assert "Corrected on" in shown(partner.browser().get(address(road, "return-detail")))
    correct(road, 1, value=-1)
    assert partner.editor.email not in dict(post())


def test_question_about_its_line_is_to_do_for_the_partner_and_others_are_not(shared):
    road, partner = shared
    send(road)
    take(road)
    ask(road, 1, "Which months, and who?")
    post()
    send_back(road, 2, message="About 1 and 2.")
    assert {partner.editor.email, road.editor.email} <= set(dict(post()))
    assert "1 commitment to change" in shown(partner.browser().get(reverse("supplier-home")))
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "asks for a change to 1 commitment of yours" in tasks
    assert "Which months were these?" in tasks
    assert "Which months, and who?" not in tasks and "About 1 and 2." not in tasks
    answer(road, 2, by=partner.editor)
    assert "Your part is answered" in shown(partner.browser().get(address(road, "return-detail")))


def test_partner_without_a_question_gets_no_word_and_has_nothing_to_do(shared):
    road, partner = shared
    send(road)
    take(road)
    post()
    send_back(road, 1)
    assert partner.editor.email not in dict(post())
    home = shown(partner.browser().get(reverse("supplier-home")))
    assert "You have nothing to do now" in home and "Your part is answered" in home
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "asks for no change to what your organisation delivers" in tasks


def test_outcome_of_a_part_is_that_of_its_lines(shared):
    road, partner = shared
    send(road)
    take(road)
    decide_all(road)
    finish(road)
    lines = road.fresh().lines
    assert lines.count() == 4
    row = shown(partner.browser().get(reverse("return-list")))
    assert "Approved" in row and "in part" not in row


# --- Separation of duties ---------------------------------------------------------------------------------------------
def test_officer_who_belongs_to_a_partner_never_judges_the_return(shared):
    road, partner = shared
    send(road)
    both = OfficerRoleFactory(council=road.contract.council, user=partner.editor).user
    client = browser(both)
    assert client.post(address(road, "return-take")).status_code == 403
    with pytest.raises(PermissionDenied):
        take_return(supplier_return=road.fresh(), by=User.objects.get(pk=both.pk))
    client.post(reverse("return-take-next"))
    assert road.fresh().status == "submitted"
    period = road.contract.periods.last()
    assert client.get(reverse("period-waive", args=[period.pk])).status_code == 403


def test_officer_who_belongs_to_a_partner_elsewhere_judges_as_before(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road()
    send(road)
    elsewhere = ContractPartyFactory().organisation
    MemberFactory(organisation=elsewhere, user=road.officer)
    assert take_return(supplier_return=road.fresh(), by=User.objects.get(pk=road.officer.pk)).status == "under_review"
