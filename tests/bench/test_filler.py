"""The synthetic council keeps the portal's own rules, or what is measured on it would mean nothing."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from accounts.models import User
from audit.models import AuditEvent
from reports.dimensions import Dimension
from reports.queries import counts_by
from returns.checks import before_sending, stops
from returns.figures import differing_figures
from returns.models import Evidence, ReturnLine, SupplierReturn
from returns.queries import council_returns_visible_to, supplier_returns_visible_to
from returns.sheet import load_sheet
from returns.workflow import WITH_SUPPLIER
from tests.bench.council import Plan, quarters_over
from tests.bench.deliveries import statuses_of
from tests.bench.filler import fill, store_by_model

TODAY = date(2026, 11, 22)


@pytest.fixture
def people(db):
    """A council of about 400 lines, written through the models, with constraints and triggers in force.

    The database looks at what it has now, as it does by itself after a while: without that PostgreSQL takes tables that
    it saw empty for empty, and plans accordingly.
    """
    found = fill(Plan(lines=400, today=TODAY), store_by_model)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def test_synthetic_council_has_figures_that_its_lines_bear_out(people):
    assert ReturnLine.objects.count() > 400
    assert list(differing_figures()) == []


def test_synthetic_council_counts_its_contracts_under_everything_it_keeps(people):
    """What is measured of the portfolio is as full as a council's own."""
    officer = User.objects.get(pk=people.officer)
    for dimension, heads in {Dimension.DEPARTMENT: 13, Dimension.CATEGORY: 10, Dimension.OBJECTIVE: 6}.items():
        rows = counts_by(officer, dimension, today=TODAY)
        lines = ReturnLine.objects.filter(supplier_return__council=people.councils[0]).count()
        assert 1 < len(rows) <= heads
        counted = sum(row.standing.promised for row in rows)
        assert counted >= lines if dimension == Dimension.CATEGORY else counted == lines


def test_synthetic_council_gives_who_signs_in_work_to_do(people):
    editor, officer = User.objects.get(pk=people.editor), User.objects.get(pk=people.officer)
    own = supplier_returns_visible_to(editor)
    assert own.count() == 40
    assert set(own.filter(status="draft").values_list("line_count", flat=True)) == {5}
    assert council_returns_visible_to(officer).filter(taken_by=officer, status="under_review").count() == 1


def test_synthetic_council_has_five_events_a_return_and_a_file_for_two_lines(people):
    returns, lines = SupplierReturn.objects.count(), ReturnLine.objects.count()
    assert AuditEvent.objects.filter(subject_type="returns.supplierreturn").count() == 5 * returns
    assert 0.35 < Evidence.objects.count() / lines < 0.5


def test_synthetic_returns_that_were_sent_could_have_been_sent(people):
    for supplier_return in SupplierReturn.objects.exclude(status__in=WITH_SUPPLIER):
        assert stops(before_sending(load_sheet(supplier_return, sent=True))) == [], supplier_return


def test_synthetic_statuses_have_believable_shares():
    shares = Counter(status for number in range(900) for status in statuses_of(number, quarters_over(number)))
    per_cent = {status: round(100 * count / shares.total()) for status, count in shares.items()}
    assert per_cent == {"decided": 85, "submitted": 6, "under_review": 1, "returned": 2, "draft": 6}
