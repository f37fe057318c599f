"""Tokens of programs, and the addresses where programs come with them: who may, how many queries.

The tables are read as those of access_table.py and test_queries.py are. Nobody comes to the API by a session, whoever
they are: what programs get is asked in tests/api.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from api.actions import make_token
from api.models import ApiToken
from returns.declarations import DECLARATIONS

READ = ("contract", "commitment", "organisation", "framework-version", "return")
FOR_PROGRAMS = (
    *("api-token", "api-line-list"),
    *(f"api-{noun}-{verb}" for noun in READ for verb in ("list", "detail")),
    *("api-line-figure", "api-line-words", "api-line-evidence"),
    *("api-return-story", "api-return-nothing", "api-return-send"),
)
TAKE_A_LINE = {"api-line-figure", "api-line-words", "api-line-evidence"}


def _subject(name: str) -> str:
    if name in TAKE_A_LINE:
        return "draft_1"
    return "-" if name.endswith(("-list", "-token")) else "draft"


#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
organisation-token-list contract_supplier GET in 404  403   403   200   404   404   404   404   403   404   404
organisation-token-add  contract_supplier GET in 404  403   403   200   404   404   404   404   403   404   404
organisation-token-add  contract_supplier POST in 404 403   403   200   404   404   404   404   403   404   404
council-token-list      council_pk GET in    403   403   403   403   404   403   200   403   403   403   403
council-token-add       council_pk GET in    403   403   403   403   404   403   200   403   403   403   403
council-token-add       council_pk POST in   403   403   403   403   404   403   200   403   403   403   403
token-revoke            a_token    GET in    404   404   404   200   404   404   404   404   404   404   404
token-revoke            a_token    POST in   404   404   404   302   404   404   404   404   404   404   404
api-guide               -          GET 200   200   200   200   200   200   200   200   200   200   200   200
api-schema              -          GET 200   200   200   200   200   200   200   200   200   200   200   200
api-nothing             -          GET 404   404   404   404   404   404   404   404   404   404   404   404
"""
TABLE += "".join(f"{name} {_subject(name)} GET {' '.join(['401'] * 12)}\n" for name in FOR_PROGRAMS)
SUBJECTS = {
    "contract_supplier": lambda world: [world.contract.supplier_id],
    "a_token": lambda world: [world.more["api_token"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "organisation-token-list": ("admin", 6),
    "organisation-token-add": ("admin", 5),
    "council-token-list": ("lead", 6),
    "council-token-add": ("lead", 5),
    "api-guide": ("anonymous", 4),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    token = {"name": "Another program", "days": "30"}
    return {
        "organisation-token-add": {**token, "scope": "write"},
        "council-token-add": token,
        "token-revoke": {"go": "1"},
        "api-return-send": {"declarations": list(DECLARATIONS)},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {"api_token": _make(contract.supplier, people["admin"], "Finance system")}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    if page == "api-guide":
        return reverse(page)
    council, supplier = scene.contract.council_id, scene.contract.supplier_id
    return reverse(page, args=[council if page.startswith("council") else supplier])


def make_rows(scene, kind: str) -> None:
    """As many tokens as the scene has rows, most of them revoked."""
    for row in range(scene.rows):
        for owner, who in ((scene.contract.supplier, "admin"), (scene.contract.council, "lead")):
            token = _make(owner, scene.people[who], f"Program {row}")
            ApiToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now(), revoked_by=scene.people[who])


def _make(owner, person, name: str) -> ApiToken:
    last_day = timezone.localdate() + timedelta(days=30)
    return make_token(owner=owner, name=name, scope=ApiToken.Scope.READ, expires_on=last_day, by=person).token
