"""What each page asks of the database: a fixed number of queries, the same for one row and for thirty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from cms.models import GuidancePage, HomePage
from returns.actions.answering import declare_nil
from returns.actions.correcting import Difference, propose_correction
from returns.actions.reviewing import take_return
from returns.evidence.access import record_access
from returns.models import EvidenceAccess, SupplierReturn
from returns.queue import FILTERS
from suppliers.models import Contract
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    EvidenceUseFactory,
    MeasureFactory,
    ReportingPeriodFactory,
)
from tests.guards.keeping_rows import is_about_files, make_rows_about_files, path_about_files
from tests.guards.pages import PIECES
from tests.guards.world import NOW, REASON, decide, file_of, line_of, make_draft, make_people, send, verify_all

FEW, MANY = 1, 30
Status = SupplierReturn.Status

# Page, who looks, how many queries: four for the session, the person and what the person may do here, then the rows.
BUDGETS = {
    "supplier-home": ("editor", 9),
    "supplier-home, nothing to do": ("other_supplier", 8),
    "return-list": ("editor", 6),
    "commitment-list": ("editor", 5),
    "contract-progress": ("editor", 8),
    "commitment-detail": ("editor", 7),
    "return-detail, draft": ("editor", 10),
    "return-detail, sent": ("editor", 10),
    "return-detail, decided": ("editor", 10),
    "return-story": ("editor", 8),
    "return-nil": ("editor", 8),
    "line-record": ("editor", 9),
    "line-figure": ("editor", 9),
    "line-words": ("editor", 8),
    "line-evidence": ("editor", 9),
    "return-check": ("editor", 11),
    "return-check, nothing": ("editor", 8),
    "return-sent": ("editor", 7),
    **{f"return-queue, {show}": ("manager", 6) for show in FILTERS},
    "return-queue, waiting&whose=mine": ("manager", 7),
    "return-queue, waiting&whose=team": ("manager", 7),
    "return-queue, waiting&supplier=Supplier": ("manager", 7),
    "return-review": ("manager", 10),
    "line-review": ("manager", 10),
    "return-review, draft": ("manager", 7),
    "evidence-view, draft": ("editor", 10),
    "evidence-view, sent": ("manager", 12),
    "return-take-over": ("lead", 6),
    "return-finish": ("manager", 11),
    "contract-list": ("manager", 6),
    "contract-list, mine": ("manager", 6),
    "contract-detail": ("manager", 12),
    "contract-history": ("manager", 6),
    "period-waive": ("manager", 5),
    "correction-list": ("manager", 5),
    "correction-decide": ("lead", 7),
    "line-correct": ("manager", 5),
    "evidence-report": ("manager", 6),
    "keeping-home": ("lead", 7),
    "retention-edit": ("lead", 6),
    "incident-list": ("manager", 5),
    "incident-list, closed": ("manager", 5),
    "incident-detail": ("lead", 8),
    "incident-detail, looked at": ("manager", 9),
    "disposal-list": ("lead", 7),
    "disposal-approve": ("lead", 7),
    "disposal-keep": ("lead", 5),
    "certificate-list": ("auditor", 5),
    "certificate-detail": ("auditor", 5),
    "hold-list": ("lead", 6),
    "hold-list, lifted": ("lead", 6),
    "hold-lift": ("lead", 5),
    "council-hold": ("lead", 5),
    "contract-hold": ("lead", 5),
    "evidence-hold": ("lead", 5),
    "account-language": ("editor", 4),
    "home": ("manager", 3),
    "front page": ("anonymous", 5),
    "guidance": ("anonymous", 5),
    **{page: budget for piece in PIECES for page, budget in piece.BUDGETS.items()},
}
ABOUT_FILES = [page for page in BUDGETS if is_about_files(page) and all(page not in piece.BUDGETS for piece in PIECES)]
# The pages that people open most, all day, and the public ones: these stay cheap whatever is added to them.
AT_MOST = {
    **dict.fromkeys([page for page in BUDGETS if page.startswith("supplier-home")], 12),
    **dict.fromkeys(["return-detail, draft", "return-check", "return-review", "contract-list"], 12),
    **{f"return-queue, {show}": 12 for show in FILTERS},
    "front page": 8,
    "guidance": 8,
}


@dataclass
class Scene:
    """A council and a supplier with so many of everything that is shown in rows."""

    rows: int
    people: dict[str, User | None]
    contract: Contract
    draft: SupplierReturn
    nil: SupplierReturn
    sent: SupplierReturn
    decided: SupplierReturn

    def path(self, page: str) -> str:
        """The address of a page of BUDGETS in this scene."""
        name, _comma, case = page.partition(", ")
        by_case = {"draft": self.draft, "sent": self.sent, "decided": self.decided}
        if name.startswith("return-queue"):
            return f"{reverse(name)}?show={case}"
        subject = {
            "return-detail": by_case.get(case), "return-review": by_case.get(case, self.sent), "return-sent": self.sent,
            "return-take-over": self.sent, "return-finish": self.sent, "contract-detail": self.contract,
            "contract-progress": self.contract, "contract-history": self.contract,
            "commitment-detail": line_of(self.decided).commitment,
            "period-waive": self.contract.periods.last(), "line-correct": self.decided.lines.last(),
            "correction-decide": line_of(self.decided).corrections.first(),
        }  # fmt: skip
        for piece in PIECES:
            if page in piece.BUDGETS:
                return piece.path_of(self, page)
        if is_about_files(page):
            return path_about_files(self, page)
        if name == "evidence-view":
            return reverse(name, args=[file_of(by_case[case]).pk])
        if name in subject:
            return reverse(name, args=[subject[name].pk])
        if name.startswith("line-"):
            return reverse(name, args=[(self.sent if name == "line-review" else self.draft).pk, 1])
        if name in ("return-story", "return-nil", "return-check"):
            return reverse(name, args=[(self.nil if case == "nothing" else self.draft).pk])
        pages = {"front page": "/", "guidance": "/evidence/", "contract-list": f"{reverse('contract-list')}?mine=1"}
        return pages.get(name if case != "mine" else "contract-list", "") or reverse(name)


def make_scene(rows: int) -> Scene:
    """So many contracts with a return each, and one contract with so many commitments, periods and corrections."""
    people, contract = make_people()
    editor, manager = people["editor"], people["manager"]
    version = contract.framework_version
    commitments = [
        CommitmentFactory(contract=contract, measure=MeasureFactory(version=version)) for _row in range(rows + 1)
    ]
    for _row in range(rows):
        other = ContractFactory(
            council=contract.council, supplier=contract.supplier, manager=manager, framework_version=version
        )
        promise = CommitmentFactory(contract=other, measure=commitments[0].measure)
        send(make_draft(other, [promise]), by=editor)
        make_draft(other, [promise])
    decided = decide(send(make_draft(contract, commitments), by=editor), by=manager)
    for line in decided.lines.all()[:rows]:
        propose_correction(line=line, difference=Difference(value=Decimal(-1)), reason=REASON, by=manager)
    sent = send(make_draft(contract, commitments, evidence=True), by=editor)
    take_return(supplier_return=sent, by=manager)
    verify_all(sent, by=manager)
    nil = make_draft(contract, commitments, figure=None)
    declare_nil(revision=nil.revisions.get(), reason=REASON, by=editor)
    draft = make_draft(contract, commitments, evidence=True)
    ReportingPeriodFactory.create_batch(rows, contract=contract)
    return Scene(rows, people, contract, draft, nil, sent, decided)


@pytest.fixture(scope="module")
def scenes(request, django_db_setup, django_db_blocker) -> dict[int, Scene]:
    """One with few rows and one with many, side by side; on PostgreSQL, the first alone (tests/conftest.py)."""
    is_brief = connection.vendor != "sqlite" and not request.config.getoption("--whole")
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield {rows: make_scene(rows) for rows in ((FEW,) if is_brief else (FEW, MANY))}
        transaction.set_rollback(True)


@pytest.fixture
def undone(scenes):
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        yield
        transaction.set_rollback(True)


def queries_of(path: str, person: User | None) -> list[str]:
    """The queries of a page that was looked at once before, so that nothing is counted that is asked once a process."""
    client = Client()
    if person:
        client.force_login(person)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(path)
    assert response.status_code == (302 if path == "/home/" else 200), path
    return [query["sql"] for query in queries]


def make_rows(scene: Scene, page: str) -> None:
    """Put as many rows as the scene has where this page shows them."""
    now, manager = timezone.now(), scene.people["manager"]
    waiting = SupplierReturn.objects.filter(council=scene.contract.council, status=Status.SUBMITTED)
    if page in ("front page", "guidance"):
        home = HomePage.objects.get()
        for number in range(scene.rows):
            slug = "evidence" if number == 0 else f"evidence-{number}"
            home.add_child(instance=GuidancePage(title=f"Guidance {number}", slug=slug, summary="What to send."))
    elif page in ("return-queue, mine", "return-queue, reading"):
        waiting.update(status=Status.UNDER_REVIEW, taken_at=now, taken_by=manager)
    elif page == "return-queue, sent_back":
        waiting.update(status=Status.RETURNED, returned_at=now, returned_by=manager)
    elif page == "return-queue, decided":
        waiting.update(status=Status.DECIDED, decided_at=now, decided_by=manager)
    elif page.endswith("whose=team"):
        Team.objects.create(council=scene.contract.council, name="Care").members.add(manager)
    elif page.startswith("evidence-view"):
        looked_at = file_of(scene.draft if page.endswith("draft") else scene.sent)
        for _row in range(scene.rows):
            record_access(evidence=looked_at, by=manager, kind=EvidenceAccess.Kind.VIEW)
            if page.endswith("draft"):
                EvidenceUseFactory(answer=looked_at.uses.get().answer)
    elif page == "return-queue, overdue":
        SupplierReturn.objects.filter(status=Status.DRAFT).update(due_on=F("opened_on") - timedelta(days=900))


def together() -> dict[str, tuple[list[str], Callable[[Scene], None]]]:
    """For each page those that show the same rows, and how these are made: to make them takes long."""
    groups: dict = {("files", ""): (ABOUT_FILES, make_rows_about_files)}
    for piece in PIECES:
        for page in piece.BUDGETS:
            kind = piece.rows_of(page) if hasattr(piece, "rows_of") else ""
            groups.setdefault((piece, kind), ([], partial(piece.make_rows, kind=kind)))[0].append(page)
    found = {page: (pages, make) for pages, make in groups.values() for page in pages}
    return {page: found.get(page, ([page], partial(make_rows, page=page))) for page in BUDGETS}


@pytest.fixture(scope="module")
def asked() -> dict[str, dict[int, list[str]]]:
    """What each page asked in each scene, as far as anybody has looked."""
    return {}


def look_at(pages: list[str], make: Callable[[Scene], None], scenes: dict[int, Scene]) -> dict:
    """What pages that show the same rows ask in each scene."""
    asked: dict[str, dict[int, list[str]]] = {page: {} for page in pages}
    for rows, scene in scenes.items():
        with transaction.atomic():
            make(scene)
            for page in pages:
                asked[page][rows] = queries_undone(scene, page)
            transaction.set_rollback(True)
    return asked


TOGETHER = together()


def queries_undone(scene: Scene, page: str) -> list[str]:
    """The queries of a page, of which nothing is left."""
    with transaction.atomic():
        queries = queries_of(scene.path(page), scene.people[BUDGETS[page][0]])
        transaction.set_rollback(True)
    return queries


@pytest.mark.parametrize("page", BUDGETS)
def test_page_asks_as_often_for_thirty_rows_as_for_one(scenes, undone, asked, page):
    if page not in asked:
        asked |= look_at(*TOGETHER[page], scenes)
    agrees_with_budget(page, asked[page])


def agrees_with_budget(page: str, asked: dict[int, list[str]]) -> None:
    """As many queries as the table says, for few rows and for many."""
    budget = BUDGETS[page][1]
    said = "\n".join(asked[max(asked)])
    assert {rows: len(queries) for rows, queries in asked.items()} == dict.fromkeys(asked, budget), said


@pytest.mark.parametrize("page", AT_MOST)
def test_pages_that_are_opened_most_stay_cheap(page):
    assert BUDGETS[page][1] <= AT_MOST[page]
