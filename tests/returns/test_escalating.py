"""When a promise falls short: a case goes up the ladder in dated steps, and the supplier replies and plans."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from returns.actions.escalating import close_escalation, open_escalation, reply_to_step, take_step
from returns.actions.plans import Planned, accept_plan, finish_plan, propose_plan, report_action, return_plan
from returns.escalating import Step, load_case
from returns.models import Escalation, EscalationStep, PlanAction, RemedialPlan, StepReply
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import CommitmentFactory, ContractPartyFactory, MemberFactory
from tests.returns.pages import browser, shown
from tests.returns.road import codes, last_event, open_road, post

pytestmark = pytest.mark.django_db
WHY = "Five of 100 placements were verified by now."
NOW = "2026-12-14T10:00:00Z"
ACTIONS = (Planned("Open two evening groups", "Site manager", date(2027, 1, 29), "20 more"),
           Planned("Visit three schools", "Outreach lead", date(2027, 2, 26)))  # fmt: skip


@pytest.fixture
def road(time_machine):
    """An active contract with two promises, on Monday 14 December 2026."""
    road = open_road("count", "count", today=date(2026, 12, 1))
    time_machine.move_to(NOW)
    return road


def started(road, level=1, **rest):
    step = Step(level, WHY, **rest)
    return open_escalation(contract=road.contract, commitments=road.commitments[:1], step=step, by=road.officer)


def next_step(road, case, level, by=None, **rest):
    return take_step(escalation=fresh(case), step=Step(level, WHY, **rest), by=by or road.officer)


def fresh(case):
    return Escalation.objects.select_related("contract__council").get(pk=case.pk)


def planned(road, case):
    return propose_plan(escalation=fresh(case), cause="Two groups closed.", actions=ACTIONS, by=road.editor)


def form_of_day(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


# --- On the pages -----------------------------------------------------------------------------------------------------
def test_officer_opens_a_case_and_the_supplier_reads_it_and_replies(road):
    officer, supplier = browser(road.officer), browser(road.editor)
    page = shown(officer.get(reverse("contract-detail", args=[road.contract.pk])))
    assert "Open a case about promises that fall short" in page
    form = reverse("escalation-open", args=[road.contract.pk])
    errors = shown(officer.post(form, {"words": ""}))
    for error in ("Choose at least one commitment", "Choose the first step", "Write what the council says"):
        assert error in errors
    notice = {"commitments": [road.commitments[0].pk], "first": "3", "words": WHY}
    errors = shown(officer.post(form, notice))
    assert "Name the requirement that is not met" in errors
    assert "Enter the day by which the supplier must improve" in errors
    notice |= {"requirement": "Clause 12", **form_of_day("due_on", date(2027, 2, 26))}
    assert "The case is open." in shown(officer.post(form, notice, follow=True))

    assert "Read what" in shown(supplier.get(reverse("supplier-home")))
    case = Escalation.objects.get()
    detail = reverse("escalation-detail", args=[case.pk])
    page = shown(supplier.get(detail))
    assert "1. Formal performance notice" in page and "Clause 12" in page
    assert "Friday 26 February 2027, in 2 months" in page and "Take the next step" not in page
    reply = reverse("step-reply", args=[case.pk, 1])
    assert "Write your reply" in shown(supplier.post(reply, {"words": ""}))
    assert "Your reply has been sent." in shown(supplier.post(reply, {"words": "We will."}, follow=True))
    assert "cannot be done any more" in shown(supplier.post(reply, {"words": "Again."}, follow=True))
    assert StepReply.objects.get().words == "We will."
    assert "We will." in shown(officer.get(detail))
    assert "Promises that fall short" not in shown(supplier.get(reverse("supplier-home")))


def test_supplier_proposes_a_plan_the_officer_returns_it_and_accepts_the_next(road):
    officer, supplier = browser(road.officer), browser(road.editor)
    case = started(road, 2)
    home = shown(supplier.get(reverse("supplier-home")))
    assert "Propose a plan to catch up for" in home
    form = reverse("plan-propose", args=[case.pk])
    assert "by Wednesday 30 December 2026" in shown(supplier.get(form))
    errors = shown(supplier.post(form, {"owner_1": "Site manager"}))
    for error in ("Write why it falls short", "Action 1: write what you will do", "Action 1: enter the day"):
        assert error in errors
    first = {"words_1": "Open two groups", "owner_1": "Site manager", "catch_up_1": "20 more"}
    plan = {"cause": "Two groups closed.", **first, **form_of_day("due_on_1", date(2027, 1, 29))}
    assert "Your plan has been sent." in shown(supplier.post(form, plan, follow=True))
    assert "1 case to go on with" in shown(officer.get(reverse("council-home")))
    answer = reverse("plan-answer", args=[case.pk])
    assert "Say what the plan lacks" in shown(officer.post(answer, {"action": "return", "words": ""}))
    officer.post(answer, {"action": "return", "words": "Say what it brings by March."})
    assert "Say what it brings by March." in shown(supplier.get(reverse("escalation-detail", args=[case.pk])))
    supplier.post(form, plan)
    officer.post(answer, {"action": "accept", "words": ""})
    assert "Report on your plan for" in shown(supplier.get(reverse("supplier-home")))

    done = reverse("plan-report", args=[case.pk, 1])
    assert "Write what you did" in shown(supplier.post(done, {"words": ""}))
    assert "Your report has been sent." in shown(supplier.post(done, {"words": "Both are open."}, follow=True))
    finish = reverse("plan-finish", args=[case.pk])
    assert "Choose what came of the plan" in shown(officer.post(finish, {"words": ""}))
    officer.post(finish, {"outcome": "completed", "words": "22 more were verified."})
    close = reverse("escalation-close", args=[case.pk])
    assert "Choose what came of it" in shown(officer.post(close, {"words": ""}))
    page = shown(officer.post(close, {"result": "improved", "words": "It caught up."}, follow=True))
    assert "Closed: it improved" in page and "It caught up." in page
    assert [plan.status for plan in RemedialPlan.objects.order_by("pk")] == ["returned", "completed"]


def test_list_shows_each_side_its_own_cases(road):
    case = started(road)
    close_escalation(escalation=fresh(started(road)), result="withdrawn", reason="By mistake.", by=road.officer)
    listed = reverse("escalation-list")
    for person in (road.officer, road.editor):
        page = shown(browser(person).get(listed))
        assert f"case {case.pk}" in page and "Withdrawn" not in page
        assert "Withdrawn" in shown(browser(person).get(f"{listed}?show=closed&contract={road.contract.pk}"))
    assert "No cases of this kind" in shown(browser(MemberFactory().user).get(f"{listed}?show=all"))


def test_step_is_corrected_by_a_further_one_on_its_own_page(road):
    case, officer = started(road), browser(road.officer)
    correct = reverse("step-correct", args=[case.pk, 1])
    assert "Step 1 stays as it is." in shown(officer.get(correct))
    officer.post(correct, {"words": "It is five of 90."})
    first, second = EscalationStep.objects.order_by("number")
    assert (first.words, second.words, second.corrects) == (WHY, "It is five of 90.", first)


# --- The ladder -------------------------------------------------------------------------------------------------------
def test_steps_go_up_and_a_meeting_is_noted_any_time(road):
    case = started(road)
    next_step(road, case, 3, requirement="Clause 12", due_on=date(2027, 2, 26))
    next_step(road, case, 0)
    for lower in (1, 2):
        with pytest.raises(NotReady, match="cannot be taken now"):
            next_step(road, case, lower)
    for unearned in (4, 6):
        with pytest.raises(NotReady):
            next_step(road, case, unearned)
    assert next_step(road, case, 5).number == 4


@pytest.mark.parametrize("missing", [{"requirement": "Clause 12"}, {"due_on": date(2027, 2, 26)},
                                     {"requirement": "Clause 12", "due_on": date(2026, 12, 14)}])  # fmt: skip
def test_formal_notice_names_the_requirement_and_a_day_that_lies_ahead(road, missing):
    with pytest.raises(NotReady):
        started(road, 3, **missing)


@pytest.mark.parametrize(("nation", "due_on"), [("ENG", date(2026, 12, 30)), ("SCT", date(2026, 12, 30)),
                                                ("NIR", date(2026, 12, 30))])  # fmt: skip
def test_plan_is_due_after_ten_working_days_of_the_nation(road, nation, due_on):
    type(road.contract.council).objects.update(nation=nation)
    road.contract.council.refresh_from_db()
    assert started(road, 2).steps.get().due_on == due_on


def test_bank_holidays_of_the_nation_count(road, time_machine):
    """2 January is a holiday in Scotland alone, and 4 January 2027 in its place for what fell on the weekend."""
    time_machine.move_to("2026-12-21T10:00:00Z")
    days = {}
    for nation in ("ENG", "SCT"):
        type(road.contract.council).objects.update(nation=nation)
        road.contract.council.refresh_from_db()
        days[nation] = started(road, 2).steps.get().due_on
    assert days == {"ENG": date(2027, 1, 7), "SCT": date(2027, 1, 8)}


def test_plan_is_asked_for_again_only_when_there_is_none(road):
    case = started(road, 2)
    plan = planned(road, case)
    with pytest.raises(NotReady):
        next_step(road, case, 2)
    with pytest.raises(InvalidTransition):
        planned(road, case)
    return_plan(plan=plan, words="More.", by=road.officer)
    planned(road, case)


def test_case_is_about_agreed_promises_of_its_contract(road):
    other = CommitmentFactory()
    with pytest.raises(NotReady, match="Choose at least one commitment"):
        open_escalation(contract=road.contract, commitments=[other], step=Step(1, WHY), by=road.officer)
    assert not Escalation.objects.exists()


def test_last_report_hands_the_plan_to_the_council(road):
    plan = planned(road, started(road, 2))
    accept_plan(plan=plan, by=road.officer)
    first, second = plan.actions.order_by("number")
    report_action(action=first, words="Done.", by=road.editor)
    assert RemedialPlan.objects.get().status == "agreed"
    with pytest.raises(InvalidTransition):
        report_action(action=first, words="Again.", by=road.editor)
    report_action(action=second, words="Done.", by=road.editor)
    assert RemedialPlan.objects.get().status == "reported"


def test_case_closes_when_nothing_in_it_is_open(road):
    case = started(road, 2)
    plan = planned(road, case)
    with pytest.raises(NotReady, match="what came of the plan"):
        close_escalation(escalation=fresh(case), result="improved", reason="Good.", by=road.officer)
    accept_plan(plan=plan, by=road.officer)
    finish_plan(plan=plan, is_completed=False, words="Nothing was done.", by=road.officer)
    close_escalation(escalation=fresh(case), result="not_improved", reason="No change.", by=road.officer)
    with pytest.raises(InvalidTransition):
        next_step(road, case, 5)
    with pytest.raises(InvalidTransition):
        reply_to_step(step=case.steps.get(), words="Too late.", by=road.editor)


# --- Events and e-mails -----------------------------------------------------------------------------------------------
def test_each_side_is_told_and_all_of_it_is_recorded(road):
    at = last_event()
    case = started(road, 2)
    supplier, officer = road.editor.email, road.officer.email
    assert (supplier, "The council has taken a step about one of your contracts") in post()
    reply_to_step(step=case.steps.get(), words="We plan.", by=road.editor)
    assert post() == [(officer, "A supplier has replied")]
    plan = planned(road, case)
    assert post() == [(officer, "A plan to catch up waits for you")]
    return_plan(plan=plan, words="More.", by=road.officer)
    plan = planned(road, case)
    post()
    accept_plan(plan=plan, by=road.officer)
    assert (supplier, "The council has answered your plan") in post()
    for action in plan.actions.all():
        report_action(action=action, words="Done.", by=road.editor)
    assert post() == [(officer, "A supplier has done something it planned")] * 2
    plan.refresh_from_db()
    finish_plan(plan=plan, is_completed=True, words="22 more.", by=road.officer)
    assert (supplier, "The council says what came of your plan") in post()
    close_escalation(escalation=fresh(case), result="improved", reason="It caught up.", by=road.officer)
    assert (supplier, "The council has closed a case") in post()
    assert codes(road, at) == [
        "escalation.opened", "step.taken", "step.replied", "plan.proposed", "plan.returned", "plan.proposed",
        "plan.accepted", "plan_action.reported", "plan_action.reported", "plan.completed", "escalation.closed",
    ]  # fmt: skip
    history = shown(browser(road.officer).get(reverse("contract-history", args=[road.contract.pk])))
    assert f"took step 1 in case {case.pk}: Request for a plan to catch up" in history
    assert f"closed case {case.pk}: Closed: it improved. It caught up." in history


def test_plan_that_failed_is_recorded_with_what_was_found(road):
    at = last_event()
    plan = planned(road, started(road, 2))
    accept_plan(plan=plan, by=road.officer)
    finish_plan(plan=plan, is_completed=False, words="Nothing was done.", by=road.officer)
    assert codes(road, at)[-1] == "plan.failed"


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_who_may_take_steps_and_reply(road):
    cast = road.everybody()
    for name in ("viewer", "editor", "other_supplier", "auditor", "other_council", "officer_and_member"):
        with pytest.raises(PermissionDenied):
            open_escalation(contract=road.contract, commitments=road.commitments, step=Step(1, WHY), by=cast[name])
    case = started(road, 2)
    for name in ("viewer", "other_supplier", "manager", "lead", "auditor", "other_council"):
        with pytest.raises(PermissionDenied):
            reply_to_step(step=case.steps.get(), words="We will.", by=cast[name])
        with pytest.raises(PermissionDenied):
            propose_plan(escalation=case, cause="Why.", actions=ACTIONS, by=cast[name])
    plan = propose_plan(escalation=case, cause="Why.", actions=ACTIONS, by=cast["admin"])
    for name in ("admin", "editor", "auditor", "other_council", "officer_and_member"):
        with pytest.raises(PermissionDenied):
            accept_plan(plan=plan, by=cast[name])
        with pytest.raises(PermissionDenied):
            take_step(escalation=case, step=Step(1, WHY), by=cast[name])
        with pytest.raises(PermissionDenied):
            close_escalation(escalation=case, result="improved", reason="Good.", by=cast[name])


def test_who_only_takes_part_does_not_see_the_case(road):
    partner = ContractPartyFactory(contract=road.contract)
    person = MemberFactory(organisation=partner.organisation, role="admin").user
    case = started(road)
    assert browser(person).get(reverse("escalation-detail", args=[case.pk])).status_code == 404
    assert "No cases" in shown(browser(person).get(reverse("escalation-list")))


# --- What never changes -----------------------------------------------------------------------------------------------
def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_nothing_that_was_said_changes_or_goes(road):
    case = started(road, 2)
    reply_to_step(step=case.steps.get(), words="We plan.", by=road.editor)
    plan = planned(road, case)
    refused(lambda: EscalationStep.objects.update(words="Something else."))
    refused(lambda: EscalationStep.objects.update(due_on=date(2027, 1, 1)))
    refused(lambda: StepReply.objects.update(words="Something else."))
    refused(lambda: RemedialPlan.objects.update(cause="Something else."))
    refused(lambda: PlanAction.objects.update(due_on=date(2027, 5, 1)))
    refused(lambda: Escalation.commitments.through.objects.all().delete())
    refused(lambda: case.commitments.add(road.commitments[1]))
    for model in (StepReply, PlanAction, RemedialPlan, EscalationStep, Escalation):
        refused(lambda model=model: model.objects.all()._raw_delete("default"))
    accept_plan(plan=plan, by=road.officer)
    refused(lambda: RemedialPlan.objects.update(answer="Something else."))
    report_action(action=plan.actions.first(), words="Done.", by=road.editor)
    refused(lambda: PlanAction.objects.filter(number=1).update(report="Not done."))


def test_closed_case_stays_closed_whoever_asks(road):
    case = started(road)
    close_escalation(escalation=fresh(case), result="withdrawn", reason="By mistake.", by=road.officer)
    refused(lambda: Escalation.objects.update(status="open", closed_at=None, closed_by=None, closing_reason=""))
    late = {"level": 1, "words": WHY, "taken_at": case.opened_at, "taken_by": road.officer}
    refused(lambda: EscalationStep.objects.create(escalation=case, number=2, **late))


def test_words_that_name_somebody_are_asked_about(road):
    form = reverse("escalation-open", args=[road.contract.pk])
    named = {"commitments": [road.commitments[0].pk], "first": "1", "words": "Ask jo@example.org."}
    assert "It looks like this names a person: email address" in shown(browser(road.officer).post(form, named))
    assert not Escalation.objects.exists()
    assert load_case(started(road)).highest == 1
