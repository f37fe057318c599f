"""What stands behind the address of a page besides the page: its feed, or its entry for a calendar."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult


class MoreAddresses:
    """A page that shows something else at `<its address>/<word>/`, under the same rules about who may see it."""

    behind: ClassVar[dict[str, str]] = {}
    """The word, and the method that answers there."""

    def route(self, request: HttpRequest, path_components: list[str]):
        """This page with the word behind it, or whatever Wagtail finds."""
        if self.live and len(path_components) == 1 and path_components[0] in self.behind:  # type: ignore[attr-defined]
            return RouteResult(self, kwargs={"word": path_components[0]})
        return super().route(request, path_components)  # type: ignore[misc]

    def serve(self, request: HttpRequest, *args, word: str = "", **kwargs) -> HttpResponse:
        """The page, or what stands behind its address."""
        if word:
            return getattr(self, self.behind[word])(request)
        return super().serve(request, *args, **kwargs)  # type: ignore[misc]
