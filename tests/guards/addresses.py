"""Every address the portal answers at, found by walking the URL resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize

# Something of the right shape for each kind of argument; nothing in any database has it.
DUMMIES = {"int": "987654", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-4000-8000-000000000000"}
ONE_OF_SEVERAL = re.compile(r"\(\?P<\w+>(\w+)(?:\|\w+)+\)")


@dataclass(frozen=True)
class Address:
    """One pattern: its route as written, its name, its view, and a path that matches it."""

    route: str
    name: str
    view: object
    path: str


def all_addresses() -> list[Address]:
    """Every address, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", "/", ()))


def _walk(resolver: URLResolver, route: str, path: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here, example = route + str(pattern.pattern), path + _example(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(here, ":".join((*spaces, pattern.name or "")), pattern.callback, example)
        else:
            yield from _walk(pattern, here, example, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def _example(pattern) -> str:
    """A text that one part of a route matches."""
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:(\w+):)?\w+>", lambda found: DUMMIES[found[1] or "str"], str(pattern))
    shape, names = normalize(ONE_OF_SEVERAL.sub(r"\1", str(pattern)))[0]
    return shape % dict.fromkeys(names, "x")
