"""The last line of `make test` tells the truth about every run before it."""

import pytest

from tests.run import Totals

RESULTS = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.fixture
def results(tmp_path):
    def write(*counts):
        path = tmp_path / "results.xml"
        path.write_text(RESULTS.format(*counts))
        return path

    return write


def test_totals_add_up_over_runs(results):
    totals = Totals()
    totals.add_pytest(results(10, 0, 0, 1), 0)
    totals.add_pytest(results(5, 2, 1, 0), 1)
    assert (totals.passed, totals.failed, totals.skipped) == (11, 3, 1)
    assert "11 passed, 3 failed, 1 skipped" in str(totals)


def test_run_that_broke_off_counts_as_failed(tmp_path):
    totals = Totals()
    totals.add_pytest(tmp_path / "nothing-was-written.xml", 4)
    assert (totals.passed, totals.failed) == (0, 1)


def test_run_that_passed_everything_and_still_failed_counts_as_failed(results):
    totals = Totals()
    totals.add_pytest(results(3, 0, 0, 0), 2)
    assert (totals.passed, totals.failed) == (3, 1)


def test_failed_check_counts_as_failed():
    totals = Totals()
    totals.add_check(succeeded=False)
    totals.add_check(succeeded=True)
    assert (totals.passed, totals.failed) == (0, 1)
