"""Cells of the editing screens' own exports are words, never formulas (docs/security.md, no. 24).

Wagtail writes what its reports list into CSV and XLSX as it stands in the database: a page titled `=HYPERLINK(...)`
would run in the spreadsheet program of whoever opens the site history. Wagtail has no hook for every cell, so the one
method that each cell of both formats passes is wrapped. tests/cms/test_spreadsheets.py fails when that method changes.
"""

from functools import wraps

from tables.cells import harmless


def write_harmless_cells() -> None:
    """Have every export of the editing screens write `harmless` cells. Doing it twice does it once."""
    # Not above: this is called when the portal starts, and read before Wagtail's models can be.
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    written = SpreadsheetExportMixin.preprocess_field_value
    if hasattr(written, "__wrapped__"):
        return

    @wraps(written)
    def preprocess_field_value(self, field, value, export_format):
        return harmless(written(self, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
