"""Planning data out of a register: in which fifth each area lies by each indicator (OF7, OF8; domain rules, 9.1a)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

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


@dataclass
class Coming:
    """What earlier rows of a batch bring: new areas with their codes, and what they say of indicators."""

    room: int
    areas: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    indicators: dict[tuple[str, str], str] = field(default_factory=dict)


def plan_needs(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do: three queries for any number of rows; writes nothing. Raises PermissionDenied."""
    council = _council_of(register, by)
    known = _known(council, rows)
    coming = Coming(MOST - len(known.names))
    return [_plan(said, known, coming, council) for said in rows]


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
    known = Known(
        names={_fold(area.name): area for area in areas},
        codes={_fold(area.code): area for area in areas if area.code},
        indicators={_fold(indicator.code): indicator for indicator in indicators},
        needs={},
    )
    meant = [known.area(said) for said in rows]
    codes = {_fold(_code(said)) for said in rows}
    needs = AreaNeed.objects.filter(
        area__in={area.pk for area in meant if area},
        indicator__in=[indicator.pk for code, indicator in known.indicators.items() if code in codes],
        year__in={int(said.values["year"]) for said in rows if "year" in said.values},
    )
    known.needs.update({(need.area_id, need.indicator_id, need.year): need for need in needs})
    return known


def _plan(said: Said, known: Known, coming: Coming, council: Council) -> Plan:
    words = (said.values.get("area"), said.values.get("indicator_name") or _code(said), said.values.get("year"))
    plan = Plan(said, Verdict.WRONG, title=", ".join(filter(None, words)))
    unread = {problem.column for problem in said.problems}
    said.problems += _missing(said, unread)
    said.problems += _about_area(said, known, coming, unread)
    said.problems += _about_indicator(said, coming)
    named = said.values.get("council")
    if named and _fold(named) != _fold(council.name):
        message = _("“%(name)s” is another council. Bring its rows there")
        said.problems.append(Problem("council", say(message, name=named)))
    if said.problems:
        return plan
    area, indicator = known.area(said), known.indicators.get(_fold(_code(said)))
    name = area.name if area else said.values["area"]
    plan.key = "|".join((_fold(name), _fold(_code(said)), said.values["year"]))
    need = known.need(said)
    plan.changes = list(_changes(said, need, OF_NEED))
    renewed = list(_changes(said, indicator, OF_INDICATOR))
    if need is not None and not plan.changes:
        plan.changes = renewed
    elif renewed:  # An earlier batch of the same file may have done it by then: so it is no change of this row.
        said.remarks.append(say(_("What this row says of the indicator is said of it from then on")))
    plan.verdict = Verdict.NEW if need is None else Verdict.CHANGED if plan.changes else Verdict.UNCHANGED
    return plan


def _missing(said: Said, unread: set[str]) -> Iterator[Problem]:
    """What a row does not say and must."""
    for column, message in NEEDED.items():
        if column not in said.values and column not in unread:
            yield Problem(column, say(message))
    if not _code(said) and not unread & {"indicator_code", "indicator_name"}:
        yield Problem("indicator_name", say(_("Enter the name or the code of the indicator")))


def _about_area(said: Said, known: Known, coming: Coming, unread: set[str]) -> Iterator[Problem]:
    """What is not right about the area of a row: nobody is to find figures under another area than was meant."""
    code, name = said.values.get("area_code", ""), said.values.get("area", "")
    by_code, by_name = known.codes.get(_fold(code)), known.names.get(_fold(name))
    if by_code and by_name and by_code != by_name:
        message = _("%(code)s is the code of “%(area)s” here, and not of “%(name)s”. Correct one of them")
        yield Problem("area_code", say(message, code=code, area=by_code.name, name=name))
    elif by_code and name and not by_name:
        message = _("The code is that of “%(area)s” here. The name in this row is passed over")
        said.remarks.append(say(message, area=by_code.name))
    elif by_name and not by_code and by_name.code and AREA_CODE.fullmatch(code):
        message = _("“%(name)s” has the code %(code)s here. Correct the code, or give another area another name")
        yield Problem("area_code", say(message, name=by_name.name, code=by_name.code))
    elif not by_code and not by_name:
        yield from _about_new_area(said, coming, unread)


def _about_new_area(said: Said, coming: Coming, unread: set[str]) -> Iterator[Problem]:
    """What speaks against the new area that a row names; it is noted among those that come."""
    name, code = _fold(said.values.get("area", "")), said.values.get("area_code", "")
    official = code if AREA_CODE.fullmatch(code) else ""
    if not name:
        if not {"area", "area_code"} & unread:
            yield _why_no_area(code)
    elif (official and (coming.areas.get(name) or official) != official) or coming.codes.get(official, name) != name:
        message = _("An earlier row gives this name another code, or this code another name. Correct one of them")
        yield Problem("area_code", say(message))
    elif name not in coming.areas and len(coming.areas) >= coming.room:
        message = _("A council has %(most)d areas at most. Use the name of one that is here")
        yield Problem("area", say(message, most=MOST))
    else:
        coming.areas[name] = coming.areas.get(name) or official
        if official:
            coming.codes[official] = name
        said.remarks.append(say(_("“%(name)s” is no area of yours yet. It becomes one"), name=said.values["area"]))


def _why_no_area(code: str) -> Problem:
    """What to do about an area that is not here and cannot be added."""
    if code:
        message = _("None of your areas has the code %(code)s. Give its name too, or add the area first")
        return Problem("area_code", say(message, code=code))
    return Problem("area", say(_("Enter the name or the code of the area")))


def _about_indicator(said: Said, coming: Coming) -> Iterator[Problem]:
    """Where an earlier row says something else of the same indicator."""
    for column in OF_INDICATOR:
        if column in said.values:
            value = said.values[column]
            before = coming.indicators.setdefault((_fold(_code(said)), column), value)
            if before != value:
                message = _("An earlier row says “%(other)s” of this indicator. Keep the one that is right")
                yield Problem(column, say(message, other=before))


def _changes(said: Said, thing: AreaNeed | Indicator | None, columns: dict[str, str]) -> Iterator[tuple[str, Any, Any]]:
    """What is here and would be otherwise. What a row leaves out stays."""
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
        need = known.need(said) or AreaNeed(year=int(said.values["year"]))
        before = {name: _as_said(getattr(need, name)) for name in OF_NEED.values()} if need.pk else {}
        for column, name in OF_NEED.items():
            if column in said.values:
                setattr(need, name, Decimal(said.values[column]) if name == "value" else said.values[column])
        need.area, need.indicator = cast("Area", known.area(said)), known.indicators[_fold(_code(said))]
        need.fifth, need.set_at, need.set_by = int(need.fifth), now, by
        told.append((need, before))
    new = [need for need, before in told if not before]
    AreaNeed.objects.bulk_create(new)
    fields = [*OF_NEED.values(), "set_at", "set_by"]
    AreaNeed.objects.bulk_update([need for need, before in told if before], fields)
    things = ((need, _told(need, before)) for need, before in told)
    record_each(SupplierEvent.NEED_SET, by=by, things=things)


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
