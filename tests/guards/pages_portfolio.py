"""The portfolio, the lists that contracts are put under, local postcodes: who may, how many queries, what rows show.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse

from framework.models import Theme
from returns.figures import refresh_figures
from returns.models import SupplierReturn
from suppliers.actions.contract_setup import Words, describe_contract
from suppliers.actions.postcodes import set_local_postcodes
from suppliers.models import AreaNeed, Department
from tests.factories import (
    AreaFactory,
    AreaNeedFactory,
    CommitmentFactory,
    ContractFactory,
    DepartmentFactory,
    MeasureFactory,
    OutcomeFactory,
    ReturnLineFactory,
    ServiceCategoryFactory,
    SupplierReturnFactory,
    ThemeFactory,
)

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
portfolio-by        by_measure    GET   in    403   403   403   403   200   200   200   200   200   403   403
portfolio-by        by_supplier   GET   in    403   403   403   403   200   200   200   200   200   403   403
portfolio-by        by_nothing    GET   in    403   403   403   403   404   404   404   404   404   403   403
portfolio-group     a_department  GET   in    403   403   403   403   404   200   200   200   200   403   403
portfolio-group     an_area       GET   in    403   403   403   403   404   200   200   200   200   403   403
portfolio-group     a_service     GET   in    403   403   403   403   404   200   200   200   200   403   403
portfolio-group     a_supplier    GET   in    403   403   403   403   404   200   200   200   200   403   403
portfolio-group     a_measure     GET   in    403   403   403   403   404   200   200   200   200   403   403
portfolio-group     not_said      GET   in    403   403   403   403   200   200   200   200   200   403   403
portfolio-pieces    -             GET   in    403   403   403   403   200   200   200   200   200   403   403
portfolio-contracts -             GET   in    403   403   403   403   404   404   404   404   404   403   403
contracts-export    council_pk    GET    in    403   403   403   403   405   405   405   405   405   403   403
contracts-export    council_pk    POST   in    403   403   403   403   404   200   200   200   200   403   403
department-edit     council_pk    GET   in    403   403   403   403   404   403   200   403   403   403   403
department-edit     council_pk    POST  in    403   403   403   403   404   403   302   403   403   403   403
area-edit           council_pk    GET   in    403   403   403   403   404   403   200   403   403   403   403
area-edit           council_pk    POST  in    403   403   403   403   404   403   302   403   403   403   403
need-list           -             GET   in    403   403   403   403   200   200   200   200   200   403   403
need-detail         an_area_pk    GET   in    403   403   403   403   404   200   200   200   200   403   403
postcode-check      contract      GET   in    404   200   200   200   404   200   200   200   200   404   404
postcode-check      contract      POST  in    404   200   200   200   404   200   200   200   200   404   404
local-postcodes-edit council_pk   GET   in    403   403   403   403   404   403   200   403   403   403   403
local-postcodes-edit council_pk   POST  in    403   403   403   403   404   403   302   403   403   403   403
portfolio-group     a_theme       GET   in    403   403   403   403   404   200   200   200   200   403   403
theme-list          council_pk    GET   in    403   403   403   403   404   403   200   403   403   403   403
theme-add           council_pk    GET   in    403   403   403   403   404   403   200   403   403   403   403
theme-add           council_pk    POST  in    403   403   403   403   404   403   302   403   403   403   403
theme-edit          a_theme_pk    GET   in    403   403   403   403   404   403   200   403   403   403   403
theme-edit          a_theme_pk    POST  in    403   403   403   403   404   403   302   403   403   403   403
theme-remove        a_theme_pk    GET   in    403   403   403   403   405   405   405   405   405   403   403
theme-remove        a_theme_pk    POST  in    403   403   403   403   404   403   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "by_measure": lambda world: ["measure"],
    "by_supplier": lambda world: ["supplier"],
    "by_nothing": lambda world: ["weather"],
    "a_department": lambda world: ["department", world.more["a_department"].pk],
    "an_area": lambda world: ["area", world.more["an_area"].pk],
    "an_area_pk": lambda world: [world.more["an_area"].pk],
    "a_service": lambda world: ["category", world.more["a_service"].pk],
    "a_supplier": lambda world: ["supplier", world.contract.supplier_id],
    "a_measure": lambda world: ["measure", world.more["a_measure"].pk],
    "a_theme": lambda world: ["theme", world.more["a_theme"].pk],
    "a_theme_pk": lambda world: [world.more["a_theme"].pk],
    "not_said": lambda world: ["department", 0],
}
# Page, who looks, how many queries.
BUDGETS = {
    "council-home": ("manager", 8),
    "portfolio-by, objective": ("manager", 7),
    "portfolio-by, outcome": ("manager", 7),
    "portfolio-by, measure": ("manager", 7),
    "portfolio-by, theme": ("manager", 7),
    "portfolio-by, category": ("manager", 6),
    "portfolio-by, department": ("manager", 6),
    "portfolio-by, area": ("manager", 6),
    "portfolio-by, supplier": ("manager", 6),
    "portfolio-group, objective": ("manager", 10),
    "portfolio-group, department": ("manager", 8),
    "portfolio-group, theme": ("manager", 10),
    "portfolio-pieces": ("manager", 6),
    "portfolio-pieces, filtered": ("manager", 7),
    "portfolio-pieces, theme": ("manager", 8),
    "portfolio-contracts": ("manager", 8),
    "department-edit": ("lead", 6),
    "area-edit": ("lead", 6),
    "need-list": ("lead", 6),
    "need-detail": ("lead", 6),
    "postcode-check": ("editor", 6),
    "local-postcodes-edit": ("lead", 6),
    "theme-list": ("lead", 6),
    "theme-add": ("lead", 6),
    "theme-edit": ("lead", 8),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "department-edit": {"name_new1": "Parks"},
        "area-edit": {"name_new1": "Riverside", "code_new1": "E05009289"},
        "postcode-check": {"postcodes": "ZE90 1AA"},
        "local-postcodes-edit": {"codes": "ZE90, ZE91"},
        "theme-add": {"name": "Working town"},
        "theme-edit": {"name": "Working town"},
        "theme-remove": {"go": "1"},
        "contracts-export": {"go": "1"},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    measure = MeasureFactory(version__framework__council=contract.council)
    return {
        "a_department": DepartmentFactory(council=contract.council),
        "an_area": AreaFactory(council=contract.council),
        "a_service": ServiceCategoryFactory(council=contract.council),
        "a_measure": measure,
        "a_theme": ThemeFactory(council=contract.council),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    council = scene.contract.council
    if name in ("council-home", "need-list"):
        return reverse(name)
    if name == "need-detail":
        return reverse(name, args=[AreaNeed.objects.filter(area__council=council).earliest("area_id").area_id])
    if name == "portfolio-by":
        return reverse(name, args=[case])
    department = Department.objects.filter(council=council).first()
    measure = scene.draft.lines.first().commitment.measure
    if name == "portfolio-group":
        keys = {"objective": measure.outcome.objective_id, "department": department.pk if department else 0}
        keys["theme"] = Theme.objects.filter(council=council).latest("pk").pk
        return reverse(name, args=[case, keys[case]])
    if name == "portfolio-pieces":
        filters = f"?state=verified&measure={measure.pk}&department={department.pk}" if case == "filtered" else ""
        if case == "theme":
            filters = f"?theme={Theme.objects.filter(council=council).latest('pk').pk}"
        return reverse(name) + filters
    if name == "portfolio-contracts":
        return f"{reverse(name)}?measure={measure.pk}"
    if name == "theme-edit":
        return reverse(name, args=[Theme.objects.filter(council=council).latest("pk").pk])
    return reverse(name, args=[scene.contract.pk if name == "postcode-check" else council.pk])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    if page in ("postcode-check", "local-postcodes-edit"):
        return "postcodes"
    if page in ("need-list", "need-detail"):
        return "needs"
    return "places" if page in ("department-edit", "area-edit") else "contracts"


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    council, manager = scene.contract.council, scene.people["manager"]
    version = scene.contract.framework_version
    if kind == "postcodes":
        codes = [f"ZE{number}" for number in range(scene.rows)]
        set_local_postcodes(council=council, codes=codes, by=scene.people["lead"])
        return
    if kind == "needs":
        area = AreaNeedFactory(area__council=council).area
        for _row in range(scene.rows):
            AreaNeedFactory(area=area)
            AreaNeedFactory(area__council=council)
        return
    for _row in range(scene.rows):
        department, area = DepartmentFactory(council=council), AreaFactory(council=council)
        if kind == "places":
            continue
        measure = MeasureFactory(version=version, outcome=OutcomeFactory(version=version))
        ThemeFactory(council=council).measures.set(version.measures.all())
        contract = ContractFactory(council=council, manager=manager, framework_version=version)
        commitment = CommitmentFactory(contract=contract, measure=measure)
        shared = scene.draft.lines.first().commitment.measure
        draft = SupplierReturnFactory(contract=contract)
        ReturnLineFactory(supplier_return=draft, commitment=commitment)
        ReturnLineFactory(supplier_return=draft, commitment=CommitmentFactory(contract=contract, measure=shared))
        refresh_figures(draft)
        words = Words(
            title=contract.title,
            categories=(ServiceCategoryFactory(council=council).pk,),
            department=department,
            area=area,
        )
        describe_contract(contract=contract, words=words, by=manager)
    for supplier_return in SupplierReturn.objects.filter(council=council):
        refresh_figures(supplier_return)
