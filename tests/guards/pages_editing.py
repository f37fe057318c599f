"""The editing screens: their pages are looked at as a family (test_access.py), their e-mails by name."""

from wagtail.models import Site

from cms.models import SiteEditing

TABLE = ""
SUBJECTS: dict = {}
BUDGETS: dict = {}


def data_for(name: str, world) -> dict | None:
    """Nothing is sent to an address of this piece by the table."""
    return None


def make_objects(people: dict, contract) -> dict:
    """The site whose publishers get the e-mails."""
    return {"editing": SiteEditing.objects.get(site=Site.objects.get())}


def path_of(scene, page: str) -> str:
    """No page has a budget here: tests/cms/test_upkeep.py counts those of the reports."""
    raise KeyError(page)


def make_rows(scene, kind: str) -> None:
    """As above."""
