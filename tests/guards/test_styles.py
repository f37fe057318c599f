"""Our own style sheets: a brace that was lost in a merge takes every rule behind it away, and nothing else says so."""

import re

import pytest
from django.conf import settings

SHEETS = sorted((settings.BASE_DIR / "static/portal").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_of_a_style_sheet_is_closed_where_it_belongs(sheet):
    depth = 0
    for number, line in enumerate(COMMENT.sub(_lines_alone, sheet.read_text()).splitlines(), start=1):
        if line and not line.startswith((" ", "}")):
            assert depth == 0, f"{sheet.name}, line {number}: a rule above it is not closed"
        depth += line.count("{") - line.count("}")
        assert depth >= 0, f"{sheet.name}, line {number}: closes what was not open"
    assert depth == 0, f"{sheet.name} ends within a rule"


def _lines_alone(comment: re.Match) -> str:
    return "\n" * comment[0].count("\n")
