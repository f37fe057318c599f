"""Nothing to report for several contracts at once: each is sent by itself, whole or not at all."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from returns.actions.nothing import report_nothing
from returns.actions.submitting import submit_return
from returns.declarations import DECLARATIONS
from returns.models import Answer, SignOff, SupplierReturn
from returns.untouched import MOST, untouched_returns_of
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, EvidenceFactory, EvidenceUseFactory, MemberFactory
from tests.guards.pages_nothing import untouched
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
ADDRESS = "/supplier/returns/nothing/"
REASON = "The programme starts in spring."
AFTERWARDS = date(2031, 5, 5)


@pytest.fixture(autouse=True)
def every_period_is_over(time_machine):
    time_machine.move_to(f"{AFTERWARDS}T10:00:00Z", tick=False)


@pytest.fixture
def road():
    return roads.open_road("count", "percent", "narrative")


def page(person):
    client = Client()
    client.force_login(person)
    return client


def chosen(*returns, **changes) -> dict:
    data = {"returns": [one.pk for one in returns], "nil_reason": REASON, "declarations": list(DECLARATIONS)}
    return data | changes


def statuses(*returns) -> list[str]:
    return [SupplierReturn.objects.get(pk=one.pk).status for one in returns]


def test_several_returns_are_sent_with_one_reason(road):
    first, second = road.supplier_return, untouched(road.contract)
    third = untouched(road.contract)
    response = page(road.editor).post(ADDRESS, chosen(first, second), follow=True)
    assert response.redirect_chain == [(reverse("supplier-home"), 302)]
    assert "2 returns were sent. The councils read your reason." in response.content.decode()
    assert statuses(first, second, third) == ["submitted", "submitted", "draft"]
    for one in (first, second):
        revision = SupplierReturn.objects.get(pk=one.pk).sent_revision
        assert revision.nil_reason == REASON and sorted(revision.declarations) == sorted(DECLARATIONS)
        assert set(revision.answers.values_list("nothing_reason", flat=True)) == {REASON}
        events = AuditEvent.objects.filter(subject_id=str(one.pk), actor=road.editor)
        assert {"nil.declared", "return.submitted"} <= set(events.values_list("event", flat=True))


def test_only_untouched_returns_are_offered(road):
    begun, with_file, words = (untouched(road.contract) for _each in range(3))
    Answer.objects.filter(line__supplier_return=begun).update(figure_done=True)
    Answer.objects.filter(line__supplier_return=words).update(narrative="Four came.")
    evidence = EvidenceFactory(contract=with_file.contract)
    EvidenceUseFactory(answer=Answer.objects.get(line__supplier_return=with_file), evidence=evidence)
    assert list(untouched_returns_of(road.editor, today=AFTERWARDS)) == [road.supplier_return]
    answer = page(road.editor).post(ADDRESS, chosen(begun))
    assert "is not open any more, or has an answer" in answer.content.decode()
    assert statuses(begun) == ["draft"]


def test_returns_of_others_are_neither_offered_nor_sent(road):
    theirs = untouched(ContractFactory())
    answer = page(road.editor).post(ADDRESS, chosen(theirs))
    assert answer.status_code == 200 and theirs.contract.title not in answer.content.decode()
    assert statuses(theirs) == ["draft"]
    with pytest.raises(PermissionDenied):
        report_nothing(supplier_return=theirs, reason=REASON, declarations=list(DECLARATIONS), by=road.editor)


def test_restricted_member_is_offered_what_they_see(road):
    hidden = untouched(road.contract)
    member = MemberFactory(organisation=road.contract.supplier, role="editor", is_restricted=True)
    member.contracts.add(road.contract)
    assert list(untouched_returns_of(member.user, today=AFTERWARDS)) == [road.supplier_return] and hidden.pk


@pytest.mark.parametrize("role", ["viewer", None])
def test_who_may_not_write_is_refused(road, role):
    person = MemberFactory(organisation=road.contract.supplier, role=role).user if role else road.officer
    assert page(person).get(ADDRESS).status_code == 403
    assert page(person).post(ADDRESS, chosen(road.supplier_return)).status_code == 403
    assert statuses(road.supplier_return) == ["draft"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"returns": []}, "Choose at least one return"),
        ({"nil_reason": ""}, "Say why there is nothing to report"),
        ({"declarations": ["true"]}, "Tick all the declarations, or answer these returns one by one"),
        ({"returns": ["x"]}, "is not open any more, or has an answer"),
        ({"nil_reason": "Ring Jo on 07700 900123."}, "It looks like this names a person"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(road, change, words):
    answer = page(road.editor).post(ADDRESS, chosen(road.supplier_return, **change)).content.decode()
    assert words in answer and statuses(road.supplier_return) == ["draft"]
    assert not AuditEvent.objects.filter(event="nil.declared").exists()


def test_signatory_is_asked_where_returns_are_signed_off(road):
    road.contract.supplier.needs_sign_off = True
    road.contract.supplier.save()
    MemberFactory(organisation=road.contract.supplier, role="admin", is_signatory=True)
    response = page(road.editor).post(ADDRESS, chosen(road.supplier_return), follow=True)
    assert "1 return is with a signatory, who has been told by email." in response.content.decode()
    assert SignOff.objects.get().revision.nil_reason == REASON
    assert list(untouched_returns_of(road.editor, today=AFTERWARDS)) == []


def test_one_that_cannot_be_sent_stays_as_it_was_and_stops_no_other(road, monkeypatch):
    second = untouched(road.contract)
    refused = road.supplier_return.pk

    def submit(*, supplier_return, **rest):
        if supplier_return.pk == refused:
            raise InvalidTransition("it was sent meanwhile")
        return submit_return(supplier_return=supplier_return, **rest)

    monkeypatch.setattr("returns.actions.nothing.submit_return", submit)
    response = page(road.editor).post(ADDRESS, chosen(road.supplier_return, second), follow=True)
    content = response.content.decode()
    assert "was not sent: it was changed meanwhile" in content and "1 return was sent." in content
    assert statuses(road.supplier_return, second) == ["draft", "submitted"]
    assert road.fresh().revisions.get().nil_reason == ""


def test_return_with_something_in_it_is_refused_by_the_action(road):
    roads.answer_all(road)
    with pytest.raises(NotReady):
        report_nothing(supplier_return=road.fresh(), reason=REASON, declarations=list(DECLARATIONS), by=road.editor)
    assert road.fresh().revisions.get().nil_reason == ""
    roads.send(road)
    with pytest.raises(InvalidTransition):
        report_nothing(supplier_return=road.fresh(), reason=REASON, declarations=list(DECLARATIONS), by=road.editor)


def test_so_many_at_a_time_those_due_first(road):
    for number in range(MOST + 2):
        one = untouched(road.contract)
        SupplierReturn.objects.filter(pk=one.pk).update(due_on=one.due_on + timedelta(days=400 - number))
    content = page(road.editor).get(ADDRESS).content.decode()
    assert content.count('name="returns"') == MOST and f"These are the {MOST} that are due first." in content
    days = [one.due_on for one in untouched_returns_of(road.editor, today=AFTERWARDS)]
    assert days == sorted(days)


def test_return_whose_period_is_not_over_is_not_offered(road, time_machine):
    period = road.supplier_return.period
    assert list(untouched_returns_of(road.editor, today=period.ends_on)) == []
    assert list(untouched_returns_of(road.editor, today=period.ends_before)) == [road.supplier_return]
    time_machine.move_to(f"{period.ends_on}T10:00:00Z", tick=False)
    answer = page(road.editor).post(ADDRESS, chosen(road.supplier_return))
    assert answer.status_code == 200 and statuses(road.supplier_return) == ["draft"]


def test_page_says_when_there_is_none(road):
    roads.answer_all(road)
    content = page(road.editor).get(ADDRESS).content.decode()
    assert (
        "No return for a period that is over is without any answer." in content and 'name="nil_reason"' not in content
    )
