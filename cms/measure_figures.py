"""Public figures on pages of measures: the one place where they come from."""

from collections.abc import Mapping
from typing import Protocol

from django.http import HttpRequest

from cms.measures import council_id_of


class PublicFigure(Protocol):
    """What a page says of a figure: the words of what is verified, which days it is of, and what it leaves out."""

    @property
    def verified_words(self) -> str: ...


def figures_of(council_id: int) -> Mapping[str, PublicFigure]:
    """The public verified figures of a council by the codes of their measures."""
    return {}


def figures_here(request: HttpRequest) -> Mapping[str, PublicFigure]:
    """The public figures of the council of this site, read once for a request; none where it is of no council."""
    if not hasattr(request, "published_figures"):
        council_id = council_id_of(request)
        request.published_figures = figures_of(council_id) if council_id else {}  # type: ignore[attr-defined]
    return request.published_figures  # type: ignore[attr-defined]
