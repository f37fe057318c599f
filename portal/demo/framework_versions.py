"""Penbury’s framework in two versions, so that readers can see what changed. Every contract uses the newer one."""

from dataclasses import replace

from accounts.models import User
from framework.contents import Contents, read_contents, write_contents
from framework.copying import begin_next_version
from framework.models import FrameworkVersion, Measure

# What version 2 brought in, and what version 1 still had in its place.
NEW = ("M1.06", "M7.10", "M7.11")
GONE = "PB.00"
TALKS = {
    "title": "Talks about careers given at fairs",
    "unit": "sessions",
    "value_type": Measure.ValueType.COUNT.value,
    "calculation_rule": "Talks given, whoever listened",
    "evidence_required": "Programme of the fair",
    "may_be_priced": False,
}
# How version 1 put what version 2 says better.
EARLIER = {
    "M2.07": {"target_group": "Small firms in the council area"},
    "M3.06": {
        "title": "Staff hours given to good causes",
        "evidence_required": "Timesheet or letter from the charity",
    },
    "M7.05": {"evidence_required": "Carbon calculation"},
    "M7.08": {"evidence_required": "Bill of the energy supplier or generation meter"},
}


def put_a_version_behind(version: FrameworkVersion, by: User) -> FrameworkVersion:
    """Make a version that nobody uses yet the second of its framework; the first, of a year before, stays behind it.

    Returns the second, which holds what `version` held, with its money values.
    """
    contents = read_contents(version)
    second = begin_next_version(version=version, effective_from=version.effective_from, by=by)
    write_contents(version, _a_year_before(contents))
    return second


def _a_year_before(contents: Contents) -> Contents:
    """The same with what was said then, and without money values."""
    measures = {
        code: {**fields, **EARLIER.get(code, {})} for code, fields in contents.measures.items() if code not in NEW
    }
    last = max(fields["position"] for fields in measures.values())
    plain = {"numerator_label": "", "denominator_label": "", "double_counting_note": "", "target_group": ""}
    measures[GONE] = {**contents.measures[NEW[0]], **plain, **TALKS, "position": last + 1}
    return replace(
        contents,
        effective_from=contents.effective_from.replace(year=contents.effective_from.year - 1),
        measures=measures,
        relations={key: fields for key, fields in contents.relations.items() if not {key[0], key[2]} & set(NEW)},
        proxies={},
    )
