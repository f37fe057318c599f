"""How sure a figure is: each rung from its own rows, none taken for another, and shown wherever a figure is."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.auditing import mark_line
from returns.ladder import RUNGS, commitment_with_ladder, ladder_of_line
from returns.models import AuditMark, Confirmation, Evidence
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, EvidenceUseFactory, MeasureFactory, OfficerRoleFactory
from tests.returns.pages import browser, shown
from tests.returns.road import (
    Figure,
    correct,
    decide,
    decide_all,
    finish,
    in_part,
    last_event,
    next_period,
    not_at_all,
    open_road,
    post,
    send,
    take,
)
from tests.returns.test_confirming import ask, fresh, line_of, say

pytestmark = pytest.mark.django_db
TEN = Figure(claimed=Decimal(10))
LAST_DAY = "2026-07-06T10:00:00+01:00"


@pytest.fixture
def road(time_machine):
    """An open return with one line of hours."""
    time_machine.move_to(LAST_DAY, tick=False)
    return open_road("hours")


@pytest.fixture
def auditor(road):
    return OfficerRoleFactory(council=road.contract.council, role="auditor").user


def add_file(road, **more) -> Evidence:
    evidence = EvidenceFactory(contract=road.contract, **more)
    EvidenceUseFactory(answer=road.row().answer, evidence=evidence)
    return evidence


def sent(road):
    send(road, line_1=TEN)
    return road


def decided(road, decision=None):
    sent(road)
    take(road)
    decide(road, 1, decision) if decision else decide_all(road)
    finish(road)
    return road


def rungs(road) -> dict[str, str]:
    """What each rung of the road's line says; those that are reached begin with a star."""
    return said(ladder_of_line(line_of(road)))


def said(ladder) -> dict[str, str]:
    return {rung.key: ("*" if rung.is_reached else "") + rung.words for rung in ladder}


def steps(**changed) -> dict[str, str]:
    """All five, not reached beyond the claim of 10 unless said otherwise."""
    return {**dict.fromkeys(RUNGS, "Not yet"), "claimed": "*10 hours", **changed}


# --- The rungs --------------------------------------------------------------------------------------------------------
def test_what_was_sent_is_claimed_and_nothing_more(road):
    assert rungs(sent(road)) == steps()


def test_file_that_is_ready_is_evidence(road):
    add_file(road)
    assert rungs(sent(road)) == steps(evidenced="*10 hours")


@pytest.mark.parametrize("status", ["hidden", "removed"])
def test_file_that_bears_nothing_out_is_none(road, status):
    evidence = add_file(road)
    sent(road)
    Evidence.objects.filter(pk=evidence.pk).update(status=status)
    assert rungs(road) == steps()


def test_file_whose_time_was_over_was_there(road):
    evidence = add_file(road)
    sent(road)
    Evidence.objects.filter(pk=evidence.pk).update(status="disposed")
    assert rungs(road) == steps(evidenced="*10 hours")


def test_decision_counts_once_the_return_is_decided(road):
    sent(road)
    take(road)
    decide_all(road)
    assert rungs(road) == steps(), "until then it is the officer's own"
    finish(road)
    assert rungs(road) == steps(verified="*10 hours")


def test_each_rung_has_its_own_figure(road, auditor):
    add_file(road)
    decided(road, in_part(8))
    say(ask(road, figure=Decimal(3)))
    correct(road, value=-1)
    mark_line(line=line_of(road), is_agreed=True, note="", by=auditor)
    assert rungs(road) == {
        "claimed": "*10 hours",
        "evidenced": "*10 hours",
        "verified": "*7 hours",
        "confirmed": "*3 hours, 1 organisation received it",
        "audited": "*7 hours",
    }


def test_rung_may_be_reached_without_the_ones_below(road):
    sent(road)
    say(ask(road, figure=Decimal(4)))
    assert rungs(road) == steps(confirmed="*4 hours, 1 organisation received it")


def test_nothing_verified_is_said(road):
    sent(road)
    take(road)
    decide(road, 1, not_at_all(road.row(1, sent=True)))
    finish(road)
    assert rungs(road) == steps(verified="Not yet, nothing was verified")


def test_only_received_confirms_and_other_answers_stand_beside_it(road, time_machine):
    sent(road)
    for number, answer in enumerate(("partly", "not_received", "not_useful")):
        say(ask(road, email=f"office@charity{number}.example", figure=Decimal(1)), answer)
    assert rungs(road)["confirmed"] == "Not yet, 3 say otherwise"
    ask(road, figure=Decimal(1))
    say(ask(road, email="hall@village.example", figure=Decimal(2)))
    assert rungs(road)["confirmed"] == "*2 hours, 1 organisation received it, 3 say otherwise, 1 has not answered"
    time_machine.move_to("2026-09-30T10:00:00+01:00", tick=False)
    assert "not answered" not in rungs(road)["confirmed"], "the link is over"


def test_many_files_confirmations_and_corrections_multiply_nothing(road, auditor):
    for _each in range(3):
        add_file(road)
    decided(road)
    for number in range(3):
        say(ask(road, email=f"office@charity{number}.example", figure=Decimal(2)))
    correct(road, value=-1)
    correct(road, value=-1)
    for _each in range(2):
        mark_line(line=line_of(road), is_agreed=True, note="", by=auditor)
    assert rungs(road) == {
        "claimed": "*10 hours",
        "evidenced": "*10 hours",
        "verified": "*8 hours",
        "confirmed": "*6 hours, 3 organisations received it",
        "audited": "*8 hours",
    }


@pytest.mark.parametrize(
    ("kind", "claimed"), [("percent", "*"), ("narrative", "*Yes"), ("milestone", "*Yes"), ("money", "*£")]
)
def test_every_kind_of_measure_has_a_ladder(time_machine, kind, claimed):
    time_machine.move_to(LAST_DAY, tick=False)
    road = open_road(kind)
    send(road)
    confirmation = ask(road, figure=Decimal(1) if kind == "money" else None)
    say(confirmation)
    take(road)
    decide_all(road)
    finish(road)
    found = rungs(road)
    assert found["claimed"].startswith(claimed) and found["verified"] == found["claimed"]
    assert found["confirmed"].endswith("1 organisation received it")
    assert kind == "money" or found["confirmed"].startswith("*Yes")


def test_commitment_adds_its_returns_up_rung_by_rung(road, auditor):
    add_file(road)
    decided(road)
    say(ask(road, figure=Decimal(3)))
    mark_line(line=line_of(road), is_agreed=False, note="Counted twice.", by=auditor)
    first = road.supplier_return
    next_period(road, first.period.ends_before.replace(day=5))
    send(road, line_1=Figure(claimed=Decimal(30)))
    say(ask(road, figure=Decimal(5)))
    progress = commitment_with_ladder(road.commitments[0], today=first.period.ends_before)
    assert said(progress.ladder) == {
        "claimed": "*40 hours",
        "evidenced": "*10 hours",
        "verified": "*10 hours",
        "confirmed": "*8 hours, 2 organisations received it",
        "audited": "Not yet, the auditor disagrees in 1 return",
    }


# --- Audit ------------------------------------------------------------------------------------------------------------
def test_auditor_marks_a_decided_line_and_a_changed_mind_is_a_new_mark(road, auditor):
    decided(road)
    post()
    since = last_event()
    mark_line(line=line_of(road), is_agreed=False, note="The letter is of another year.", by=auditor)
    event = AuditEvent.objects.get(event="line.audited", pk__gt=since)
    assert sentence_for(event).endswith(
        "audited commitment 1: the verified figure does not hold. The letter is of another year."
    )
    assert post() == [(road.officer.email, "An auditor does not agree with a verified figure")]
    assert rungs(road)["audited"] == "Not yet, the auditor disagrees in 1 return"
    mark_line(line=line_of(road), is_agreed=True, note="The right letter came.", by=auditor)
    assert rungs(road)["audited"] == "*10 hours"
    assert post() == []


def test_only_what_is_decided_is_audited(road, auditor):
    sent(road)
    with pytest.raises(InvalidTransition):
        mark_line(line=line_of(road), is_agreed=True, note="", by=auditor)


def test_nobody_but_an_auditor_on_neither_side_audits(road, auditor):
    decided(road)
    cast = road.everybody()
    OfficerRoleFactory(council=road.contract.council, user=cast["officer_and_member"], role="auditor")
    for who in ("admin", "manager", "lead", "officer_and_member", "other_council"):
        with pytest.raises(PermissionDenied):
            mark_line(line=line_of(road), is_agreed=True, note="", by=fresh(cast[who]))


def test_nobody_audits_their_own_decision(road):
    decided(road)
    OfficerRoleFactory(council=road.contract.council, user=road.officer, role="auditor")
    with pytest.raises(PermissionDenied):
        mark_line(line=line_of(road), is_agreed=True, note="", by=fresh(road.officer))


def test_mark_stays_and_disagreeing_needs_a_note(road, auditor):
    decided(road)
    mark = mark_line(line=line_of(road), is_agreed=True, note="", by=auditor)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditMark.objects.filter(pk=mark.pk).update(is_agreed=F("is_agreed"))
    with pytest.raises(IntegrityError), transaction.atomic():
        mark_line(line=line_of(road), is_agreed=False, note="", by=auditor)


# --- Where it is shown ------------------------------------------------------------------------------------------------
def test_ladder_is_shown_wherever_a_figure_of_a_line_is(road):
    decided(road)
    say(ask(road, figure=Decimal(3)))
    of_supplier = ("return-detail", road.supplier_return.pk), ("contract-progress", road.contract.pk)
    of_officer = ("return-review", road.supplier_return.pk), ("contract-detail", road.contract.pk)
    of_both = (("commitment-detail", road.commitments[0].pk), ("confirmation-list", line_of(road).pk))
    for person, pages in ((road.editor, (*of_supplier, *of_both)), (road.officer, (*of_officer, *of_both))):
        for name, pk in pages:
            page = shown(browser(fresh(person)).get(reverse(name, args=[pk])))
            assert "Confirmed by those who benefited 3 hours 1 organisation received it" in page, name
            assert "Verified by an officer 10 hours" in page, name


def test_supplier_sees_no_decision_before_the_return_is_decided(road):
    sent(road)
    take(road)
    decide(road, 1, in_part(6))
    page = shown(browser(fresh(road.editor)).get(reverse("return-detail", args=[road.supplier_return.pk])))
    assert "Verified by an officer Not yet" in page and "6 hours" not in page


def test_pages_of_asking_say_what_is_wrong_beside_the_field(road):
    sent(road)
    path = reverse("confirmation-ask", args=[line_of(road).pk])
    client = browser(fresh(road.editor))
    data = {"organisation_name": "Village Hall", "email": road.editor.email, "figure": "20"}
    assert "Confirm that this is the address of an organisation" in shown(client.post(path, data))
    page = shown(client.post(path, {**data, "is_organisation": "on"}))
    assert "Enter 10 hours or less" in page and "Enter an address of the organisation that benefited" in page
    named = {**data, "organisation_name": "Call 07700 900123", "is_organisation": "on"}
    assert "It looks like this names a person" in shown(client.post(path, named))
    assert not Confirmation.objects.exists()


def test_supplier_reads_what_the_council_asked_without_the_address(road):
    sent(road)
    ask(road, by=road.officer)
    path = reverse("confirmation-list", args=[line_of(road).pk])
    page = shown(browser(fresh(road.editor)).get(path))
    assert "Harbour Food Bank" in page and "office@foodbank.example" not in page and "Withdraw" not in page
    assert "office@foodbank.example" in shown(browser(fresh(road.officer)).get(path))


def test_page_of_a_protected_measure_says_why_nobody_is_asked(time_machine):
    time_machine.move_to(LAST_DAY, tick=False)
    measure = MeasureFactory(value_type="hours", sensitivity="looked-after children", photos="no")
    road = open_road(measure, framework_version=measure.version)
    send(road)
    pk, client = line_of(road).pk, browser(fresh(road.editor))
    page = shown(client.get(reverse("confirmation-list", args=[pk])))
    assert "the question alone could say who they are" in page and "Ask an organisation" not in page
    assert client.get(reverse("confirmation-ask", args=[pk])).status_code == 302
