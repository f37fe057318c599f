"""Links in editors' text that lead to pages and documents, expanded for every text of a page at once."""

from django.db.models import F
from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.addresses import address


class PageLinks(PageLinkHandler):
    """Links to pages as our own addresses, which need no question about sites; what is not published is plain words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link, in the order given: one question for all of a text."""
        ids = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        rows = Page.objects.filter(pk__in=ids, live=True).annotate(code=F("locale__language_code"))
        addresses = {str(pk): address(path, code) for pk, path, code in rows.values_list("pk", "url_path", "code")}
        return [
            f'<a class="govuk-link" href="{escape(addresses[str(attrs.get("id"))])}">'
            if str(attrs.get("id")) in addresses
            else "<a>"
            for attrs in attrs_list
        ]
