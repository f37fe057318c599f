"""Search of the public site and what search engines ask for: open to everybody, and how many queries.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse

from cms.models import GuidancePage, HomePage

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
search             -           GET    200   200   200   200   200   200   200   200   200   200   200   200
robots             -           GET    200   200   200   200   200   200   200   200   200   200   200   200
sitemap            -           GET    200   200   200   200   200   200   200   200   200   200   200   200
sitemap-part       first_part  GET    200   200   200   200   200   200   200   200   200   200   200   200
"""
SUBJECTS = {"first_part": lambda world: [1]}
# Page, who looks, how many queries: four for the frame; pages and measures that are found, and the ten that are shown.
BUDGETS = {
    "search": ("anonymous", 4),
    "search, guidance": ("anonymous", 7),
    "search, zebra": ("anonymous", 7),
    "robots": ("anonymous", 2),
    "sitemap": ("anonymous", 4),  # the site, its home pages, the pages, and whose council it is
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return None


def make_objects(people: dict, contract) -> dict:
    """Nothing: the world has a page that can be found."""
    return {}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, words = page.partition(", ")
    return f"{reverse(name)}?q={words}" if words else reverse(name)


def make_rows(scene, kind: str) -> None:
    """As many pages of guidance as the scene has rows."""
    for number in range(scene.rows):
        guide = GuidancePage(title=f"Guidance {number}", slug=f"guidance-{number}", summary="What to send.")
        HomePage.objects.get().add_child(instance=guide)
