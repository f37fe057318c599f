"""Assessing performance against statutory KPIs: when, what is suggested, what is kept, and the notice (section 71)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.answering import Figure
from returns.actions.assessing import Assessed, assess_contract
from returns.assessing import contracts_to_assess, next_due, with_assessed
from returns.models import KpiAssessment, KpiRating
from suppliers.actions.kpis import mark_kpis
from suppliers.actions.rating import set_ratings
from suppliers.checks import NotReady
from suppliers.models import Contract, Rating
from suppliers.rating import USUAL, Thresholds
from tests.factories import CommitmentFactory, MeasureFactory, OfficerRoleFactory
from tests.guards.pages_rating import an_assessment
from tests.returns import road as roads
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
NOW = date(2026, 7, 20)
LARGE = {"legal_basis": "PA2023", "value_gross": Decimal(8_000_000), "ends_on": date(2028, 3, 31)}
REASON = "The second intake comes later."


@pytest.fixture
def road(time_machine):
    """Two KPIs, of which one is verified in full and the other at a fifth; a third promise is claimed but no KPI."""
    time_machine.move_to("2026-07-20T10:00:00Z", tick=False)
    made = roads.open_road("count", "hours", "money", commitment={"target": Decimal(160)}, **LARGE)
    roads.send(made, line_1=Figure(claimed=Decimal(20)), line_2=Figure(claimed=Decimal(20)))
    roads.take(made)
    roads.decide(made, 1)
    roads.decide(made, 2, roads.in_part(4))
    roads.decide(made, 3)
    roads.finish(made)
    kpis = {commitment.pk for commitment in made.commitments[:2]}
    mark_kpis(contract=made.contract, commitments=kpis, by=made.officer)
    return made


def with_words(contract) -> Contract:
    return with_assessed(Contract.objects.filter(pk=contract.pk), on=NOW).get()


def assess(road, *ratings: str, reason: str = "", by=None, today=NOW) -> KpiAssessment:
    decided = {
        commitment.pk: Assessed(rating, reason) for commitment, rating in zip(road.commitments, ratings, strict=False)
    }
    return assess_contract(contract=road.contract, decided=decided, today=today, by=by or road.officer)


# --- When -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "assessed", "today", "due"),
    [
        ({}, None, NOW, (date(2027, 3, 31), False)),
        ({}, date(2026, 7, 20), NOW, (date(2027, 7, 20), False)),
        ({}, date(2027, 7, 20), NOW, (date(2028, 3, 31), True)),
        ({}, date(2028, 3, 31), NOW, None),
        ({"ends_on": date(2026, 12, 31)}, None, NOW, (date(2026, 12, 31), True)),
        ({"status": "ended"}, date(2026, 7, 1), NOW, (NOW, True)),
        ({"is_light_touch": True}, None, NOW, None),
        ({"value_gross": Decimal(100)}, None, NOW, None),
    ],
)
def test_assessment_is_due_after_a_year_and_at_the_end(road, fields, assessed, today, due):
    Contract.objects.filter(pk=road.contract.pk).update(**fields)
    if assessed:
        an_assessment(road.contract, road.commitments[:1], road.officer, until=assessed)
    found = next_due(with_words(road.contract), today=today)
    assert (found and (found.on, found.is_final)) == due


@pytest.mark.parametrize("status", ["active", "ended"])
@pytest.mark.parametrize("assessed", [None, date(2026, 12, 5), date(2027, 6, 30)])
def test_what_waits_is_what_falls_due_within_thirty_days(road, status, assessed):
    Contract.objects.filter(pk=road.contract.pk).update(status=status)
    if assessed:
        an_assessment(road.contract, road.commitments[:1], road.officer, until=assessed)
    for days in range(0, 700, 7):
        today = NOW + timedelta(days=days)
        due = next_due(with_words(road.contract), today=today)
        waits = contracts_to_assess(road.officer, today=today).exists()
        assert waits == (due is not None and due.on <= today + timedelta(days=30)), today


def test_assessment_that_is_due_waits_on_the_first_page_and_the_contract_says_so(road, time_machine):
    client = browser(road.officer)
    assert "to assess" not in shown(client.get(reverse("council-home")))
    time_machine.move_to("2027-03-10T10:00:00Z", tick=False)
    client = browser(road.officer)
    assert "1 contract to assess" in shown(client.get(reverse("council-home")))
    assert "31 March 2027" in shown(client.get(reverse("performance-list")))
    page = shown(client.get(reverse("contract-detail", args=[road.contract.pk])))
    assert "2 are marked. Assess the performance by 31 March 2027." in page
    assess(road, "met", "significantlyBelow", today=date(2027, 3, 10))
    assert "to assess" not in shown(client.get(reverse("council-home")))


# --- What is decided and kept -----------------------------------------------------------------------------------------
def test_assessment_keeps_figures_and_thresholds_as_they_were(road):
    assessment = assess(road, "met", "significantlyBelow")
    first, second = assessment.ratings.order_by("position")
    promised = list(road.fresh().lines.order_by("number").values_list("target", flat=True)[:2])
    assert [first.profile, second.profile] == promised and all(promised)
    assert (first.verified, first.suggested, first.rating) == (20, "met", "met")
    assert (second.verified, second.rating) == (4, "significantlyBelow")
    assert (assessment.covers_from, assessment.covers_until, assessment.is_final) == (date(2026, 4, 1), NOW, False)
    lead = OfficerRoleFactory(council=road.contract.council, role="social_value_lead").user
    set_ratings(council=road.contract.council, thresholds=Thresholds(150, 100, 10), by=lead)
    assert KpiAssessment.objects.get().thresholds == USUAL
    event = AuditEvent.objects.get(event="kpis.assessed")
    assert sentence_for(event).endswith(
        "from 1 April 2026 to 20 July 2026: commitment 1 on track, commitment 2 well behind"
    )


def test_assessment_never_changes(road):
    assess(road, "met", "significantlyBelow")
    for change in (
        lambda: KpiAssessment.objects.update(met=50),
        lambda: KpiRating.objects.update(rating="met"),
        lambda: KpiRating.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_is_claimed_and_not_verified_counts_for_nothing(road):
    roads.next_period(road, date(2026, 7, 1))
    roads.send(road, line_1=Figure(claimed=Decimal(90)))
    assert assess(road, "met", "significantlyBelow").ratings.get(position=1).verified == 20


def test_another_rating_than_the_suggested_one_needs_a_reason(road):
    with pytest.raises(NotReady, match="Say why"):
        assess(road, "met", "below")
    assert not KpiAssessment.objects.exists()
    assert assess(road, "met", "below", reason=REASON).ratings.get(position=2).suggested == "significantlyBelow"


def test_every_kpi_is_decided_and_no_day_is_assessed_twice(road):
    with pytest.raises(NotReady, match="changed meanwhile"):
        assess(road, "met")
    assess(road, "met", "significantlyBelow")
    with pytest.raises(NotReady, match="until today already"):
        assess(road, "met", "significantlyBelow")


def test_light_touch_contract_is_never_assessed(road):
    Contract.objects.filter(pk=road.contract.pk).update(is_light_touch=True)
    with pytest.raises(NotReady, match="no statutory KPIs"):
        assess(road, "met", "significantlyBelow")


def test_only_who_manages_the_contract_assesses(road):
    auditor = OfficerRoleFactory(council=road.contract.council, role="auditor").user
    with pytest.raises(PermissionDenied):
        assess(road, "met", "significantlyBelow", by=auditor)


def test_assessment_at_the_end_is_the_last_one(road):
    Contract.objects.filter(pk=road.contract.pk).update(ends_on=NOW)
    road.contract.refresh_from_db()
    assert assess(road, "met", "significantlyBelow").is_final
    assert next_due(with_words(road.contract), today=NOW + timedelta(days=400)) is None


def test_contract_that_is_extended_is_assessed_at_its_new_end(road):
    Contract.objects.filter(pk=road.contract.pk).update(ends_on=NOW)
    assess(road, "met", "significantlyBelow")
    Contract.objects.filter(pk=road.contract.pk).update(ends_on=date(2028, 3, 31))
    later = date(2027, 3, 1)
    an_assessment(road.contract, road.commitments[:1], road.officer, until=later)
    Contract.objects.filter(pk=road.contract.pk).update(status="ended")
    due = next_due(with_words(road.contract), today=later + timedelta(days=9))
    assert due.is_final and contracts_to_assess(road.officer, today=later + timedelta(days=9)).exists()


def test_kpi_that_may_not_be_published_any_more_is_in_no_notice(road):
    road.contract.commitments.filter(pk=road.commitments[1].pk).update(is_publishable=False, unpublishable="commercial")
    assert with_words(road.contract).kpi_count == 1
    assert assess(road, "met").ratings.count() == 1


# --- The pages --------------------------------------------------------------------------------------------------------
def send(road, **data):
    return browser(road.officer).post(reverse("contract-assess", args=[road.contract.pk]), data, follow=True)


def test_officer_decides_and_copies_the_notice(road):
    one, two = (commitment.pk for commitment in road.commitments[:2])
    page = shown(browser(road.officer).get(reverse("contract-assess", args=[road.contract.pk])))
    assert "Suggested Good (on track)" in page and "Suggested Inadequate (well behind)" in page
    data = {f"rating_{one}": "met", f"rating_{two}": "other"}
    assert "Say why your rating of KPI 2 differs from the suggested one" in shown(send(road, **data))
    page = shown(send(road, **data, **{f"reason_{two}": REASON}))
    assert f"Why it differs: {REASON}" in page
    notice = page[page.index("Contracting authority:") :]
    assert "Rating: Good OCDS id: met" in notice and "Rating: Other OCDS id: other" in notice
    assert "Assessment period: 1 April to 20 July 2026" in notice and REASON not in notice


def test_notice_is_downloaded_as_plain_text(road):
    road.contract.title = "Cleaning & care"
    road.contract.save()
    assessment = assess(road, "met", "significantlyBelow")
    response = browser(road.officer).get(reverse("assessment-text", args=[assessment.pk]))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="performance-notice-2026-07-20.txt"'
    text = response.content.decode()
    assert f"Contract: Cleaning & care ({road.contract.reference})" in text
    assert text.count("Title:") == 2 and "Rating: Inadequate\nOCDS id: significantlyBelow" in text


def test_what_is_said_of_a_rating_that_is_the_suggested_one_does_not_differ(road):
    one, two = (commitment.pk for commitment in road.commitments[:2])
    data = {f"rating_{one}": "met", f"rating_{two}": "significantlyBelow", f"reason_{two}": REASON}
    page = shown(send(road, **data))
    assert f"What was said of it: {REASON}" in page and "Why it differs" not in page


def test_reason_names_nobody_where_a_promise_is_about_children(road):
    CommitmentFactory(contract=road.contract, measure=MeasureFactory(sensitivity="young people"))
    one, two = (commitment.pk for commitment in road.commitments[:2])
    words = {f"reason_{two}": "Write to someone@example.org", f"reason_{two}_checked": "on"}
    page = shown(send(road, **{f"rating_{one}": "met", f"rating_{two}": "other"}, **words))
    assert "It looks like this names a person" in page and not KpiAssessment.objects.exists()


def test_notice_on_the_page_shows_what_was_typed_and_runs_nothing(road):
    road.contract.title = "<b onclick=alert(1)>Cleaning</b>"
    road.contract.save()
    assessment = assess(road, "met", "significantlyBelow")
    page = browser(road.officer).get(reverse("assessment-notice", args=[assessment.pk])).content.decode()
    assert "Contract: &lt;b onclick=alert(1)&gt;Cleaning&lt;/b&gt;" in page and "<b onclick" not in page


def test_supplier_and_officer_see_which_promises_are_kpis(road):
    page = shown(browser(road.editor).get(reverse("contract-progress", args=[road.contract.pk])))
    assert page.count("Statutory KPI") == 2
    page = shown(browser(road.officer).get(reverse("contract-performance", args=[road.contract.pk])))
    assert "needs at least three statutory KPIs and has 2." in page and "Well behind" in page


def test_every_rating_has_a_word_of_the_notice(road):
    page = shown(browser(road.officer).get(reverse("contract-assess", args=[road.contract.pk])))
    for words in ("Good", "Approaching target", "Requires improvement", "Inadequate", "Other"):
        assert page.count(words) >= 2, words
    assert len(Rating) == 5
