"""Registers in trouble: rows nobody foresaw, services that are away, work that never ends. Nothing right is lost."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from accounts.models import OutboundEmail
from cage.sandbox import SandboxUnavailable
from suppliers.actions import register_promises, register_steps
from suppliers.actions.register_contracts import take_in_contracts
from suppliers.actions.register_kinds import KINDS, Work
from suppliers.actions.registers import match_columns, take_in_register
from suppliers.models import Commitment, Contract, RegisterKind
from suppliers.registers import pipeline
from suppliers.registers.faults import fault_words
from tests.factories import ContractFactory, MeasureFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.registering_files import (
    as_csv,
    brought,
    counts,
    looked_through,
    many,
    problems_of,
    row_of,
    taken_in,
    worked,
)

pytestmark = pytest.mark.django_db
PROMISES = ("Contract reference", "Measure code", "Promise", "Target", "Place", "Target for each period")


@pytest.fixture
def officer():
    return OfficerRoleFactory()


@pytest.fixture
def about(officer):
    return {"council": officer.council, "by": officer.user}


@pytest.fixture
def contract(officer):
    made = ContractFactory(council=officer.council, reference="T-1", status="preparing")
    MeasureFactory(version=made.framework_version, code="M1", value_type="count")
    return made


def promises(about, *rows: tuple) -> dict:
    """What brings these promises, whose columns are those of PROMISES."""
    return {**about, "kind": RegisterKind.COMMITMENTS, "content": as_csv(rows, headings=PROMISES)}


def next_tries(register, times: int, *, wait: timedelta) -> None:
    """The worker comes by so many times more, each time after so long."""
    for number in range(1, times + 1):
        with time_machine.travel(timezone.now() + number * wait, tick=False):
            worked(register)


# --- Rows -------------------------------------------------------------------------------------------------------------
def test_rows_to_mend_hold_the_longest_text_whole(about):
    wording = "w" * 3_000
    headings = ("Reference number", "Title", "Start date", "Description")
    register = looked_through(as_csv([["R-1", "Cleaning", "not a day", wording]], headings=headings), **about)
    assert counts(register) == {"wrong": 1}
    assert row_of(register, 2).cells == ["R-1", "Cleaning", "not a day", wording]


def test_row_that_is_no_longer_right_when_it_is_taken_in_can_still_be_mended(officer, about):
    register = looked_through(many(2), **about)
    ContractFactory(council=officer.council, reference="R-1", title="Added by somebody meanwhile")
    take_in_register(register=register, only_if_all=True, by=officer.user)
    assert counts(worked(register)) == {"new": 1, "wrong": 1}
    assert row_of(register, 3).cells[:2] == ["R-1", "Contract 1"]


@pytest.mark.parametrize("amounts", ["TBC: 10", ": 10", "-: 10; 01/04/2026: 2", "01/04/2026 10", "01/04/2026:"])
def test_amounts_without_a_day_are_explained_and_hold_up_no_other_row(about, contract, amounts):
    rows = [("T-1", "M1", "Ten trees", "10", "", amounts), ("T-1", "M1", "Two trees", "2", "", "")]
    register = looked_through(**promises(about, *rows))
    assert counts(register) == {"new": 1, "wrong": 1}
    assert len(problems_of(register, 2)) == 1


def test_row_that_nobody_foresaw_is_not_right_itself_and_holds_up_no_other(about, contract, monkeypatch, caplog):
    original = register_promises._terms

    def stumbles(said, contract):
        if said.values["promise"] == "Odd":
            raise TypeError("nobody foresaw this")
        return original(said, contract)

    monkeypatch.setattr(register_promises, "_terms", stumbles)
    rows = [("T-1", "M1", f"Promise {number}", "1", "", "") for number in range(4)]
    rows += [("T-1", "M1", "Odd", "1", "", ""), ("T-1", "", "Lacks a measure", "1", "", "")]
    register = looked_through(**promises(about, *rows))
    assert counts(register) == {"new": 4, "wrong": 2}
    assert [len(problems_of(register, number)) for number in (6, 7)] == [1, 1]
    assert "This row cannot be read" in problems_of(register, 6)[0]
    assert "Row 6 of register" in caplog.text


def test_promise_at_another_place_is_not_called_nothing_new(about, contract):
    row = ("T-1", "M1", "Ten trees", "10", "Preston", "")
    assert taken_in(**promises(about, row)).taken == 1
    assert counts(looked_through(**promises(about, row))) == {"unchanged": 1}
    register = looked_through(**promises(about, (*row[:4], "Burnley", "")))
    assert counts(register) == {"wrong": 1}
    assert "in other words or at another place" in problems_of(register, 2)[0]
    assert counts(looked_through(**promises(about, (*row[:4], "", "")))) == {"unchanged": 1}


def test_supplier_gets_one_letter_however_many_promises_wait(about, contract):
    MemberFactory.create_batch(2, organisation=contract.supplier, role="editor")
    before = set(OutboundEmail.objects.values_list("pk", flat=True))
    rows = [("T-1", "M1", f"Promise {number}", "1", "", "") for number in range(5)]
    taken_in(**promises(about, *rows))
    assert Commitment.objects.filter(contract=contract).count() == 5
    letters = list(OutboundEmail.objects.exclude(pk__in=before).exclude(to=about["by"].email))
    assert {letter.subject for letter in letters} == {"Promises wait for your answer"}
    assert len({letter.to for letter in letters}) == len(letters) >= 2
    assert f"/contracts/{contract.pk}/promises/" in letters[0].body


# --- What is away -----------------------------------------------------------------------------------------------------
def away(monkeypatch, problem: Exception) -> list:
    """Nothing can be opened now; how often that was tried."""
    tried: list = []

    def read_table(path):
        tried.append(path)
        raise problem

    monkeypatch.setattr(pipeline, "read_table", read_table)
    return tried


def test_register_waits_as_long_as_nothing_can_be_opened(about, monkeypatch):
    with monkeypatch.context() as meanwhile:
        tried = away(meanwhile, SandboxUnavailable("no memory"))
        register = brought(many(1), **about)
        worked(register)
        assert len(tried) == 1  # not at once again
        next_tries(register, 9, wait=timedelta(minutes=2))
        assert (len(tried), register.status, register.attempts) == (10, "received", 0)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert worked(register).status == "matching"


def test_trouble_without_end_is_waited_for_longer_and_longer_and_then_said(about, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL, logger="suppliers.registers.pipeline")
    tried = away(monkeypatch, OSError("the disk is full"))
    register = brought(many(1), **about)
    next_tries(register, 20, wait=timedelta(minutes=1))
    assert (len(tried), register.status) == (4, "received")
    next_tries(register, 3, wait=timedelta(days=1))
    assert (len(tried), register.status, register.fault) == (5, "refused", "something_else")


def test_database_that_is_away_makes_no_row_wrong(about, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL, logger="suppliers.registers.pipeline")
    register = brought(many(2), **about)
    monkeypatch.setitem(KINDS, register.kind, Work(raises(OperationalError("gone")), take_in_contracts))
    from_matching(register, about)
    assert (register.status, register.rows.count(), register.attempts) == ("checking", 0, 1)


def test_taking_in_that_never_gets_on_is_given_up_and_frees_the_council(officer, about, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL, logger="suppliers.registers.pipeline")
    register = looked_through(many(2), **about)
    take_in_register(register=register, only_if_all=True, by=officer.user)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(register_steps, "_do", raises(ValueError("a defect")))
        next_tries(register, 7, wait=timedelta(days=1))
    assert (register.status, register.fault, register.taken) == ("taken", "not_finished", 0)
    assert "Bring the file again" in fault_words(register.fault)
    assert taken_in(many(2), **about).taken == 2 and Contract.objects.count() == 2


def raises(problem: Exception):
    def call(*_args, **_kwargs):
        raise problem

    return call


def from_matching(register, about) -> None:
    """The columns are as they were found, and the rows are looked through."""
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=about["by"])
    worked(register)
