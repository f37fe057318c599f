"""Planning data out of a register: in which fifth each area lies by each indicator (OF7, OF8; domain rules, 9.1a)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from accounts.models import Council, User
from audit.record import record, record_each
from suppliers.events import SupplierEvent
from suppliers.models import Area, AreaNeed, Indicator, RegisterFile, RegisterRow
from suppliers.ownership import MOST
from suppliers.permissions import can_set_places
from suppliers.registers.rows import Plan, Problem, Said
from suppliers.registers.saying import say

Verdict = RegisterRow.Verdict
LONGEST_CODE = 80
# As the Office for National Statistics writes them.
AREA_CODE = re.compile(r"[ENSWK]\d{8}", re.ASCII)
# What a row may say of its indicator, and of the area's need by it: the column, and the field.
OF_INDICATOR = {"indicator_name": "name", "objective": "objective", "polarity": "polarity"}
OF_NEED = {"fifth": "fifth", "value": "value", "source": "source"}
NEEDED = {
    "fifth": _("Enter in which fifth the area lies: 1 for the worst, up to 5 for the best"),
    "year": _("Enter the year that the figure is of"),
}


@dataclass(frozen=True)
class Known:
    """What a council has already: areas by name and by code, indicators by code, and needs by all three."""

    names: dict[str, Area]
    codes: dict[str, Area]
    indicators: dict[str, Indicator]
    needs: dict[tuple[int, int, int], AreaNeed]

    def area(self, said: Said) -> Area | None:
        """The area that a row is about: by its code if it gives one that is here, otherwise by its name."""
        by_code = self.codes.get(_fold(said.values.get("area_code", "")))
        return by_code or self.names.get(_fold(said.values.get("area", "")))

    def need(self, said: Said) -> AreaNeed | None:
        """What is here about the area, indicator and year of a row."""
        area, indicator = self.area(said), self.indicators.get(_fold(_code(said)))
        if area is None or indicator is None or "year" not in said.values:
            return None
        return self.needs.get((area.pk, indicator.pk, int(said.values["year"])))


def plan_needs(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do: three queries for any number of rows; writes nothing. Raises PermissionDenied."""
    council = _council_of(register, by)
    known = _known(council, rows)
    room = MOST - len(known.names)
    coming: set[str] = set()
    plans = []
    for said in rows:
        plan = _plan(said, known)
        if plan.verdict != Verdict.WRONG and known.area(said) is None:
            coming.add(_fold(said.values["area"]))
            if len(coming) > room:
                plan.verdict = Verdict.WRONG
                message = _("A council has %(most)d areas at most. Use the name of one that is here")
                said.problems.append(Problem("area", say(message, most=MOST)))
        plans.append(plan)
    return plans


def _council_of(register: RegisterFile, by: User) -> Council:
    """The register's council. Raises PermissionDenied for who does not set its areas."""
    if register.council is None or not can_set_places(by, register.council):
        raise PermissionDenied
    return register.council


def _code(said: Said) -> str:
    """What the indicator of a row is recognised by: its code, and where it has none its name."""
    return said.values.get("indicator_code") or said.values.get("indicator_name", "")[:LONGEST_CODE]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _known(council: Council, rows: Sequence[Said]) -> Known:
    areas, indicators = list(Area.objects.filter(council=council)), Indicator.objects.filter(council=council)
    years = {int(said.values["year"]) for said in rows if "year" in said.values}
    needs = AreaNeed.objects.filter(area__council=council, year__in=years)
    return Known(
        names={_fold(area.name): area for area in areas},
        codes={_fold(area.code): area for area in areas if area.code},
        indicators={_fold(indicator.code): indicator for indicator in indicators},
        needs={(need.area_id, need.indicator_id, need.year): need for need in needs},
    )


def _plan(said: Said, known: Known) -> Plan:
    words = (said.values.get("area"), said.values.get("indicator_name") or _code(said), said.values.get("year"))
    plan = Plan(said, Verdict.WRONG, title=", ".join(filter(None, words)))
    unread = {problem.column for problem in said.problems}
    for column, message in NEEDED.items():
        if column not in said.values and column not in unread:
            said.problems.append(Problem(column, say(message)))
    if not _code(said) and not unread & {"indicator_code", "indicator_name"}:
        said.problems.append(Problem("indicator_name", say(_("Enter the name or the code of the indicator"))))
    area = known.area(said)
    if area is None:
        said.problems += _why_no_area(said, unread)
    if said.problems:
        return plan
    name = area.name if area else said.values["area"]
    if area is None:
        said.remarks.append(say(_("“%(name)s” is no area of yours yet. It becomes one"), name=name))
    plan.key = "|".join((_fold(name), _fold(_code(said)), said.values["year"]))
    need = known.need(said)
    plan.changes = list(_changes(said, need, known.indicators.get(_fold(_code(said)))))
    plan.verdict = Verdict.NEW if need is None else Verdict.CHANGED if plan.changes else Verdict.UNCHANGED
    return plan


def _why_no_area(said: Said, unread: set[str]) -> Iterator[Problem]:
    """What to do about an area that is not here and cannot be added."""
    if "area" in said.values or {"area", "area_code"} & unread:
        return
    if code := said.values.get("area_code"):
        message = _("None of your areas has the code %(code)s. Give its name too, or add the area first")
        yield Problem("area_code", say(message, code=code))
    else:
        yield Problem("area", say(_("Enter the name or the code of the area")))


def _changes(said: Said, need: AreaNeed | None, indicator: Indicator | None) -> Iterator[tuple[str, Any, Any]]:
    """What is here and would be otherwise. What a row leaves out stays."""
    for columns, thing in ((OF_INDICATOR, indicator), (OF_NEED, need)):
        for column, name in columns.items():
            if thing is not None and column in said.values:
                before = _as_said(getattr(thing, name))
                if before != said.values[column]:
                    yield column, before or None, said.values[column]


def _as_said(value: Any) -> str:
    """A value of ours as the readers of cells write it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def take_in_needs(*, register: RegisterFile, plans: Sequence[Plan], by: User) -> None:
    """Write the needs of some rows, with the areas and indicators they bring. A part of taking a register in.

    An event for each row says what is there now and what was before. Raises PermissionDenied.
    """
    council = _council_of(register, by)
    rows = [plan.said for plan in plans]
    known = _known(council, rows)
    _add_areas(council, rows, known, by)
    _set_indicators(council, rows, known)
    now, told = timezone.now(), []
    for said in rows:
        need = known.need(said) or _new_need(said, known)
        before = {name: _as_said(getattr(need, name)) for name in OF_NEED.values()} if need.pk else {}
        for column, name in OF_NEED.items():
            if column in said.values:
                setattr(need, name, Decimal(said.values[column]) if name == "value" else said.values[column])
        need.fifth, need.set_at, need.set_by = int(need.fifth), now, by
        told.append((need, before))
    new = [need for need, before in told if not before]
    AreaNeed.objects.bulk_create(new)
    fields = [*OF_NEED.values(), "set_at", "set_by"]
    AreaNeed.objects.bulk_update([need for need, before in told if before], fields)
    things = ((need, _told(need, before)) for need, before in told)
    record_each(SupplierEvent.NEED_SET, by=by, things=things)


def _new_need(said: Said, known: Known) -> AreaNeed:
    indicator = known.indicators[_fold(_code(said))]
    return AreaNeed(area=known.area(said), indicator=indicator, year=int(said.values["year"]))


def _told(need: AreaNeed, before: dict[str, str]) -> dict[str, Any]:
    """What the event says: nobody's name is in it."""
    after = {name: _as_said(getattr(need, name)) for name in OF_NEED.values()}
    about = {"area": need.area.name, "indicator": need.indicator.code, "year": need.year}
    return about | {"before": before, "after": after}


def _add_areas(council: Council, rows: Sequence[Said], known: Known, by: User) -> None:
    """Create the areas that rows name and nobody has yet, each once. A code is kept where it is an official one."""
    new: dict[str, Area] = {}
    for said in rows:
        if known.area(said) is None:
            name, code = said.values["area"], said.values.get("area_code", "")
            official = code if AREA_CODE.fullmatch(code) else ""
            new.setdefault(_fold(name), Area(council=council, name=name, code=official))
    if not new:
        return
    data = {"kept": len(known.names), "added": len(new), "gone": 0}
    known.names.update(zip(new, Area.objects.bulk_create(new.values()), strict=True))
    record(SupplierEvent.AREAS_SET, by=by, on=council, data=data)


def _set_indicators(council: Council, rows: Sequence[Said], known: Known) -> None:
    """Create the indicators that rows name, and write what the rows say of those that are here."""
    changed = {}
    for said in rows:
        code = _code(said)
        indicator = known.indicators.setdefault(_fold(code), Indicator(council=council, code=code))
        for column, name in OF_INDICATOR.items():
            if column in said.values and getattr(indicator, name) != said.values[column]:
                setattr(indicator, name, said.values[column])
                changed[_fold(code)] = indicator
    new = [indicator for indicator in known.indicators.values() if indicator.pk is None]
    old = [indicator for indicator in changed.values() if indicator.pk is not None]
    Indicator.objects.bulk_create(new)
    Indicator.objects.bulk_update(old, list(OF_INDICATOR.values()))
