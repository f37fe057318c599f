"""Where pages are: addresses made from what is already known of a page, without another question to the database.

A site's home page stands right below the root of the tree, once in each language, and its name is in no address:
`/home/guidance/` is /guidance/ and `/home-cy/canllawiau/` is /cy/canllawiau/.
"""

from collections.abc import Iterable

from django.conf import settings
from wagtail.models import Page

from accounts.languages import PREFIXES


def address(url_path: str, language: str) -> str:
    """The address within its site of a page with this path and language."""
    inner = url_path.split("/", 2)[2]
    return f"/{PREFIXES.get(language, '')}{inner}"


def listed(pages: Iterable[Page], request) -> list[Page]:
    """Pages of the language of this request, each with its `address` for a list of links."""
    shown = list(pages)
    for page in shown:
        page.address = address(page.url_path, getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))
    return shown
