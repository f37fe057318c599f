"""Asking those who benefited: who may ask whom about what, and what becomes of a link that works once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.links import hash_of
from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.confirming import (
    MOST_A_DAY,
    OPEN_FOR,
    Asking,
    answer_confirmation,
    ask_confirmation,
    resend_confirmation,
    withdraw_confirmation,
)
from returns.checks.confirmation_can_be_asked import MOST_OPEN
from returns.models import Confirmation
from returns.queries import confirmation_behind, sent_lines_visible_to
from suppliers.actions.handover import name_deputy
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import MeasureFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.returns.partners import add_partner
from tests.returns.road import (
    Figure,
    answer_all,
    codes,
    decide_all,
    finish,
    last_event,
    open_road,
    post,
    send,
    send_back,
    take,
)
from tests.returns.together import failures, together

pytestmark = pytest.mark.django_db
ASKING = Asking("Harbour Food Bank", "office@foodbank.example", Decimal(2))


@pytest.fixture
def road(time_machine):
    """A return with one line of hours, which claims 10, that the council has."""
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    return sent_road()


def sent_road():
    road = open_road("hours")
    send(road, line_1=Figure(claimed=Decimal(10)))
    post()
    return road


def line_of(road, number=1):
    """A line as the pages have it."""
    return sent_lines_visible_to(road.officer).get(supplier_return=road.supplier_return, number=number)


def ask(road, *, by=None, number=1, **changes) -> Confirmation:
    return ask_confirmation(line=line_of(road, number), asking=replace(ASKING, **changes), by=fresh(by or road.editor))


def fresh(user: User) -> User:
    """The same person in another request."""
    return User.objects.get(pk=user.pk)


def behind(confirmation) -> Confirmation | None:
    return confirmation_behind(confirmation.token, today=timezone.localdate())


def say(confirmation, answer="received", *, comment="", by=None):
    return answer_confirmation(confirmation=behind(confirmation), answer=answer, comment=comment, by=by)


# --- Asking -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "side"), [("editor", "supplier"), ("officer", "council")])
def test_organisation_is_asked_by_a_link_and_nobody_else_hears_of_it(road, who, side):
    since = last_event()
    confirmation = ask(road, by=getattr(road, who))
    assert (confirmation.side, confirmation.status) == (side, "open")
    assert confirmation.expires_on == timezone.localdate() + OPEN_FOR
    assert codes(road, since) == ["confirmation.asked"]
    (email,) = OutboundEmail.objects.all()
    assert email.to == "office@foodbank.example"
    assert confirmation.token in email.body and confirmation.token in email.html
    assert behind(confirmation) == confirmation


def test_secret_is_stored_as_a_hash_only(road):
    confirmation = ask(road)
    stored = Confirmation.objects.values().get()
    assert confirmation.token not in str(stored)
    assert stored["token_hash"] == hash_of(confirmation.token)
    assert len(confirmation.token) == 43, "32 random bytes"
    assert confirmation.token not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("who", ["viewer", "other_supplier", "auditor", "other_council"])
def test_who_only_looks_asks_nobody(road, who):
    with pytest.raises(PermissionDenied):
        ask(road, by=road.everybody()[who])


def test_officer_who_belongs_to_the_supplier_asks_for_the_supplier(road):
    assert ask(road, by=road.everybody()["officer_and_member"]).side == "supplier"


def test_whoever_delivers_a_line_asks_about_it_and_about_no_other(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("hours", "hours")
    partner = add_partner(road, 2)
    send(road)
    assert ask(road, number=2, by=partner.editor).side == "supplier"
    with pytest.raises(PermissionDenied):
        ask(road, number=1, by=partner.editor)


def test_nobody_is_asked_about_what_was_not_sent(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("hours")
    answer_all(road)
    line = road.row().line
    with pytest.raises(InvalidTransition):
        ask_confirmation(line=line, asking=ASKING, by=road.editor)


def test_asking_goes_on_after_the_decision_and_while_it_is_sent_back(road):
    take(road)
    send_back(road, 1)
    ask(road, email="one@foodbank.example")
    send(road, line_1=Figure(claimed=Decimal(10)))
    take(road)
    decide_all(road)
    finish(road)
    ask(road, email="two@foodbank.example")


@pytest.mark.parametrize("sensitivity", ["care leavers", "looked-after children", "special"])
def test_nobody_is_asked_about_people_who_need_protection(time_machine, sensitivity):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    measure = MeasureFactory(value_type="hours", sensitivity=sensitivity, photos="no")
    road = open_road(measure, framework_version=measure.version)
    send(road)
    with pytest.raises(NotReady, match="the question alone could say who they are"):
        ask(road)


def test_nothing_claimed_is_nothing_to_confirm(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("hours")
    send(road, line_1=Figure(claimed=Decimal(0), nothing_reason="It starts later."))
    with pytest.raises(NotReady, match="nothing to confirm"):
        ask(road)


@pytest.mark.parametrize("email", ["boss@supplier.example", "accounts@mail.supplier.example", "BOSS@Supplier.Example"])
def test_nobody_asks_the_suppliers_own_people(road, email):
    MemberFactory(organisation=road.contract.supplier, user=UserFactory(email="boss@supplier.example"))
    for by in (road.editor, road.officer):
        with pytest.raises(NotReady, match="of the supplier, or your own"):
            ask(road, by=by, email=email)


def test_nobody_asks_their_own_address(road):
    domain = road.officer.email.rpartition("@")[2]
    with pytest.raises(NotReady, match="or your own"):
        ask(road, by=road.officer, email=f"colleague@{domain}")


def test_domain_that_everybody_uses_says_nothing(road):
    MemberFactory(organisation=road.contract.supplier, user=UserFactory(email="boss@gmail.com"))
    ask(road, email="small.charity@gmail.com")
    with pytest.raises(NotReady, match="of the supplier"):
        ask(road, email="boss@gmail.com")


def test_all_organisations_together_receive_no_more_than_is_claimed(road):
    ask(road, figure=Decimal(7))
    with pytest.raises(NotReady, match="Enter 3 hours or less"):
        ask(road, email="hall@village.example", figure=Decimal(4))
    ask(road, email="hall@village.example", figure=Decimal(3))


def test_what_was_not_received_can_be_asked_about_again(road):
    say(ask(road, figure=Decimal(10)), "not_received")
    ask(road, figure=Decimal(10))


def test_same_address_is_asked_once_at_a_time(road):
    ask(road)
    with pytest.raises(NotReady, match="asked already"):
        ask(road)


def test_so_many_are_asked_about_a_line_at_once(road):
    for number in range(MOST_OPEN):
        ask(road, email=f"office@charity{number}.example", figure=Decimal(1))
    with pytest.raises(NotReady, match=f"{MOST_OPEN} organisations"):
        ask(road, email="one.more@charity.example", figure=Decimal(1))


def test_one_person_sends_so_many_links_a_day(road):
    for number in range(MOST_A_DAY):
        one = ask(road, email=f"office@charity{number}.example", figure=Decimal(1))
        withdraw_confirmation(confirmation=one, by=fresh(road.editor))
    with pytest.raises(NotReady, match=f"{MOST_A_DAY} links within 24 hours"):
        ask(road)
    ask(road, by=road.officer)


# --- Sending anew and withdrawing -------------------------------------------------------------------------------------
def test_new_link_works_and_the_one_before_does_not(road, time_machine):
    confirmation = ask(road)
    first = confirmation.token
    time_machine.move_to("2026-08-20T10:00:00+01:00", tick=False)
    assert confirmation_behind(first, today=timezone.localdate()) is None, "30 days are over"
    since = last_event()
    again = resend_confirmation(confirmation=Confirmation.objects.get(), by=fresh(road.editor))
    assert codes(road, since) == ["confirmation.sent_again"]
    assert confirmation_behind(first, today=timezone.localdate()) is None
    assert behind(again).expires_on == timezone.localdate() + OPEN_FOR
    say(again)


def test_new_link_is_sent_once_a_day(road):
    with pytest.raises(NotReady, match="Wait until tomorrow"):
        resend_confirmation(confirmation=ask(road), by=fresh(road.editor))


def test_withdrawn_link_works_no_more_and_can_be_asked_anew(road):
    confirmation, since = ask(road), last_event()
    withdraw_confirmation(confirmation=confirmation, by=fresh(road.editor))
    assert behind(confirmation) is None
    assert codes(road, since) == ["confirmation.withdrawn"]
    ask(road)


@pytest.mark.parametrize("act", [withdraw_confirmation, resend_confirmation])
def test_only_the_side_that_asked_manages_a_link(road, time_machine, act):
    ask(road)
    time_machine.shift(timedelta(days=2))
    for who in ("officer", "second"):
        with pytest.raises(PermissionDenied):
            act(confirmation=Confirmation.objects.get(), by=fresh(getattr(road, who)))


# --- Answering --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", Confirmation.Answer.values)
def test_answer_is_kept_told_and_recorded_without_a_person(road, answer):
    confirmation, since = ask(road), last_event()
    post()
    say(confirmation, answer, comment="It came late.")
    stored = Confirmation.objects.get()
    assert (stored.status, stored.answer, stored.comment) == ("answered", answer, "It came late.")
    event = AuditEvent.objects.get(event="confirmation.answered", pk__gt=since)
    assert event.actor is None and "late" not in str(event.data)
    words = Confirmation.Answer(answer).label.lower()
    assert sentence_for(event) == f"The organisation that was asked answered about commitment 1: {words}"
    to_manager = [(road.officer.email, "An organisation did not confirm all that is claimed")]
    assert post() == sorted(
        [(road.editor.email, "An organisation has answered"), *(to_manager if answer != "received" else [])]
    )


def test_manager_who_asked_is_told_once(road):
    confirmation = ask(road, by=road.officer)
    post()
    say(confirmation, "partly")
    assert post() == [(road.officer.email, "An organisation has answered")]


def test_deputy_is_told_as_well_of_what_was_not_received(road):
    deputy = OfficerRoleFactory(council=road.contract.council).user
    name_deputy(contract=road.contract, deputy=deputy, by=road.officer)
    confirmation = ask(road)
    post()
    say(confirmation, "not_received")
    assert (deputy.email, "An organisation did not confirm all that is claimed") in post()


def test_link_answers_once(road):
    confirmation = ask(road)
    kept = behind(confirmation)
    say(confirmation)
    assert behind(confirmation) is None
    with pytest.raises(InvalidTransition):
        answer_confirmation(confirmation=kept, answer="not_received", comment="", by=None)
    assert Confirmation.objects.get().answer == "received"


def test_link_that_is_too_old_answers_nothing(road, time_machine):
    confirmation = ask(road)
    kept = behind(confirmation)
    time_machine.move_to("2026-08-05T23:59:00+01:00", tick=False)
    assert behind(confirmation) is not None, "the thirtieth day counts"
    time_machine.move_to("2026-08-06T00:01:00+01:00", tick=False)
    assert behind(confirmation) is None
    with pytest.raises(InvalidTransition):
        answer_confirmation(confirmation=kept, answer="received", comment="", by=None)


@pytest.mark.parametrize("who", ["admin", "viewer", "manager", "auditor", "officer_and_member"])
def test_nobody_of_either_side_answers(road, who):
    with pytest.raises(PermissionDenied):
        say(ask(road), by=road.everybody()[who])


def test_stranger_with_an_account_answers_and_is_not_recorded(road):
    say(ask(road), by=OfficerRoleFactory().user)
    assert AuditEvent.objects.get(event="confirmation.answered").actor is None


def test_what_was_answered_or_asked_never_changes(road):
    open_one, answered = ask(road), ask(road, email="hall@village.example")
    say(answered)
    for pk, change in (
        (answered.pk, {"answer": "partly"}),
        (open_one.pk, {"figure": 1}),
        (open_one.pk, {"email": "x"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Confirmation.objects.filter(pk=pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.filter(pk=answered.pk)._raw_delete("default")


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_make_one_answer(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    confirmation = ask(sent_road())
    tried = ("received", "not_received") * 4
    found = [behind(confirmation) for _each in tried]
    results = together(
        [
            lambda one=one, answer=answer: answer_confirmation(confirmation=one, answer=answer, comment="", by=None)
            for one, answer in zip(found, tried, strict=True)
        ]
    )
    assert failures(results) == [InvalidTransition] * (len(tried) - 1)
    assert AuditEvent.objects.filter(event="confirmation.answered").count() == 1
