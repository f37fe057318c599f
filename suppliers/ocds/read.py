"""Files into releases: nothing leaves here that the rest would stumble over."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from suppliers.ocds.problems import OcdsProblem, Refused
from suppliers.ocds.shape import LONGEST_ID, moment, problems_of_release

MOST_BYTES = 50 * 1024 * 1024
DEEPEST = 40
# Digits of the longest whole number, and problems that are told of one release.
LONGEST_NUMBER = 1000
MOST_PROBLEMS = 20
# A null character, or half of a surrogate pair: JSON can say them, databases cannot keep them.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Limits:
    """How much one file may hold, where it does not come from the portal's own operator.

    `values` bounds what a file takes up once it is read, which for a text of nothing but brackets is a hundred times
    its size; `work` the suppliers of all contracts together, each of which costs a few queries.
    """

    megabytes: int
    values: int
    releases: int
    work: int


# Find a Tender hands out 100 releases at a time at most.
UPLOADS = Limits(megabytes=15, values=1_000_000, releases=100, work=300)
# The notices of one process that the portal fetched itself: nobody waits for them in front of a page.
FETCHED = Limits(megabytes=15, values=1_000_000, releases=1_000, work=2_000)


@dataclass(frozen=True)
class Release:
    """One release of a package, its shape checked."""

    file: str
    ocid: str
    id: str
    published: datetime
    data: dict


def read(file: str, content: bytes, limits: Limits | None = None) -> tuple[list[Release], list[OcdsProblem]]:
    """The releases of one package, and what is wrong with the file or with single releases.

    `file` is the name people know it by. A release with a problem is left out; its problem names the ocid where that
    can be read, so that the whole process can be held back.
    """
    try:
        package = _package(file, content, limits)
        releases, problems = _releases(file, package)
        if limits is not None and _work(releases) > limits.work:
            raise Refused(OcdsProblem(file, "", "releases", _too_much_work(limits)))
    except Refused as refused:
        return [], [refused.problem]
    return releases, problems


def _releases(file: str, package: dict) -> tuple[list[Release], list[OcdsProblem]]:
    """Each release of a package, or what is wrong with it: its first 20 problems."""
    releases: list[Release] = []
    problems: list[OcdsProblem] = []
    for index, data in enumerate(package["releases"]):
        found = list(islice(_problems(file, index, data), MOST_PROBLEMS))
        problems += found
        if not found:
            releases.append(Release(file, data["ocid"], data["id"], moment(data["date"]), data))
    return releases, problems


def _problems(file: str, index: int, data: Any) -> Iterator[OcdsProblem]:
    """What is wrong with one release."""
    if not isinstance(data, dict):
        yield OcdsProblem(file, "", f"releases[{index}]", _("This must be an object, in curly brackets."))
        return
    ocid = data.get("ocid")
    named = ocid[:LONGEST_ID] if isinstance(ocid, str) else ""
    for where, message in problems_of_release(data):
        yield OcdsProblem(file, named, f"releases[{index}].{where}", message)


def _work(releases: list[Release]) -> int:
    """The suppliers of all contracts, if each had as many as the largest award beside it."""
    total = 0
    for release in releases:
        awards = release.data.get("awards") or []
        suppliers = max((len(award.get("suppliers") or []) for award in awards), default=0)
        total += len(release.data.get("contracts") or []) * max(suppliers, 1)
    return total


def _too_much_work(limits: Limits) -> str:
    return _(
        "The file names more than %(most)s contracts and suppliers together, too many to look through in one go. "
        "Download fewer notices at a time."
    ) % {"most": limits.work}


def _package(file: str, content: bytes, limits: Limits | None) -> dict:
    """The package as plain objects. Raises Refused."""
    package = _parsed(file, content, limits)
    if not isinstance(package, dict):
        raise Refused(
            OcdsProblem(file, "", "", _("This is not a release package: it must be an object with releases."))
        )
    if "records" in package and "releases" not in package:
        message = _("This is a record package. Save the release package of the same notice and import that.")
        raise Refused(OcdsProblem(file, "", "records", message))
    if not isinstance(package.get("releases"), list):
        message = _("This is not a release package: the list of releases is missing.")
        raise Refused(OcdsProblem(file, "", "releases", message))
    if limits is not None and len(package["releases"]) > limits.releases:
        message = _("The file holds %(count)s releases. Up to %(most)s can be read at a time.") % {
            "count": len(package["releases"]),
            "most": limits.releases,
        }
        raise Refused(OcdsProblem(file, "", "releases", message))
    if package.get("version") != "1.1":
        message = _('Only version 1.1 of the standard can be read. The file must say "version": "1.1".')
        raise Refused(OcdsProblem(file, "", "version", message))
    return package


def _parsed(file: str, content: bytes, limits: Limits | None) -> Any:
    """The JSON of a file. Raises Refused when it is too large, broken, ambiguous or cannot be stored."""
    most = limits.megabytes * 1024 * 1024 if limits else MOST_BYTES
    if len(content) > most:
        raise Refused(OcdsProblem(file, "", "", too_large(most)))
    if limits and sum(map(content.count, (b",", b"[", b"{"))) > limits.values:
        raise Refused(OcdsProblem(file, "", "", _("The file holds too many separate values. Split it.")))
    try:
        parsed = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
        _check_depth_and_text(parsed)
    except RecursionError:
        message = _("The file is nested more than %(deepest)s levels deep.") % {"deepest": DEEPEST}
    except UnicodeDecodeError:
        message = _("The file is not text in UTF-8.")
    except json.JSONDecodeError as error:
        message = _("The file is not JSON, or was cut off: line %(line)s, column %(column)s. Save it again.") % {
            "line": error.lineno,
            "column": error.colno,
        }
    except ValueError as error:
        message = str(error)
    else:
        return parsed
    raise Refused(OcdsProblem(file, "", "", message))


def too_large(most: int) -> str:
    """What is said of a file over the limit, in bytes."""
    return _("The file is larger than %(most)s MB. Split it.") % {"most": most // 1024 // 1024}


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict:
    """An object none of whose keys comes twice: which of the two would count? Raises ValueError."""
    result = dict(pairs)
    if len(result) < len(pairs):
        often = Counter(key for key, _value in pairs)
        twice = next(key for key in often if often[key] > 1)
        raise ValueError(_("“%(key)s” comes twice in one object, so its value is not clear.") % {"key": twice[:60]})
    return result


def _no_constant(name: str) -> None:
    """NaN and Infinity are not JSON. Raises ValueError."""
    raise ValueError(_("%(name)s is not a number.") % {"name": name})


def _finite(text: str) -> float:
    """A number that fits. Raises ValueError."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _too_big(text)
    return number


def _whole(text: str) -> int:
    """A whole number that fits. Raises ValueError."""
    if len(text) > LONGEST_NUMBER:
        raise _too_big(text)
    return int(text)


def _too_big(text: str) -> ValueError:
    return ValueError(_("The number %(number)s is too large.") % {"number": text[:20]})


def _check_depth_and_text(parsed: Any) -> None:
    """Walk everything once. Raises RecursionError past the depth, ValueError for text that no database can keep."""
    level, depth = [parsed], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise RecursionError
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item.keys(), *item.values()]
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str) and UNSTORABLE.search(item):
                raise ValueError(_("A text holds characters that are not text (a null or half a character)."))
        level = below
