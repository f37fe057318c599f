"""The shape of the packages that we write, as a schema in our own words: nothing may stand in one that is not here.

Names, types and codes are those of the Open Contracting Data Standard 1.1 with its extensions for metrics, performance
failures and the United Kingdom.
"""

import json
from collections.abc import Iterable

from jsonschema import Draft202012Validator, FormatChecker

from suppliers.models import Rating

MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"}
TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
FLAG = {"type": "boolean"}
AMOUNT = {"type": "number"}


def thing(required: str = "", /, **properties) -> dict:
    """An object of these properties alone, with something in it."""
    shape = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return shape | {"required": required.split()}


def many(items: dict) -> dict:
    """A list with something in it, and nothing twice."""
    return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}


def one_of(*codes: str) -> dict:
    return {"enum": list(codes)}


PERIOD = thing("startDate", startDate=MOMENT, endDate=MOMENT)
VALUE = thing("currency", amount=AMOUNT, amountGross=AMOUNT, currency=one_of("GBP"))
REFERENCE = thing("id name", id=TEXT, name=TEXT)
IDENTIFIER = thing("scheme id", scheme=TEXT, id=TEXT)
PARTY = thing(
    "id name roles",
    id=TEXT,
    name=TEXT,
    identifier=IDENTIFIER,
    additionalIdentifiers=many(IDENTIFIER),
    roles=many(one_of("buyer", "supplier", "subcontractor")),
    details=thing(scale=one_of("sme", "large"), vcse=FLAG),
)
UNIT = thing("scheme id name", scheme=one_of("UNCEFACT", "report-social-value"), id=TEXT, name=TEXT)
OBSERVATION = thing(
    "id period",
    id=TEXT,
    period=PERIOD,
    value=thing("amount currency", amount=AMOUNT, currency=one_of("GBP")),
    measure=AMOUNT,
    unit=UNIT,
    dimensions=thing(geography=TEXT, topFigure=TEXT, bottomFigure=TEXT),
    notes=TEXT,
    measureClassification=thing("id description", id=one_of(*Rating.values), description=TEXT),
) | {
    # Money or another figure, never both; only a rating may stand without one.
    "dependentRequired": {"measure": ["unit"], "unit": ["measure"]},
    "not": {"required": ["value", "measure"]},
    "anyOf": [{"required": [name]} for name in ("value", "measure", "measureClassification")],
}
METRIC = thing("id title description", id=TEXT, title=TEXT, description=TEXT, observations=many(OBSERVATION))
MILESTONE = thing(
    "id title type status",
    id=TEXT,
    title=TEXT,
    type=one_of("delivery"),
    description=TEXT,
    dueDate=MOMENT,
    status=one_of("scheduled", "met", "notMet"),
)
FAILURE = thing(
    "id period requirement decisionDate suppliers",
    id=TEXT,
    period=PERIOD,
    requirement=TEXT,
    description=TEXT,
    decisionDate=MOMENT,
    penaltyDate=MOMENT,
    penaltyType=one_of("contracted"),
    penaltyTypeEntered=TEXT,
    penaltyValue=VALUE,
    partialTermination=TEXT,
    suppliers=many(REFERENCE),
)
CONTRACT = thing(
    "id awardID title status",
    id=TEXT,
    awardID=TEXT,
    title=TEXT,
    description=TEXT,
    status=one_of("pending", "active", "terminated"),
    period={**PERIOD, "required": []},
    value=VALUE,
    aboveThreshold=FLAG,
    dateSigned=MOMENT,
    agreedMetrics=many(METRIC),
    noAgreedMetricsRationale=TEXT,
    implementation=thing(metrics=many(METRIC), milestones=many(MILESTONE), performanceFailures=many(FAILURE)),
)
RELEASE = thing(
    "ocid id date tag initiationType parties buyer tender awards contracts",
    ocid={"type": "string", "pattern": r"^[a-z0-9-]{1,60}$"},
    id={"type": "string", "pattern": r"^\d+-[0-9a-f]{16}$"},
    date=MOMENT,
    tag=many(one_of("award", "contract", "implementation")),
    language=one_of("en", "cy"),
    initiationType=one_of("tender"),
    parties=many(PARTY),
    buyer=REFERENCE,
    tender=thing(
        "id status",
        id=TEXT,
        title=TEXT,
        status=one_of("complete"),
        legalBasis=IDENTIFIER,
        specialRegime=many(one_of("lightTouch")),
    ),
    awards=many(thing("id status", id=TEXT, status=one_of("active", "pending"), suppliers=many(REFERENCE))),
    contracts=many(CONTRACT),
)
PACKAGE = thing(
    "uri version extensions publishedDate publisher releases",
    uri={"type": "string", "pattern": "^https?://"},
    version=one_of("1.1"),
    extensions=many({"type": "string", "pattern": r"^https://.*/extension\.json$"}),
    publishedDate=MOMENT,
    publisher=thing("name", name=TEXT, scheme=TEXT, uid=TEXT),
    license={"type": "string", "pattern": "open-government-licence"},
    releases=many(RELEASE),
)
VALIDATOR = Draft202012Validator(PACKAGE, format_checker=FormatChecker())


def read(pieces: Iterable[str]) -> dict:
    """A package as a program reads it, once its shape has been looked at; ids are there once, references lead there."""
    found = json.loads("".join(pieces))
    wrong = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(found)]
    assert wrong == []
    ids = [(release["ocid"], release["id"]) for release in found["releases"]]
    assert len(set(ids)) == len(ids)
    for release in found["releases"]:
        _hangs_together(release)
    return found


def _hangs_together(release: dict) -> None:
    parties = [party["id"] for party in release["parties"]]
    assert len(set(parties)) == len(parties) and release["buyer"]["id"] in parties
    [award], [contract] = release["awards"], release["contracts"]
    implementation = contract.get("implementation", {})
    failures = implementation.get("performanceFailures", [])
    named = [*award.get("suppliers", []), *(one for failure in failures for one in failure["suppliers"])]
    assert {one["id"] for one in named} <= set(parties)
    assert contract["awardID"] == award["id"]
    assert ("implementation" in release["tag"]) == bool(implementation)
    for metrics in (contract.get("agreedMetrics", []), implementation.get("metrics", [])):
        assert len({metric["id"] for metric in metrics}) == len(metrics)
        observed = [one["id"] for metric in metrics for one in metric.get("observations", [])]
        assert len(set(observed)) == len(observed)
