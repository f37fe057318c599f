"""The published pages of a site that anybody may read: neither they nor any page above them is private."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.routing import DEEPEST

STEP = Page.steplen
ROOT_AND_HOME = 2


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Those among some pages that are published and not private, in the same question to the database.

    An alias is as private as its original, as `cms.routing.is_open` has it.
    """
    above = [Substr(OuterRef("path"), 1, STEP * depth) for depth in range(1, DEEPEST + ROOT_AND_HOME + 1)]
    is_private = Q(view_restrictions__isnull=False) | Q(alias_of__view_restrictions__isnull=False)
    private = Page.objects.filter(is_private, path__in=above)
    return pages.filter(~Exists(private), live=True)


def open_below(children: PageQuerySet) -> PageQuerySet:
    """Those among the children of a page that are published and not private themselves: for whoever sees their parent.

    What is private above them is known by then, and need not be asked: `open_to_all` asks of a dozen pages above each.
    """
    own = PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))
    return children.filter(~Exists(own), live=True)


def open_pages(home: Page) -> PageQuerySet:
    """The home page of a language and everything below it that is open to all."""
    return open_to_all(Page.objects.filter(path__startswith=home.path))
