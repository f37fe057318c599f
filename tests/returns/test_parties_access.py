"""Every address on the supplier's side, walked by people who have a part of it: partners and restricted members.

A number is the status of the answer. A new address fails the first test until somebody says here who may use it.
"""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from returns.actions.answering import answer_words, tell_story
from returns.actions.confirming import Asking, ask_confirmation
from returns.actions.correcting import Difference, approve_correction, propose_correction
from returns.actions.endorsing import approve_endorsement, propose_endorsement
from returns.actions.escalating import open_escalation
from returns.actions.plans import Planned, accept_plan, propose_plan
from returns.actions.questions import ask_question
from returns.actions.reviewing import send_back_return
from returns.declarations import DECLARATIONS
from returns.escalating import Level, Step
from returns.models import Confirmation, Escalation, PlanAction
from returns.urls import urlpatterns
from suppliers.models import Endorsement
from tests.factories import ContractPartyFactory, MemberFactory
from tests.returns.pages import browser
from tests.returns.partners import file_on, give, shared_road
from tests.returns.road import (
    Road,
    answer,
    answer_all,
    ask,
    decide,
    decide_all,
    finish,
    next_period,
    not_at_all,
    open_road,
    send,
    take,
)

pytestmark = pytest.mark.django_db

# Words that stand only in what is not the partner's: none of them may ever reach one of its people.
SECRETS = (
    "Secret promise", "Secret words", "Secret story", "secret-file.pdf", "Secret question", "Secret message",
    "Secret correction", "7,654,321", "7654321", "Secret contract", "Secret Hall", "Secret case", "Secret praise",
)  # fmt: skip
# Address, what it is about (see `arguments`), method. Partner: of the line's deliverer, its editor and its viewer.
# Restricted: a member of the supplier who sees this contract, and one who sees another.
#                                          partner        restricted
#                                          editor viewer  near  far
TABLE = """
supplier-home      -               GET     200    200     200   200
return-list        -               GET     200    200     200   200
commitment-list    -               GET     200    200     200   302
contract-progress  contract        GET     200    200     200   404
commitment-detail  own_promise     GET     200    200     200   404
commitment-detail  other_promise   GET     404    404     200   404
return-detail      open            GET     200    200     200   404
return-detail      decided         GET     200    200     200   404
return-story       open            GET     403    403     200   404
return-story       open            POST    403    403     302   404
return-nil         open            GET     403    403     200   404
return-nil         open            POST    403    403     302   404
nothing-many       -               GET     200    403     200   200
nothing-many       -               POST    200    403     200   200
workbook-home      -               GET     200    403     200   200
workbook-home      -               POST    302    403     302   302
workbook-download  -               POST    200    403     200   200
workbook-detail    no_upload       GET     404    404     404   404
workbook-marked    no_upload       GET     404    404     404   404
workbook-decide    no_upload       POST    404    404     404   404
return-check       open            GET     403    403     200   404
return-check       open            POST    403    403     200   404
return-decline     open            GET     403    403     302   404
return-decline     open            POST    403    403     302   404
return-take-back   open            POST    403    403     302   404
return-sent        decided         GET     302    302     200   404
line-record        open_own        GET     200    200     200   404
line-record        open_other      GET     404    404     200   404
line-figure        open_own        GET     200    403     200   404
line-figure        open_other      GET     404    403     200   404
line-figure        open_own        POST    302    403     302   404
line-figure        open_other      POST    404    403     302   404
line-words         open_own        GET     200    403     200   404
line-words         open_other      GET     404    403     200   404
line-words         open_own        POST    302    403     302   404
line-words         open_other      POST    404    403     302   404
line-evidence      open_own        GET     200    403     200   404
line-evidence      open_other      GET     404    403     200   404
line-evidence      open_own        POST    302    403     302   404
line-evidence      open_other      POST    404    403     302   404
evidence-remove    open_own        POST    302    403     302   404
evidence-remove    open_other      POST    404    403     404   404
evidence-confirm   open_own        POST    302    403     302   404
evidence-confirm   open_other      POST    404    403     404   404
evidence-explain   open_own        POST    302    403     302   404
evidence-explain   open_other      POST    404    403     404   404
evidence-open      own_file        GET     200    200     200   404
evidence-open      other_file      GET     404    404     200   404
evidence-view      own_file        GET     200    200     200   404
evidence-view      other_file      GET     404    404     200   404
evidence-ask       own_file        GET     302    302     302   404
evidence-ask       other_file      GET     404    404     302   404
evidence-preview   own_shot        GET     403    403     403   404
evidence-preview   other_shot      GET     404    404     403   404
evidence-report    own_file        GET     200    200     200   404
evidence-report    other_file      GET     404    404     200   404
evidence-report    other_file      POST    404    404     302   404
line-answer        asked_own       GET     200    403     200   404
line-answer        asked_own       POST    302    403     302   404
line-answer        asked_other     GET     404    404     200   404
line-answer        asked_other     POST    404    404     302   404
line-dispute       decided_own     GET     200    403     200   404
line-dispute       decided_own     POST    302    403     302   404
line-dispute       decided_other   GET     404    404     302   404
line-dispute       decided_other   POST    404    404     302   404
confirmation-list  own_line        GET     200    200     200   404
confirmation-list  other_line      GET     404    404     200   404
confirmation-ask   own_line        GET     200    403     200   404
confirmation-ask   own_line        POST    302    403     302   404
confirmation-ask   other_line      GET     404    404     200   404
confirmation-ask   other_line      POST    404    404     302   404
confirmation-resend   own_asked    POST    302    403     302   404
confirmation-resend   other_asked  POST    404    404     302   404
confirmation-withdraw own_asked    POST    302    403     302   404
confirmation-withdraw other_asked  POST    404    404     302   404
confirmation-answer   no_link      GET     404    404     404   404
confirmation-thanks   -            GET     200    200     200   200
escalation-list    -               GET     200    200     200   200
escalation-detail  case            GET     404    404     200   404
step-reply         step            GET     404    404     200   404
step-reply         step            POST    404    404     302   404
plan-propose       case            GET     404    404     200   404
plan-propose       case            POST    404    404     302   404
plan-report        action          GET     404    404     200   404
plan-report        action          POST    404    404     302   404
endorsement-detail endorsed        GET     404    404     200   404
endorsement-answer endorsed        POST    404    404     403   404
"""
ROWS = [line.split() for line in TABLE.splitlines() if line.strip()]


class Walk:
    """A contract with a decided return and one that came back, in which a partner delivers the second commitment."""

    def __init__(self, time_machine):
        time_machine.move_to("2026-06-20T10:00:00+01:00")
        self.road, self.partner = road, partner = shared_road(2, kinds=("count", "count"))
        road.contract.commitments.filter(position=1).update(promise="Secret promise")
        self.far = open_road(supplier=road.contract.supplier, title="Secret contract")
        send(road)
        take(road)
        decide(road, 2, not_at_all(road.row(2, sent=True)))
        decide_all(road)
        finish(road, message="Secret message")
        line = road.fresh().lines.get(number=1)
        proposed = propose_correction(
            line=line, difference=Difference(Decimal(-1)), reason="Secret correction", by=road.officer
        )
        approve_correction(correction=proposed, reason="", by=road.second)
        self.decided = road.supplier_return
        time_machine.move_to("2026-07-02T10:00:00+01:00")
        next_period(road, road.contract.periods.order_by("number")[1].starts_on)
        self.own_file = file_on(road, 2, partner.organisation, "own-file.pdf")
        self.other_file = file_on(road, 2, road.contract.supplier, "secret-file.pdf")
        self._answer(road)
        send(road)
        take(road)
        ask(road, 1, "Secret question")
        ask(road, 2, "Which months?")
        send_back_return(supplier_return=road.fresh(), message="Secret message", by=road.officer)
        self._answer(road)
        self.asked = self._asked(partner.organisation)
        self.own_asked, self.other_asked = self._confirmations(road)
        self.case, self.action = self._cases(road)
        self.endorsed = self._endorsed(road)
        self.people = {
            "editor": partner.editor,
            "viewer": partner.viewer,
            "near": self._restricted(road, self.asked),
            "far": self._restricted(self.far),
        }

    def _asked(self, partner) -> Road:
        """A return of another contract that an officer reads, with a question on the line of each side."""
        road = open_road("count", "count", supplier=self.road.contract.supplier)
        ContractPartyFactory(contract=road.contract, organisation=partner)
        give(road, 2, to=partner)
        road.contract.commitments.filter(position=1).update(promise="Secret promise")
        send(road)
        take(road)
        for number, text in ((1, "Secret question"), (2, "Which months?")):
            ask_question(row=road.row(number, sent=True), text=text, by=road.officer)
        return road

    def _confirmations(self, road) -> list[Confirmation]:
        """Somebody asked about the line of each side, by that side."""
        asked = ((2, "Own Hall", self.partner.editor), (1, "Secret Hall", road.editor))
        return [
            ask_confirmation(
                line=self.decided.lines.get(number=number), by=by,
                asking=Asking(name, f"hall-{number}@hall.example", Decimal(1)),
            )
            for number, name, by in asked
        ]  # fmt: skip

    @staticmethod
    def _cases(road) -> tuple[Escalation, PlanAction]:
        """A case in which a plan is asked for, and an action of a plan that is carried out."""
        promises = list(road.contract.commitments.filter(position=1))
        asked, planned = (
            open_escalation(
                contract=road.contract, commitments=promises, step=Step(Level.PLAN, "Secret case"), by=road.officer
            )
            for _case in range(2)
        )
        actions = [Planned("Open a group", "Site manager", timezone.localdate())]
        plan = propose_plan(escalation=planned, cause="Secret case", actions=actions, by=road.editor)
        return asked, accept_plan(plan=plan, by=road.officer).actions.get()

    @staticmethod
    def _endorsed(road) -> Endorsement:
        """Approved, and the supplier is asked whether it wants it."""
        endorsement = propose_endorsement(
            contract=road.contract, reason="Secret praise", by=road.officer,
            commitments=road.contract.commitments.filter(position=1),
        )  # fmt: skip
        return approve_endorsement(endorsement=endorsement, valid_to=date(2027, 7, 1), by=road.second)

    def _answer(self, road):
        answer_all(road)
        answer(road, 1)
        type(road.row(1).answer).objects.filter(pk=road.row(1).answer.pk).update(claimed=7_654_321)
        answer_words(answer=road.row(1).answer, narrative="Secret words", by=road.editor)
        tell_story(revision=road.sheet().revision, story="Secret story", by=road.editor)

    @staticmethod
    def _restricted(*roads: Road):
        member = MemberFactory(organisation=roads[0].contract.supplier, is_restricted=True)
        member.contracts.add(*(road.contract for road in roads))
        return member.user

    def arguments(self, subject: str) -> list:
        pk = self.road.supplier_return.pk
        first, second = (commitment.pk for commitment in self.road.commitments)
        return {
            "-": [],
            "contract": [self.road.contract.pk],
            "own_promise": [second],
            "other_promise": [first],
            "open": [pk],
            "decided": [self.decided.pk],
            "open_own": [pk, 2],
            "open_other": [pk, 1],
            "asked_own": [self.asked.supplier_return.pk, 2],
            "asked_other": [self.asked.supplier_return.pk, 1],
            "decided_own": [self.decided.pk, 2],
            "decided_other": [self.decided.pk, 1],
            "own_line": [self.own_asked.line_id],
            "other_line": [self.other_asked.line_id],
            "own_asked": [self.own_asked.pk],
            "other_asked": [self.other_asked.pk],
            "no_link": ["x" * 43],
            "no_upload": [UUID(int=1)],
            "case": [self.case.pk],
            "step": [self.case.pk, 1],
            "action": [self.action.plan.step.escalation_id, self.action.number],
            "endorsed": [self.endorsed.pk],
            "own_file": [self.own_file.pk],
            "other_file": [self.other_file.pk],
            "own_shot": [self.own_file.pk, "page-1.jpg"],
            "other_shot": [self.other_file.pk, "page-1.jpg"],
        }[subject]

    def data(self, name: str) -> dict:
        file = str(self.own_file.pk)
        return {
            "return-story": {"story": "Ours"},
            "return-nil": {"nil_reason": "Nothing"},
            "workbook-home": {"file": SimpleUploadedFile("returns.xlsx", b"anything")},
            "workbook-download": {"kind": "ods"},
            "return-check": {"declarations": list(DECLARATIONS)[:1]},
            "return-decline": {"reason": "No"},
            "line-figure": {"figure": "21"},
            "line-words": {"narrative": "We did it."},
            "line-answer": {"words": "The first two."},
            "line-dispute": {"words": "The letter says more."},
            "line-evidence": {"action": "continue"},
            "confirmation-ask": {
                "organisation_name": "Library",
                "email": "desk@library.example",
                "figure": "1",
                "is_organisation": "on",
            },
            "step-reply": {"words": "It is late."},
            "plan-propose": {
                "cause": "Staff left",
                "words_1": "Open two groups",
                "owner_1": "Site manager",
                "due_on_1_day": "1",
                "due_on_1_month": "9",
                "due_on_1_year": "2026",
            },
            "plan-report": {"words": "Done."},
            "endorsement-answer": {"answer": "accept"},
            "evidence-report": {"kind": "personal_data"},
            **{
                name: {"evidence": file, f"again-{file}-reason": "The same form."}
                for name in ("evidence-remove", "evidence-confirm", "evidence-explain")
            },
        }.get(name, {})


@pytest.fixture
def walk(time_machine):
    return Walk(time_machine)


def visit(user, method: str, path: str, data: dict) -> tuple[int, str]:
    """The status and the words of an answer; whatever it did is taken back."""
    client: Client = browser(user)
    with transaction.atomic():
        events = AuditEvent.objects.count()
        response = client.post(path, data) if method == "POST" else client.get(path)
        if response.status_code not in (200, 302):
            assert AuditEvent.objects.count() == events
        words = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.status_code, words.decode(errors="ignore")


def test_every_address_of_the_suppliers_side_is_in_the_table():
    ours = {pattern.name for pattern in urlpatterns if not str(pattern.pattern).startswith("council/")}
    assert ours == {row[0] for row in ROWS}


def test_partners_and_restricted_members_get_the_answers_of_the_table_and_no_secret(walk):
    wrong = []
    for name, subject, method, *expected in ROWS:
        path = reverse(name, args=walk.arguments(subject))
        for (who, user), status in zip(walk.people.items(), expected, strict=True):
            got, words = visit(user, method, path, walk.data(name))
            told = [secret for secret in SECRETS if secret in words] if who in ("editor", "viewer") else []
            told += [secret for secret in SECRETS if who == "far" and secret in words and secret != "Secret contract"]
            told += ["Secret contract"] if who == "near" and "Secret contract" in words else []
            if (str(got), told) != (status, []):
                wrong.append((name, subject, method, who, got, status, told))
    assert not wrong, "\n".join(map(str, wrong))


def test_supplier_has_the_whole_of_it(walk):
    """Without this the test before could not tell a secret that is kept from one that stands nowhere."""
    words = ""
    for name, subject, method, *_expected in ROWS:
        if method == "GET" and name not in ("evidence-preview", "evidence-open"):
            words += visit(walk.road.editor, "GET", reverse(name, args=walk.arguments(subject)), {})[1]
    assert [secret for secret in SECRETS if secret not in words and secret not in ("7,654,321", "7654321")] == []
    assert re.search("7,?654,?321", words)


def test_no_id_in_a_body_reaches_what_is_not_theirs(walk):
    """Other lines' and other organisations' ids in the body of a form that is the partner's to send do nothing."""
    client, pk = browser(walk.partner.editor), walk.road.supplier_return.pk
    other = str(walk.other_file.pk)
    before = {row.number: (row.answer.claimed, row.evidence) for row in walk.road.sheet().rows}
    for name, data in (
        ("line-figure", {"figure": "21", "number": "1", "line": "1", "answer": str(walk.road.row(1).answer.pk)}),
        ("line-words", {"narrative": "Ours", "number": "1", "revision": "1", "commitment": "1"}),
        ("line-evidence", {"action": "add", "reuse": other}),
        ("evidence-remove", {"evidence": other}),
        ("evidence-confirm", {"evidence": other}),
        ("evidence-explain", {"evidence": other, f"again-{other}-reason": "Ours"}),
    ):
        response = client.post(reverse(name, args=[pk, 2]), data)
        assert response.status_code in (200, 302, 404), name
        assert not any(secret in response.content.decode() for secret in SECRETS), name
    assert walk.road.row(1).answer.claimed == before[1][0] and walk.road.row(1).evidence == before[1][1]
    assert walk.other_file in walk.road.row(2).evidence
    walk.other_file.refresh_from_db()
    assert walk.other_file.confirmed_at is None


def test_address_of_a_file_beside_another_line_shows_nothing_of_that_line(walk):
    line = walk.road.row(1).line.pk
    path = f"{reverse('evidence-view', args=[walk.own_file.pk])}?line={line}"
    status, words = visit(walk.partner.editor, "GET", path, {})
    assert status == 200 and not any(secret in words for secret in SECRETS)
