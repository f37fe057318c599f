"""The pictures beside the tables of a portfolio: bars that say nothing which the figures beside them do not.

They are drawn with SVG attributes, because the content security policy allows no inline style, and assistive technology
passes over them. Nothing in them needs escaping: they hold numbers and the names of states.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from reports.standing import STATES, SURE, Standing

HEIGHT = 16
# From left to right as they stand in a bar of everything that is promised.
PARTS = ("verified", "part", "failed", "waiting", "late", "today", "to_come")


@dataclass(frozen=True)
class Step:
    """One step of the waterfall: how many pieces, and the stretch of the whole that they take up, in percent."""

    state: str
    label: Promise
    count: int
    picture: SafeString


def waterfall(standing: Standing) -> list[Step]:
    """From everything that is promised down to what became of it; each step begins where the one before left it.

    What falls away is drawn where it falls away: at the end of the bar above it.
    """
    decided = standing.claimed - standing.waiting
    starts = {
        "to_come": standing.due,
        "today": standing.claimed + standing.late,
        "late": standing.claimed,
        "waiting": decided,
        "part": standing.verified,
        "failed": standing.verified + standing.part,
    }
    steps = []
    for state, label in STATES.items():
        count = getattr(standing, state)
        if count or state != "today":
            picture = bar([(state, starts.get(state, 0), count)], standing.promised)
            steps.append(Step(state, label, count, picture))
    return steps


def sureness(standing: Standing) -> list[Step]:
    """What was claimed, and how much of it has reached each step of how sure it is: bars that all begin at the left."""
    counts = {state: getattr(standing, state) for state in SURE}
    return [
        Step(state, SURE[state], count, bar([(state, 0, count)], standing.claimed)) for state, count in counts.items()
    ]


def stack(standing: Standing) -> SafeString:
    """All pieces in one bar, by where they stand."""
    parts, start = [], 0
    for state in PARTS:
        count = getattr(standing, state)
        parts.append((state, start, count))
        start += count
    return bar(parts, standing.promised)


def key() -> list[tuple[SafeString, Promise]]:
    """Which colour says what in a bar of all pieces: a patch of it, and its word."""
    return [(_patch(state), STATES[state]) for state in PARTS]


def _patch(state: str) -> SafeString:
    return SafeString(
        f'<svg class="sv-key__patch" aria-hidden="true" focusable="false" width="{HEIGHT}" height="{HEIGHT}">'
        f'<rect class="sv-chart__{state}" width="100%" height="100%"/></svg>'
    )


def bar(parts: Iterable[tuple[str, int, int]], whole: int) -> SafeString:
    """Stretches of a whole: the state that colours each, where it starts and how long it is."""
    rectangles = "".join(
        f'<rect class="sv-chart__{state}" x="{_percent(start, whole)}%" width="{_percent(count, whole)}%"'
        f' height="{HEIGHT}"/>'
        for state, start, count in parts
        if count
    )
    return SafeString(
        f'<svg class="sv-chart" aria-hidden="true" focusable="false" width="100%" height="{HEIGHT}">'
        f'<rect class="sv-chart__whole" width="100%" height="{HEIGHT}"/>{rectangles}</svg>'
    )


def _percent(count: int, whole: int) -> str:
    """A share with two decimals, as SVG reads it in any language."""
    return f"{100 * count / whole if whole else 0:.2f}"
