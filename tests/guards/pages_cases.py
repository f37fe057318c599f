"""Case studies, consents and recognition: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are. What editors do stands below /cms/, where
nobody else is let in; tests/cms/test_consents.py and test_case_suggestions.py look at that.
"""

from datetime import date

from django.urls import reverse
from wagtail.models import Site

from cms.actions.consents import ask_for_name
from cms.models import CaseStudySuggestion, Consent, CouncilSite
from suppliers.models import Endorsement
from tests.factories import ContractFactory, CouncilFactory, SupplierReturnFactory

#                                         anon- other             other                             cms
#                                         ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
recognition-list     -              GET   200   200   200   200   200   200   200   200   200   200   200   200
case-study-suggest   told           GET   in    404   403   200   200   404   200   200   403   200   404   404
case-study-suggest   told           POST  in    404   403   302   302   404   302   302   403   302   404   404
organisation-shown   shown          GET   in    404   200   200   200   404   404   404   404   200   404   404
name-answer          asked_name     GET   in    405   405   405   405   405   405   405   405   405   405   405
name-answer          asked_name     POST  in    404   403   403   302   404   404   404   404   403   404   404
name-withdraw        asked_name     GET   in    404   403   403   200   404   404   404   404   403   404   404
name-withdraw        asked_name     POST  in    404   403   403   302   404   404   404   404   403   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "told": lambda world: [world.decided.pk],
    "shown": lambda world: [world.contract.supplier_id],
    "asked_name": lambda world: [world.more["asked_name"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "recognition-list": ("anonymous", 5),
    "case-study-suggest": ("editor", 8),
    "organisation-shown": ("admin", 7),
    "name-withdraw": ("admin", 6),
}
REASON = "Neighbours hold the keys to the garden now."


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "case-study-suggest": {"reason": REASON},
        "name-answer": {"answer": "agree"},
        "name-withdraw": {},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    site_of(contract.council)
    other = ContractFactory(council=contract.council, supplier=contract.supplier, manager=people["manager"])
    suggestion = CaseStudySuggestion.objects.create(
        supplier_return=SupplierReturnFactory(contract=other),
        council=contract.council,
        reason=REASON,
        suggested_at="2026-07-01T09:00:00Z",
        suggested_by=people["editor"],
    )
    asked = ask_for_name(council=contract.council, supplier=contract.supplier, by=people["cms_editor"])
    return {"suggestion": suggestion, "asked_name": asked}


def site_of(council) -> CouncilSite:
    """The one site there is, as this council's."""
    site, _made = CouncilSite.objects.get_or_create(site=Site.objects.get(), defaults={"council": council})
    if site.council_id != council.pk:
        site.council = council
        site.save()
    return site


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    if page == "recognition-list":
        return reverse(page)
    if page == "case-study-suggest":
        return reverse(page, args=[scene.decided.pk])
    if page == "organisation-shown":
        return reverse(page, args=[scene.contract.supplier_id])
    return reverse(page, args=[Consent.objects.filter(supplier=scene.contract.supplier).first().pk])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    site_of(scene.contract.council)
    for _row in range(scene.rows):
        contract = ContractFactory(council=scene.contract.council, supplier=scene.contract.supplier)
        Consent.objects.create(
            council=CouncilFactory(),
            supplier=scene.contract.supplier,
            covers="name",
            way="portal",
            recorded_at="2026-07-01T09:00:00Z",
            recorded_by=scene.people["cms_editor"],
        )
        Endorsement.objects.create(
            contract=contract,
            council=scene.contract.council,
            supplier=scene.contract.supplier,
            reason=REASON,
            status="accepted",
            valid_to=date(2027, 7, 1),
            proposed_at="2026-07-01T09:00:00Z",
            proposed_by=scene.people["manager"],
            decided_at="2026-07-02T09:00:00Z",
            decided_by=scene.people["lead"],
            answered_at="2026-07-03T09:00:00Z",
            answered_by=scene.people["admin"],
        )
