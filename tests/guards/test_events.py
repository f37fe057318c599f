"""Whatever happens is written down: every event is caused by an action, told in a sentence, and proved by a test."""

import ast
import functools
import importlib
import re
import string
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.conf import settings

from accounts.models import OutboundEmail
from audit.events import Event
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.answering import Figure, answer_figure, answer_words, declare_nil, finish_evidence, tell_story
from returns.actions.correcting import Difference, approve_correction, decline_correction, propose_correction
from returns.actions.evidence import add_evidence, remove_evidence, use_evidence
from returns.actions.opening import open_due_returns
from returns.actions.reviewing import hand_back_return, take_over_return, take_return
from returns.actions.waiving import waive_period
from returns.evidence.access import record_access
from returns.evidence.pipeline import examine_one
from returns.models import EvidenceAccess, SupplierReturn
from returns.sheet import load_sheet
from suppliers.actions.answering import accept_proposal
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.actions.proposing import propose_commitment
from suppliers.models import Contract
from suppliers.terms import Terms
from tests.factories import MeasureFactory
from tests.guards.source import ACTIONS, PARTS, PROJECT, ROOMS, Function, called, functions, modules, public
from tests.guards.world import NOW, REASON, decide, line_of, make_people, send, send_back
from tests.returns.files import a_pdf, an_upload

for _room in [name for name in modules() if name.endswith(".events")]:
    importlib.import_module(_room)
EVENTS = [event for room in Event.__subclasses__() for event in room]
WRITERS = {"record", "tell"}
# Actions after which nothing needs to stand in the history.
SILENT = {
    "accounts.actions.choose_language": "a person's own choice, which changes nothing for anybody else",
    "suppliers.actions.drafts.drop_draft": "what is not sent yet is its writer's own; sending it records it",
    "suppliers.actions.drafts.drop_old_drafts": "as above: nobody else ever saw it",
    "suppliers.actions.notice_uploads.drop_notices": "as above",
    "suppliers.actions.register_steps.claim_register": "taking a file in hand; what becomes of it is recorded",
    "suppliers.actions.register_steps.put_back_register": "as above: it waits again",
    "suppliers.actions.register_steps.let_register_wait": "as above",
    "reports.actions.exports.begin_export": "taking a file in hand; what becomes of it is recorded",
    "reports.actions.exports.hold_export": "as above",
    "reports.actions.exports.put_back_export": "as above: it waits again",
    "cms.actions.consents.drop_expired_copies": "smaller copies of a picture that is shown no more; it stays itself",
    "returns.actions.saved_views.save_view": "a person's own bookmark, which changes nothing for anybody else",
    "returns.actions.saved_views.remove_view": "as above",
    "returns.actions.answering.confirm_pairs": "ticks that are kept for the sender; sending records them",
    **{
        f"returns.actions.workbooks.{name}": "nobody's business but the writer's until it is saved, which is recorded"
        for name in (
            *("receive_workbook", "claim_workbook", "put_back_workbook", "refuse_workbook", "ask_to_save"),
            *("leave_workbook", "drop_old_workbooks"),
        )
    },
    "returns.actions.examining.claim_evidence": "taking a file in hand; what becomes of it is recorded",
    "returns.actions.examining.put_back_evidence": "as above: it waits again",
    "returns.actions.examining.note_likeness": "as above: part of examining it",
    "returns.actions.examining.note_scan": "the row says when it was scanned again; a virus is recorded",
    "returns.actions.examining.put_off_scan": "the log says which file is missing",
}


# --- What an event is -------------------------------------------------------------------------------------------------
def test_rooms_with_events_are_all_looked_at():
    homes = {f"{room}.events" for room in ROOMS if room != "audit" and f"{room}.events" in modules()}
    assert {room.__module__ for room in Event.__subclasses__()} == homes
    assert len(EVENTS) > 35


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.code)
def test_event_has_a_sentence_and_a_rule_for_its_email(event):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*", event.code), "noun.past_participle"
    assert "{actor}" in str(event.sentence) and not str(event.sentence).endswith(".")
    if event.email is not None:
        room = type(event).__module__.split(".")[0]
        assert event.email in importlib.import_module(f"{room}.emails").EMAILS


def test_no_code_is_used_twice():
    assert len({event.code for event in EVENTS}) == len(EVENTS) == len(Event.all())


def test_every_email_is_sent_because_of_an_event():
    named = {event.email for event in EVENTS if event.email}
    for module in modules():
        if module.endswith(".emails"):
            assert importlib.import_module(module).EMAILS.keys() <= named


# --- Who writes them --------------------------------------------------------------------------------------------------
@functools.cache
def members_named(tree: ast.AST) -> set[str]:
    """Events that a syntax tree names: `ReturnEvent.SUBMITTED`."""
    names = {type(event).__name__ for event in EVENTS}
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    }


def test_every_event_is_written_by_an_action():
    places = [modules()[name] for name in (*ACTIONS, "returns.evidence.access")]
    written = set().union(*(members_named(tree) for tree in places))
    never = {str(event) for event in EVENTS} - written
    assert not never, f"Nothing causes {sorted(never)}: write them in an action, or take them away."


@functools.cache
def calls_of() -> dict[str, set[str]]:
    """The bare names that each function of the rooms calls, by its own bare name."""
    found: dict[str, set[str]] = {}
    for name, tree in modules().items():
        if name.startswith("audit.") and name != "audit.record":
            continue
        for node in ast.walk(tree):
            # Every model and every list of rows has these of Django's; what our own of the same name do says nothing.
            if isinstance(node, Function) and node.name not in ("save", "filter"):
                found.setdefault(node.name, set()).update(call.split(".")[-1] for call in called(node))
    return found


def reaches_a_writer(name: str) -> bool:
    """Whether a function calls, through whatever others, what writes events."""
    seen, waiting = set(), [name]
    while waiting:
        following = calls_of().get(waiting.pop(), set()) - seen
        if following & WRITERS:
            return True
        seen |= following
        waiting += following & calls_of().keys()
    return False


def test_every_action_records_what_it_did():
    silent = {name for name, action in public(ACTIONS) if not reaches_a_writer(action.name)}
    assert silent == SILENT.keys(), "Record an event in the action's transaction, or say in SILENT why there is none."


def test_search_for_writers_can_fail():
    assert reaches_a_writer("submit_return") and not reaches_a_writer("load_sheet")


def test_parts_of_actions_are_still_there():
    assert {f"{module}.{function.name}" for module in ACTIONS for function in functions(module)} >= PARTS.keys()


# --- Which tests prove them -------------------------------------------------------------------------------------------
def proves(node: ast.AST) -> bool:
    """Whether a piece of a test fails when what it names is missing: an assert, or fetching the one row there is."""
    return isinstance(node, ast.Assert) or (
        isinstance(node, ast.Call) and ast.unparse(node.func).endswith("objects.get")
    )


def asserted() -> set[str]:
    """Every text, and every event by name, that some test proves something about."""
    found = set()
    for path in sorted((PROJECT / "tests").rglob("test_*.py")):
        for node in filter(proves, ast.walk(ast.parse(path.read_text()))):
            found |= members_named(node)
            found |= {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
    return found


def test_every_event_is_proved_by_a_test():
    proved = asserted() | {code for step in LIFE for code in step[1].split()}
    unproved = [event.code for event in EVENTS if event.code not in proved and str(event) not in proved]
    assert not unproved, f"No test asserts that an action writes {unproved}."


# --- The life of a contract, as its history tells it ------------------------------------------------------------------
LIFE = (
    ("promise", "commitment.proposed commitment.agreed commitment.proposed commitment.agreed"),
    ("start", "framework_version.frozen contract.activated contract.extended period.waived return.opened"),
    (
        "answer",
        "line.answered line.answered evidence.added evidence.examined evidence.reused evidence.removed line.answered",
    ),
    ("answer_the_rest", "line.answered line.answered line.answered story.saved"),
    ("nothing", "nil.declared nil.withdrawn"),
    ("send", "return.submitted"),
    (
        "hold",
        "return.taken sample.drawn return.handed_back return.taken return.taken_over evidence.opened "
        "return.handed_back",
    ),
    ("send_back", "return.taken line.questioned return.sent_back"),
    ("send_again", "line.answered line.answered line.answered return.submitted"),
    ("decide", "return.taken sample.drawn line.decided line.decided return.decided"),
    ("correct", "correction.proposed correction.approved correction.proposed correction.declined"),
)
WRITERS_OF_THE_SUPPLIER = 3
EMAILS = {
    "promise": ["A promise waits for your answer"] * 2 * WRITERS_OF_THE_SUPPLIER
    + ["What you proposed was accepted"] * 2,
    "start": ["No return is needed"] * WRITERS_OF_THE_SUPPLIER
    + ["Reporting on a contract has started"] * WRITERS_OF_THE_SUPPLIER,
    "send": ["A return has come in", "Return sent"],
    "send_back": ["Your return needs changes"] * WRITERS_OF_THE_SUPPLIER,
    "send_again": ["A return has come in", "Return sent"],
    "decide": ["Your return has been decided"] * WRITERS_OF_THE_SUPPLIER,
    "correct": ["A correction waits for you"] * 2 + ["A verified figure was corrected"] * WRITERS_OF_THE_SUPPLIER,
}


class Life:
    """Each method is a step of LIFE."""

    def __init__(self):
        self.people, self.contract = make_people()
        self.contract.status = Contract.Status.PREPARING
        self.contract.save()
        self.commitments = []
        self.measure = MeasureFactory(version=self.contract.framework_version)

    def promise(self):
        for promise in ("Take on four young people leaving care", "Give 100 hours of advice"):
            terms = Terms(measure=self.measure.code, promise=promise, target=Decimal(100))
            proposal = propose_commitment(contract=self.contract, terms=terms, by=self.people["lead"])
            accept_proposal(proposal=proposal, by=self.people["editor"])
            self.commitments.append(proposal.commitment)

    def start(self):
        activate_contract(contract=self.contract, by=self.people["lead"])
        extend_contract(contract=self.contract, ends_on=date(2030, 3, 31), reason=REASON, by=self.people["lead"])
        waive_period(period=self.contract.periods.last(), reason=REASON, by=self.people["manager"])
        assert open_due_returns(today=date(2026, 4, 2)) == 1
        self.supplier_return = SupplierReturn.objects.get()

    def answer(self):
        by, rows = self.people["editor"], load_sheet(self.supplier_return).rows
        answer = rows[0].answer
        answer_figure(answer=answer, figure=Figure(claimed=Decimal(6)), by=by)
        answer_words(answer=answer, narrative="Two young people leaving care began.", by=by)
        self.file = add_evidence(answer=answer, upload=an_upload(a_pdf()), by=by)
        assert examine_one(self.file)
        use_evidence(answer=rows[1].answer, evidence=self.file, by=by)
        remove_evidence(answer=rows[1].answer, evidence=self.file, by=by)
        finish_evidence(answer=answer, no_evidence_reason="", by=by)

    def answer_the_rest(self):
        sheet = load_sheet(self.supplier_return)
        self._answer_without_file(sheet.rows[1].answer)
        tell_story(revision=sheet.revision, story="A good spring.", by=self.people["editor"])

    def _answer_without_file(self, answer):
        by = self.people["editor"]
        answer_figure(answer=answer, figure=Figure(claimed=Decimal(7)), by=by)
        answer_words(answer=answer, narrative="Three hours of advice.", by=by)
        finish_evidence(answer=answer, no_evidence_reason="The list follows.", by=by)

    def nothing(self):
        revision, by = self.supplier_return.revisions.get(), self.people["editor"]
        declare_nil(revision=revision, reason=REASON, by=by)
        declare_nil(revision=revision, reason="", by=by)

    def send(self):
        send(self.supplier_return, by=self.people["editor"])

    def hold(self):
        manager, lead = self.people["manager"], self.people["lead"]
        take_return(supplier_return=self.supplier_return, by=manager)
        hand_back_return(supplier_return=self.supplier_return, by=manager)
        take_return(supplier_return=self.supplier_return, by=lead)
        take_over_return(supplier_return=self.supplier_return, reason=REASON, by=manager)
        record_access(evidence=self.file, by=manager, kind=EvidenceAccess.Kind.DOWNLOAD)
        hand_back_return(supplier_return=self.supplier_return, by=manager)

    def send_back(self):
        send_back(self.supplier_return, by=self.people["manager"])

    def send_again(self):
        self._answer_without_file(next(row.answer for row in load_sheet(self.supplier_return).rows if row.line.is_open))
        self.send()

    def decide(self):
        decide(self.supplier_return, by=self.people["manager"])

    def correct(self):
        one, two = self.people["lead"], self.people["manager"]
        for act in (approve_correction, decline_correction):
            correction = propose_correction(
                line=line_of(self.supplier_return), difference=Difference(value=Decimal(-1)), reason=REASON, by=one
            )
            act(correction=correction, reason=REASON, by=two)


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_life_of_a_contract_stands_in_its_history_in_order(caplog):
    caplog.set_level("INFO")
    life, written, queued = Life(), 0, 0
    for step, codes in LIFE:
        getattr(life, step)()
        events, emails = AuditEvent.objects.order_by("id")[written:], OutboundEmail.objects.order_by("id")[queued:]
        assert [event.event for event in events] == codes.split(), step
        assert sorted(email.subject for email in emails) == EMAILS.get(step, []), step
        written, queued = written + len(events), queued + len(emails)
    assert_history_can_be_told()
    assert_emails_hold_a_link_and_no_data(life)
    people = [person for person in life.people.values() if person]
    assert not [person for person in people if person.email in caplog.text or person.get_full_name() in caplog.text]


def assert_history_can_be_told():
    """Each event's data fill each place of its sentence; nothing but the code is left where they do not."""
    for event in AuditEvent.objects.all():
        places = {
            name for _text, name, _format, _as in string.Formatter().parse(str(Event.all()[event.event].sentence))
        }
        assert places - {None, "actor"} <= Event.all()[event.event].parts(event.data).keys(), event.event
        assert sentence_for(event) != event.event
        assert "None" not in sentence_for(event), event.event


def assert_emails_hold_a_link_and_no_data(life):
    """Decision record 0008."""
    private = [life.contract.title, life.contract.reference, life.contract.supplier.name, life.contract.council.name]
    private += [commitment.promise for commitment in life.commitments]
    for email in OutboundEmail.objects.all():
        assert settings.PORTAL_URL in email.body and settings.PORTAL_URL in email.html
        assert not [text for text in private if text in email.subject + email.body + email.html]
