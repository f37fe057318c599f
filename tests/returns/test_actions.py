"""The whole road of a return: what is on record, who gets which e-mail, and who may do what."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import history_of, sentence_for
from returns.actions.answering import (
    Figure,
    answer_figure,
    answer_words,
    confirm_pairs,
    declare_nil,
    finish_evidence,
    tell_story,
)
from returns.actions.correcting import Difference, approve_correction, decline_correction, propose_correction
from returns.actions.reviewing import (
    ask_to_start_again,
    decide_return,
    hand_back_return,
    send_back_return,
    take_over_return,
    take_return,
)
from returns.actions.submitting import submit_return
from returns.actions.waiving import waive_period
from returns.events import ReturnEvent
from returns.models import Correction
from tests.factories import EvidenceFactory, EvidenceUseFactory, MemberFactory
from tests.returns.road import (
    DECLARED,
    answer,
    answer_all,
    ask,
    codes,
    correct,
    decide,
    decided,
    finish,
    in_part,
    last_event,
    not_at_all,
    open_road,
    post,
    send,
    send_back,
    sent,
    take,
    taken,
)

pytestmark = pytest.mark.django_db
WRITERS = {"admin", "editor", "officer_and_member"}
DECIDERS = {"manager", "lead"}


def allowed(road, act) -> set[str]:
    """Which of the cast may do this; whoever may does it, and is undone."""
    able = set()
    for name, person in road.everybody().items():
        with transaction.atomic():
            try:
                act(person)
                able.add(name)
            except PermissionDenied:
                pass
            transaction.set_rollback(True)
    return able


def test_whole_road_is_on_record_in_order_and_tells_whom_it_concerns():
    road = open_road("count", "percent")
    editor, officer, second = road.editor, road.officer, road.second
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    MemberFactory(organisation=road.contract.supplier, role="viewer")
    assert codes(road) == [
        *["commitment.proposed", "commitment.agreed"] * 2,
        "contract.activated",
        "return.opened",
    ]
    assert post() == []

    at = last_event()
    answer(road, 1)
    answer(road, 2)
    tell_story(revision=road.sheet().revision, story="It went well.", by=editor)
    assert codes(road, at) == [*["line.answered"] * 6, "story.saved"]
    assert post() == []

    at = last_event()
    send(road)
    assert codes(road, at) == ["return.submitted"]
    assert post() == sorted([(editor.email, "Return sent"), (officer.email, "A return has come in")])

    at = last_event()
    take(road)
    decide(road, 1)
    ask(road, 1, "Which months?")
    decide(road, 2)
    send_back_return(supplier_return=road.fresh(), message="One question", by=officer)
    assert codes(road, at) == [
        "return.taken", "sample.drawn", "line.decided", "line.questioned", "line.decided", "return.sent_back",
    ]  # fmt: skip
    assert post() == sorted((person.email, "Your return needs changes") for person in (editor, admin))

    at = last_event()
    answer(road, 1, Figure(claimed=Decimal(18)))
    send(road, by=admin)
    assert codes(road, at) == [*["line.answered"] * 3, "return.submitted"]
    assert post() == sorted([(admin.email, "Return sent"), (officer.email, "A return has come in")])

    at = last_event()
    take_return(supplier_return=road.fresh(), by=second)
    hand_back_return(supplier_return=road.fresh(), by=second)
    take_return(supplier_return=road.fresh(), by=second)
    take_over_return(supplier_return=road.fresh(), reason="On leave", by=officer)
    decide(road, 1, in_part(15))
    finish(road)
    assert codes(road, at) == [
        "return.taken", "sample.drawn", "return.handed_back", "return.taken", "return.taken_over",
        "line.decided", "return.decided",
    ]  # fmt: skip
    assert post() == sorted((person.email, "Your return has been decided") for person in (editor, admin))

    at = last_event()
    correction = propose_correction(
        line=road.fresh().lines.get(number=1), difference=Difference(Decimal(-1)), reason="Twice", by=second
    )
    assert post() == [(officer.email, "A correction waits for you")]
    decline_correction(correction=correction, reason="It was not", by=officer)
    assert post() == []
    correct(road, 1, value=2)
    assert post() == sorted((person.email, "A verified figure was corrected") for person in (editor, admin))
    waive_period(period=road.contract.periods.get(number=4), reason="No placements", by=officer)
    assert post() == sorted((person.email, "No return is needed") for person in (editor, admin))
    assert codes(road, at) == [
        "correction.proposed", "correction.declined", "correction.proposed", "correction.approved", "period.waived",
    ]  # fmt: skip
    assert [event.actor for event in history_of(road.contract.audit_trail, limit=1)] == [officer]


def test_history_of_the_whole_road_reads_as_sentences():
    """No event falls back to its code because a place in its sentence has nothing to fill it."""
    road = decided("count", "percent", "narrative")
    correct(road, 2, numerator=-1, denominator=1)
    waive_period(period=road.contract.periods.get(number=4), reason="No placements", by=road.officer)
    sentences = [sentence_for(event) for event in history_of(road.contract.audit_trail, limit=100)]
    assert not [sentence for sentence in sentences if "{" in sentence or "." in sentence.split()[0]]
    assert not [sentence for sentence in sentences if "None" in sentence]
    decided_lines = [sentence for sentence in sentences if "decided commitment" in sentence]
    assert sum(sentence.endswith(": Verified, 20 people") for sentence in decided_lines) == 1
    assert decided_lines[0].endswith("decided commitment 3: Verified")  # in words: nothing is counted
    assert any(sentence.endswith("commitment 2: −1 / +1") for sentence in sentences)


@pytest.mark.parametrize(
    ("kind", "decision", "said"),
    [
        ("count", in_part(1), ": Verified in part, 1 person (claimed: 20 people)"),
        ("hours", None, ": Verified, 24.25 hours"),
        ("money", in_part("12.5"), ": Verified in part, £12.50 (claimed: £25.50)"),
        ("percent", None, ": Verified, 90%"),
        ("milestone", None, ": Verified, Done"),
        ("milestone", not_at_all, ": Not verified, Not done (claimed: Done)"),
    ],
)
def test_history_of_a_decision_has_figures_with_their_units(kind, decision, said):
    road = taken(kind)
    decide(road, 1, decision(road.row(sent=True)) if callable(decision) else decision)
    assert sentence_for(AuditEvent.objects.get(event="line.decided")).endswith(said)


@pytest.mark.parametrize(
    ("kind", "difference", "said"),
    [
        ("count", -2, "−2 people"),
        ("hours", Decimal("0.5"), "+0.5 hours"),
        ("money", Decimal("-2.5"), "−£2.50"),
        ("milestone", -1, "Not done after all"),
    ],
)
def test_history_of_a_correction_has_its_difference_with_its_unit(kind, difference, said):
    road = decided(kind)
    correct(road, value=difference)
    sentences = [sentence_for(event) for event in AuditEvent.objects.filter(event__startswith="correction.")]
    assert {sentence.partition(": ")[2] for sentence in sentences} == {said}


def test_history_from_before_figures_had_units_shows_the_bare_numbers():
    data = {"line": 1, "decision": "part_verified", "claimed": "20", "verified": "15"}
    assert ReturnEvent.LINE_DECIDED.parts(data)["figures"] == ", 15 (claimed: 20)"
    assert ReturnEvent.CORRECTION_APPROVED.parts({"line": 1, "difference": "-2"})["difference"] == "−2"


def test_emails_hold_a_link_and_no_data():
    road = open_road("count")
    road.contract.supplier.name = "Bread and Roses Ltd"
    road.contract.supplier.save()
    evidence = EvidenceFactory(contract=road.contract, original_name="apprentice list.pdf")
    EvidenceUseFactory(answer=road.row().answer, evidence=evidence)
    send(road, line_1=Figure(claimed=Decimal(4711), unusual_reason="A good year"))
    take(road)
    send_back(road, 1)
    send(road, line_1=Figure(claimed=Decimal(4712), unusual_reason="A good year"))
    take(road)
    decide(road, 1, in_part(4710, "One twice"))
    finish(road, message="Well done")
    correct(road, value=3)
    waive_period(period=road.contract.periods.get(number=4), reason="No placements", by=road.officer)
    propose_correction(
        line=road.fresh().lines.get(), difference=Difference(Decimal(-1)), reason="Twice", by=road.second
    )
    sent_emails = list(OutboundEmail.objects.all())
    assert {email.subject for email in sent_emails} == {
        "Return sent",
        "A return has come in",
        "Your return needs changes",
        "Your return has been decided",
        "A correction waits for you",
        "A verified figure was corrected",
        "No return is needed",
    }
    secrets = [
        "Bread", "Roses", "apprentice", "471", "A good year", "Which months", "One twice", "Well done", "placements",
        "Counted again", road.contract.title, road.contract.reference, road.commitments[0].promise,
        road.contract.council.name, road.editor.last_name, road.officer.last_name,
    ]  # fmt: skip
    for email in sent_emails:
        assert not [secret for secret in secrets if secret in email.subject + email.body]
        links = [line for line in email.body.splitlines() if line.startswith("http")]
        assert len(links) == 1


def test_emails_go_to_nobody_who_is_switched_off():
    road = sent()
    road.editor.is_active = False
    road.editor.save()
    post()
    take(road)
    send_back(road, 1)
    assert post() == []


def test_email_of_a_contract_without_a_manager_goes_to_the_leads():
    road = open_road()
    road.contract.manager = None
    road.contract.save()
    send(road)
    assert post() == sorted([(road.editor.email, "Return sent"), (road.second.email, "A return has come in")])


def test_writing_is_for_admins_and_editors_of_the_supplier():
    road = open_road("count", "narrative")
    sheet = answer_all(road)
    row = sheet.row(1)
    for act in (
        lambda by: answer_figure(answer=row.answer, figure=Figure(claimed=Decimal(1)), by=by),
        lambda by: answer_words(answer=row.answer, narrative="Words", by=by),
        lambda by: finish_evidence(answer=row.answer, no_evidence_reason="Lost", by=by),
        lambda by: tell_story(revision=sheet.revision, story="Story", by=by),
        lambda by: declare_nil(revision=sheet.revision, reason="Nothing", by=by),
        lambda by: confirm_pairs(revision=sheet.revision, pairs=[], declarations=[], by=by),
        lambda by: submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=by),
    ):
        assert allowed(road, act) == WRITERS
    assert road.fresh().status == "draft"


def test_reading_is_for_deciding_officers_who_are_not_the_suppliers_own():
    road = sent()
    assert allowed(road, lambda by: take_return(supplier_return=road.fresh(), by=by)) == DECIDERS
    take(road)
    assert allowed(road, lambda by: take_over_return(supplier_return=road.fresh(), reason="Leave", by=by)) == DECIDERS


def test_deciding_is_for_the_officer_who_has_taken_the_return():
    road = taken()
    for act in (
        lambda by: decide(road, by=by),
        lambda by: ask(road, by=by),
        lambda by: hand_back_return(supplier_return=road.fresh(), by=by),
        lambda by: send_back_return(supplier_return=road.fresh(), message="", by=by),
        lambda by: ask_to_start_again(supplier_return=road.fresh(), by=by),
        lambda by: decide_return(supplier_return=road.fresh(), message="", by=by),
    ):
        assert allowed(road, act) == set()
    decide(road)
    finish(road)


def test_officer_who_joins_the_supplier_meanwhile_decides_no_more():
    road = taken()
    MemberFactory(organisation=road.contract.supplier, user=road.officer, role="viewer")
    fresh = type(road.officer).objects.get(pk=road.officer.pk)
    with pytest.raises(PermissionDenied):
        decide(road, by=fresh)


def test_correcting_and_waiving_are_for_deciding_officers():
    road = decided()
    line = road.fresh().lines.get()
    difference = Difference(Decimal(-1))
    assert (
        allowed(road, lambda by: propose_correction(line=line, difference=difference, reason="Twice", by=by))
        == DECIDERS
    )
    period = road.contract.periods.get(number=3)
    assert allowed(road, lambda by: waive_period(period=period, reason="Nothing", by=by)) == DECIDERS
    correction = correct(road, approve=False, value=-1)
    for decision in (approve_correction, decline_correction):
        assert (
            allowed(road, lambda by, act=decision: act(correction=Correction.objects.get(), reason="", by=by))
            == DECIDERS
        )
        with pytest.raises(PermissionDenied):
            decision(correction=correction, reason="", by=road.officer)
