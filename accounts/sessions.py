"""How long a session lasts: until it was not used for a while, and 12 hours from signing in at the latest.

Kept in the session itself, which lies in the database: `began`, `used` and `listed` are seconds since 1970, `idle` is
the number of seconds it may lie unused. Who gets how many is decided by the portal, which knows what people are.
"""

import math
import time

from django.contrib.sessions.backends.base import SessionBase

KEY = "lasting"
LONGEST = 12 * 60 * 60
WARNING = 2 * 60
LISTED_EVERY = 5 * 60
# Why a session is over.
UNUSED, OLD = "unused", "old"


def begin(session: SessionBase) -> None:
    """Somebody has signed in."""
    now = int(time.time())
    session[KEY] = {"began": now, "used": now, "listed": now}


def why_over(session: SessionBase | dict) -> str:
    """UNUSED or OLD when the session has ended, otherwise nothing."""
    kept, now = session.get(KEY, {}), time.time()
    if now - kept.get("began", now) >= LONGEST:
        return OLD
    return UNUSED if now - kept.get("used", now) >= kept.get("idle", LONGEST) else ""


def is_due(session: SessionBase) -> bool:
    """Whether it is time to write down that the session is used: once a minute, not with every request."""
    kept = session.get(KEY)
    if not kept or "idle" not in kept:
        return True
    return time.time() - kept["used"] >= min(60, kept["idle"] / 10)


def use(session: SessionBase, *, idle: float) -> bool:
    """Write down that the session is used; `idle` is how many seconds it may lie from now.

    Answers whether the list of sessions should be told too, which is every 5 minutes.
    """
    if KEY not in session:
        begin(session)
    now = int(time.time())
    kept = {**session[KEY], "used": now, "idle": idle}
    is_listed = now - kept["listed"] >= LISTED_EVERY
    if is_listed:
        kept["listed"] = now
    session[KEY] = kept
    return is_listed


def seconds_left(session: SessionBase) -> int:
    """How long the session lasts if nobody uses it again; 0 only when it has ended."""
    kept, now = session.get(KEY, {}), time.time()
    unused = kept.get("used", now) + kept.get("idle", LONGEST) - now
    return max(0, math.ceil(min(unused, kept.get("began", now) + LONGEST - now)))


def seconds_if_used(session: SessionBase) -> int:
    """How long it would last if it were used now: less than the warning, and it cannot be made longer."""
    kept, now = session.get(KEY, {}), time.time()
    return max(0, math.ceil(min(kept.get("idle", LONGEST), kept.get("began", now) + LONGEST - now)))


def warning_for(session: SessionBase) -> int:
    """How many seconds before its end people are told: 2 minutes, less for a session that lasts hardly longer."""
    return int(min(WARNING, session.get(KEY, {}).get("idle", LONGEST) / 2))
