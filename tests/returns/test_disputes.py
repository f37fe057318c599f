"""A supplier says that a decision is wrong: once, in time; the council corrects it or keeps it with a reason."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from returns.actions.correcting import Difference, approve_correction, propose_correction
from returns.actions.disputing import keep_decision, raise_dispute
from returns.models import Dispute
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.returns.pages import address, browser, shown
from tests.returns.road import (
    codes,
    decide,
    finish,
    in_part,
    last_event,
    post,
    taken,
)

pytestmark = pytest.mark.django_db
WHY = "The list names four of them on its second page."


@pytest.fixture
def road(time_machine):
    """A return of two lines, decided on Monday 13 July 2026: 15 of 20 verified, and all of it."""
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = taken("count", "count")
    time_machine.move_to("2026-07-13T10:00:00+01:00")
    decide(road, 1, in_part(15))
    decide(road, 2)
    finish(road)
    post()
    return road


def line_of(road, number=1):
    return road.fresh().lines.select_related("verification", "supplier_return__contract__manager").get(number=number)


def dispute(road, **changes):
    return raise_dispute(**{"line": line_of(road), "reason": WHY, "by": road.editor, **changes})


def test_supplier_disputes_on_the_page_and_the_council_keeps_the_decision(road):
    client, officer = browser(road.editor), browser(road.second)
    page = shown(client.get(address(road, "return-detail")))
    assert "you can dispute it once, until Monday 27 July 2026" in page
    assert page.count("Dispute this decision") == 1
    form = address(road, "line-dispute", 1)
    assert "Say why the decision is wrong" in shown(client.post(form, {"words": " "}))
    assert "You have disputed the decision" in shown(client.post(form, {"words": WHY}, follow=True))
    assert "1 dispute to answer" in shown(officer.get(reverse("council-home")))
    assert WHY in shown(officer.get(reverse("dispute-list")))
    review = shown(officer.get(address(road, "line-review", 2)))
    assert "Verified in part Disputed" in review
    assert WHY in shown(officer.get(address(road, "line-review", 1)))

    keep = reverse("dispute-keep", args=[Dispute.objects.get().pk])
    assert "Say why the decision stays" in shown(officer.post(keep, {"words": ""}))
    answered = officer.post(keep, {"words": "They began in October."}, follow=True)
    assert "The decision stays. The supplier has been told" in shown(answered)
    assert "answered before" in shown(officer.post(keep, {"words": "Again."}, follow=True))
    page = shown(client.get(address(road, "return-detail")))
    assert "They began in October." in page and "Dispute this decision" not in page
    assert "that can be done once" in shown(client.get(form, follow=True))


def test_dispute_and_its_answer_are_recorded_and_told(road):
    at = last_event()
    raised = dispute(road)
    assert codes(road, at) == ["dispute.raised"]
    assert post() == [(road.officer.email, "A decision is disputed")]
    keep_decision(dispute=raised, reason="It stays.", by=road.second)
    assert codes(road, at) == ["dispute.raised", "dispute.kept"]
    assert (road.editor.email, "What you disputed was answered") in post()
    with pytest.raises(InvalidTransition):
        keep_decision(dispute=raised, reason="It stays.", by=road.second)


def correction(road, **rest):
    return propose_correction(
        line=line_of(road), difference=Difference(value=Decimal(2)), reason="Two more are shown.", by=road.officer
    )


def test_correction_answers_the_dispute_when_a_second_officer_approves_it(road):
    dispute(road)
    at = last_event()
    proposed = correction(road)
    assert Dispute.objects.get().status == "open"
    approve_correction(correction=proposed, reason="", by=road.second)
    answered = Dispute.objects.get()
    assert (answered.status, answered.correction, answered.answered_by) == ("corrected", proposed, road.second)
    assert codes(road, at) == ["correction.proposed", "dispute.corrected", "correction.approved"]
    assert line_of(road).verification.verified == 15
    assert "Corrected The supplier disputed" in shown(browser(road.editor).get(address(road, "return-detail")))


def test_correction_proposed_before_the_dispute_does_not_answer_it(road, time_machine):
    proposed = correction(road)
    time_machine.move_to("2026-07-14T10:00:00+01:00")
    dispute(road)
    approve_correction(correction=proposed, reason="", by=road.second)
    assert Dispute.objects.get().status == "open"


@pytest.mark.parametrize(("now", "holds"), [("2026-07-27T23:30:00+01:00", True), ("2026-07-28T00:30:00+01:00", False)])
def test_dispute_ends_after_ten_working_days(road, time_machine, now, holds):
    time_machine.move_to(now)
    if holds:
        assert dispute(road).line.number == 1
        return
    with pytest.raises(NotReady, match="27 July 2026"):
        dispute(road)
    assert "Dispute this decision" not in shown(browser(road.editor).get(address(road, "return-detail")))


def test_only_what_is_less_than_verified_is_disputed_and_once(road):
    with pytest.raises(NotReady):
        dispute(road, line=line_of(road, 2))
    dispute(road)
    with pytest.raises(NotReady):
        dispute(road)


def test_return_that_is_not_decided_is_not_disputed():
    road = taken()
    decide(road, 1, in_part(15))
    with pytest.raises(NotReady):
        dispute(road)


def test_who_may_dispute_and_answer(road):
    cast = road.everybody()
    for name in ("viewer", "other_supplier", "manager", "lead", "auditor", "other_council"):
        with pytest.raises(PermissionDenied):
            dispute(road, by=cast[name])
    raised = dispute(road, by=cast["admin"])
    for name in ("admin", "editor", "auditor", "other_council", "officer_and_member"):
        with pytest.raises(PermissionDenied):
            keep_decision(dispute=raised, reason="It stays.", by=cast[name])


def test_what_was_disputed_and_answered_never_changes(road):
    raised = dispute(road)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.update(reason="Something else.")
    keep_decision(dispute=raised, reason="It stays.", by=road.second)
    for change in ({"answer": "Not so."}, {"status": "open"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.all().delete()


def test_words_that_name_somebody_are_asked_about(road):
    page = shown(browser(road.editor).post(address(road, "line-dispute", 1), {"words": "Ask jo@example.org."}))
    assert "It looks like this names a person: email address" in page
    assert not Dispute.objects.exists()
