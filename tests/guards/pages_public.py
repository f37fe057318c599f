"""What a council publishes of its figures and contracts: its results and its open data.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.models import CouncilSite, HomePage, ResultsPage
from reports.editions import publish_figures_of

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
wagtail_serve      results     GET    200   200   200   200   200   200   200   200   200   200   200   200
open-data          -           GET    200   200   200   200   200   200   200   200   200   200   200   200
contracts-register -           GET    200   200   200   200   200   200   200   200   200   200   200   200
contracts-ocds     -           GET    200   200   200   200   200   200   200   200   200   200   200   200
"""
SUBJECTS = {"results": lambda world: ["results/"]}
# Page, who looks, how many queries: five for the frame of a page, one for its figures; for a file the site, its
# settings, and what `open_data_rows`, `register_rows` and `published_package` say.
BUDGETS = {
    "results": ("anonymous", 6),
    "open-data": ("anonymous", 4),
    "contracts-register": ("anonymous", 4),
    "contracts-ocds": ("anonymous", 9),
}


def data_for(name: str, world) -> dict | None:
    """Nothing can be sent to these."""
    return None


def make_objects(people: dict, contract) -> dict:
    """The site belongs to the council, and shows what it has verified."""
    site = Site.objects.get(is_default_site=True)
    CouncilSite.objects.get_or_create(site=site, defaults={"council": contract.council})
    CouncilSite.objects.filter(site=site).update(publishes_contracts=True)
    page = ResultsPage(title="Results", slug="results", summary="What was promised, and what was delivered.")
    HomePage.objects.get(depth=2).add_child(instance=page)
    publish_figures_of(contract.council_id, today=timezone.localdate())
    return {}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return "/results/" if page == "results" else reverse(page)


def make_rows(scene, kind: str) -> None:
    """The figures of the scene, whose contract has as many commitments as it has rows."""
    make_objects(scene.people, scene.contract)
