"""Reads the starter framework from its three files and refuses anything that is not exactly right.

The files are data/framework.csv, data/framework_rules.csv and data/framework_relations.csv; data/README.md says what
their columns mean. Nothing is written here: `framework.actions.load_starter_framework` does that.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db.models import Model
from django.utils.translation import gettext as _

from framework.contents import Contents, Fields
from framework.models import Measure, MeasureRelation, Objective, Outcome, ProxyValue
from framework.relations import UnknownRule, read_rule
from framework.units import UNITS

DATA = Path(__file__).resolve().parent / "data"
FRAMEWORK, RULES, RELATIONS = "framework.csv", "framework_rules.csv", "framework_relations.csv"
# The National Living Wage and the carbon value in the files are those of this financial year.
EFFECTIVE_FROM = date(2026, 4, 1)
# Young people's own time, what they take up and what they think: never a price (domain rules, invariant 11).
NEVER_PRICED = {
    *("M8.03", "M8.04", "M8.05", "M8.06", "M8.07", "M8.09", "M8.10"),
    *("M10.01", "M10.02", "M10.03", "M10.04", "M10.05", "M10.06"),
}
NO_PHOTOS = {Measure.Sensitivity.CARE_LEAVERS, Measure.Sensitivity.CHILDREN_IN_CARE, Measure.Sensitivity.SPECIAL}
AVERAGED = {Measure.ValueType.PERCENT, Measure.ValueType.QUANTITY}

COLUMNS = {
    FRAMEWORK: (
        "objective_code",
        "objective",
        "outcome_code",
        "outcome",
        "measure_code",
        "measure",
        "unit",
        "value_type",
        "aggregation",
        "evidence_required",
        "target_group",
        "double_counting_note",
        "proxy_value_gbp",
        "proxy_source",
        "source",
    ),
    RULES: (
        "measure_code",
        "calculation_rule",
        "ratio_parts",
        "baseline_required",
        "evidence_sensitivity",
        "photos_allowed",
    ),
    RELATIONS: ("measure_a", "relation", "measure_b", "portal_rule"),
}
POUNDS = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)


class StarterError(ValueError):
    """A file of the framework cannot be used. Names the file, the row (the head is row 1) and the column."""

    def __init__(self, file: str, row: int | None, column: str, problem: str) -> None:
        self.file, self.row, self.column, self.problem = file, row, column, problem
        place = file
        if row is not None:
            place = _("%(place)s, row %(row)s") % {"place": place, "row": row}
        if column:
            place = _("%(place)s, column %(column)s") % {"place": place, "column": column}
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True)
class Row:
    """One row of a file."""

    file: str
    number: int
    cells: dict[str, str]

    def error(self, column: str, problem: str) -> StarterError:
        """What is wrong with a cell."""
        return StarterError(self.file, self.number, column, problem)

    def text(self, column: str, model: type[Model] | None = None, field: str = "", *, required: bool = False) -> str:
        """The cell, which has to fit the field it goes to. Raises StarterError."""
        text = self.cells[column]
        longest = getattr(model._meta.get_field(field), "max_length", None) if model else None
        if required and not text:
            raise self.error(column, _("this cell is empty"))
        if not text.isprintable():
            raise self.error(column, _("this cell holds line breaks or characters that cannot be shown"))
        if longest and len(text) > longest:
            raise self.error(
                column, _("%(length)s characters, at most %(longest)s fit") % {"length": len(text), "longest": longest}
            )
        return text

    def choice(self, column: str, choices: Iterable[str]) -> str:
        """The cell, which has to be one of these words. Raises StarterError."""
        known = [str(choice) for choice in choices]
        if self.cells[column] not in known:
            raise self.error(
                column,
                _("“%(value)s” is not one of: %(known)s") % {"value": self.cells[column], "known": ", ".join(known)},
            )
        return self.cells[column]


def read_starter(folder: Path = DATA) -> Contents:
    """The framework that the files in `folder` describe. Raises StarterError at the first thing that is wrong."""
    rows = _read(folder, FRAMEWORK)
    rules = _by_measure(_read(folder, RULES))
    objectives: dict[str, Fields] = {}
    outcomes: dict[str, Fields] = {}
    measures: dict[str, Fields] = {}
    proxies: dict[str, Fields] = {}
    for code, row in _by_measure(rows).items():
        _add_parents(row, objectives, outcomes)
        if code not in rules:
            raise row.error("measure_code", _("%(code)s has no row in %(file)s") % {"code": code, "file": RULES})
        measures[code] = _measure(row, rules[code]) | {"position": len(measures) + 1}
        if row.cells["proxy_value_gbp"] or row.cells["proxy_source"]:
            proxies[code] = _proxy(row)
    for code, rule in rules.items():
        if code not in measures:
            raise rule.error("measure_code", _("%(code)s is not in %(file)s") % {"code": code, "file": FRAMEWORK})
    relations = _relations(_read(folder, RELATIONS), measures)
    return Contents(EFFECTIVE_FROM, objectives, outcomes, measures, relations, proxies)


def _read(folder: Path, name: str) -> list[Row]:
    """The rows of one file, spaces around the cells taken off."""
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise StarterError(name, None, "", _("the file is missing")) from None
    except UnicodeDecodeError:
        raise StarterError(name, None, "", _("the file is not text in UTF-8")) from None
    except csv.Error as error:
        raise StarterError(name, None, "", _("the file is not a proper CSV file: %s") % error) from None
    head = lines[0] if lines else []
    for column in COLUMNS[name]:
        if head.count(column) != 1:
            raise StarterError(name, 1, column, _("this column is missing, or there twice"))
    for column in head:
        if column not in COLUMNS[name]:
            raise StarterError(name, 1, column, _("this column is not known"))
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(head):
            problem = _("%(found)s cells, there should be %(wanted)s") % {"found": len(cells), "wanted": len(head)}
            raise StarterError(name, number, "", problem)
        rows.append(Row(name, number, dict(zip(head, (cell.strip() for cell in cells), strict=True))))
    if not rows:
        raise StarterError(name, None, "", _("the file has no rows"))
    return rows


def _by_measure(rows: list[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        code = row.text("measure_code", Measure, "code", required=True)
        if code in found:
            problem = _("%(code)s is already in row %(row)s") % {"code": code, "row": found[code].number}
            raise row.error("measure_code", problem)
        found[code] = row
    return found


def _add_parents(row: Row, objectives: dict[str, Fields], outcomes: dict[str, Fields]) -> None:
    """The objective and outcome of a measure, which every row repeats in the same words."""
    objective = row.text("objective_code", Objective, "code", required=True)
    title = row.text("objective", Objective, "title", required=True)
    if objectives.setdefault(objective, {"title": title, "position": len(objectives) + 1})["title"] != title:
        raise row.error("objective", _("%(code)s has another title further up") % {"code": objective})
    outcome = row.text("outcome_code", Outcome, "code", required=True)
    title = row.text("outcome", Outcome, "title", required=True)
    known = outcomes.setdefault(outcome, {"objective": objective, "title": title, "position": len(outcomes) + 1})
    if known["objective"] != objective:
        raise row.error("outcome_code", _("%(code)s has another objective further up") % {"code": outcome})
    if known["title"] != title:
        raise row.error("outcome", _("%(code)s has another title further up") % {"code": outcome})


def _measure(row: Row, rule: Row) -> Fields:
    value_type = row.choice("value_type", Measure.ValueType.values)
    aggregation = row.choice("aggregation", Measure.Aggregation.values)
    if aggregation == Measure.Aggregation.AVERAGE and value_type not in AVERAGED:
        raise row.error("aggregation", _("only percentages and quantities are averaged"))
    top, bottom = _parts(rule, is_percent=value_type == Measure.ValueType.PERCENT)
    sensitivity = rule.choice("evidence_sensitivity", Measure.Sensitivity.values)
    photos = rule.choice("photos_allowed", Measure.Photos.values)
    if sensitivity in NO_PHOTOS and photos != Measure.Photos.NO:
        raise rule.error("photos_allowed", _("photos are never allowed where evidence is about these people"))
    return {
        "outcome": row.cells["outcome_code"],
        "external_code": "",
        "title": row.text("measure", Measure, "title", required=True),
        "unit": row.choice("unit", UNITS),
        "value_type": value_type,
        "aggregation": aggregation,
        "lower_is_better": False,
        "calculation_rule": rule.text("calculation_rule", required=True),
        "numerator_label": top,
        "denominator_label": bottom,
        "baseline_required": rule.choice("baseline_required", ["yes", "no"]) == "yes",
        "evidence_required": row.text("evidence_required", required=True),
        "sensitivity": sensitivity,
        "photos": photos,
        "target_group": row.text("target_group", Measure, "target_group"),
        "double_counting_note": row.text("double_counting_note"),
        "may_be_priced": row.cells["measure_code"] not in NEVER_PRICED,
        "source": row.text("source", Measure, "source"),
    }


def _parts(rule: Row, *, is_percent: bool) -> tuple[str, str]:
    """The names of the top and bottom figure of a percentage; empty for everything else."""
    parts = rule.cells["ratio_parts"].split(" / ") if rule.cells["ratio_parts"] else []
    if not is_percent and not parts:
        return "", ""
    if not is_percent or len(parts) != 2 or not all(parts):
        raise rule.error("ratio_parts", _("a percentage needs “top figure / bottom figure”, anything else nothing"))
    longest = getattr(Measure._meta.get_field("numerator_label"), "max_length", 0)
    if max(map(len, parts)) > longest:
        raise rule.error("ratio_parts", _("at most %(longest)s characters fit") % {"longest": longest})
    return parts[0], parts[1]


def _proxy(row: Row) -> Fields:
    pounds = row.cells["proxy_value_gbp"]
    if row.cells["measure_code"] in NEVER_PRICED:
        raise row.error("proxy_value_gbp", _("what young people do or think never has a price"))
    if not POUNDS.fullmatch(pounds):
        raise row.error("proxy_value_gbp", _("“%(value)s” is not an amount in pounds like 12.71") % {"value": pounds})
    return {
        "pounds": Decimal(pounds).quantize(Decimal("0.01")),
        "source": row.text("proxy_source", ProxyValue, "source", required=True),
    }


def _relations(rows: list[Row], measures: dict[str, Fields]) -> dict[tuple[str, str, str], Fields]:
    relations: dict[tuple[str, str, str], Fields] = {}
    for row in rows:
        for column in ("measure_a", "measure_b"):
            if row.cells[column] not in measures:
                problem = _("“%(code)s” is not a measure in %(file)s") % {"code": row.cells[column], "file": FRAMEWORK}
                raise row.error(column, problem)
        kind = row.choice("relation", MeasureRelation.Kind.values)
        key = (row.cells["measure_a"], kind, row.cells["measure_b"])
        if key[0] == key[2]:
            raise row.error("measure_b", _("a measure has no relation to itself"))
        if key in relations:
            raise row.error("measure_a", _("this relation is already further up"))
        try:
            reading = read_rule(row.cells["portal_rule"])
        except UnknownRule:
            problem = _("the portal does not know the rule “%(rule)s”") % {"rule": row.cells["portal_rule"]}
            raise row.error("portal_rule", problem) from None
        relations[key] = {
            "effect": str(reading.effect),
            "span": str(reading.span),
            "is_joint": reading.is_joint,
            "rule": row.cells["portal_rule"],
        }
    return relations
