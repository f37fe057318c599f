"""The published framework: open to all, in few queries however many measures there are.

The tables are read as those of access_table.py and test_queries.py are.
"""

from framework.published import slug_of
from tests.cms.frameworks import framework_page
from tests.factories import FrameworkVersionFactory, MeasureFactory, OutcomeFactory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
wagtail_serve       framework     GET   200   200   200   200   200   200   200   200   200   200   200   200
wagtail_serve       a_measure_of  GET   200   200   200   200   200   200   200   200   200   200   200   200
wagtail_serve       no_measure    GET   404   404   404   404   404   404   404   404   404   404   404   404
framework-file      as_csv        GET   200   200   200   200   200   200   200   200   200   200   200   200
framework-file      as_xlsx       GET   200   200   200   200   200   200   200   200   200   200   200   200
framework-file      as_ods        GET   200   200   200   200   200   200   200   200   200   200   200   200
framework-file      of_nothing    GET   404   404   404   404   404   404   404   404   404   404   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "framework": lambda world: ["framework/"],
    "a_measure_of": lambda world: [f"framework/measures/{slug_of(world.more['published_measure'].code)}/"],
    "no_measure": lambda world: ["framework/measures/nowhere/"],
    "as_csv": lambda world: ["framework/", "csv"],
    "as_xlsx": lambda world: ["framework/", "xlsx"],
    "as_ods": lambda world: ["framework/", "ods"],
    "of_nothing": lambda world: ["evidence/", "csv"],
}
# Page, who looks, how many queries.
BUDGETS = {
    "framework": ("anonymous", 7),
    "framework, objective": ("anonymous", 6),
    "framework, outcome": ("anonymous", 6),
    "framework, measure": ("anonymous", 7),
    "framework, changes": ("anonymous", 8),
    "framework, csv": ("anonymous", 4),
    "framework, xlsx": ("anonymous", 4),
    "framework, ods": ("anonymous", 4),
}
ADDRESSES = {
    "": "",
    "objective": "objectives/p1/",
    "outcome": "outcomes/p1/",
    "measure": "measures/p1/",
    "changes": "changes/1/",
    "csv": "framework.csv",
    "xlsx": "framework.xlsx",
    "ods": "framework.ods",
}


def data_for(name: str, world) -> dict | None:
    """Nothing is sent to these."""
    return None


def make_objects(people: dict, contract) -> dict:
    """The page and one measure on it: `world.more`."""
    framework_page()
    own = {"framework__council": contract.council, "framework__name": "Framework of our own"}
    return {"published_measure": _published(number=1, measures=1, effective_from="2026-06-01", **own)}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return f"/framework/{ADDRESSES[page.partition(', ')[2]]}"


def make_rows(scene, kind: str) -> None:
    """A page, and two versions with as many measures each as the scene has rows."""
    framework_page()
    older = _published(number=1, measures=scene.rows)
    _published(number=2, measures=scene.rows + 1, framework=older.version.framework)


def _published(*, number: int, measures: int, **of):
    """The first measure of a version that comes before every other shared one."""
    of = of or {"framework__name": "Starter framework"}
    version = FrameworkVersionFactory(number=number, **{"effective_from": f"202{number + 3}-04-01"} | of)
    outcome = OutcomeFactory(version=version, code="P1", objective__code="P1")
    made = [MeasureFactory(version=version, outcome=outcome, code=f"P{place + 1}") for place in range(measures)]
    return made[0]
