"""A published notice that the council has brought in: a contract that is still being set up, without dates."""

import json
from datetime import datetime

from accounts.models import Council, User
from portal.demo.people import COUNCIL_NUMBERS, SUPPLIERS
from suppliers.actions.import_notices import import_releases
from suppliers.ocds.read import read

OCID = "ocds-000000-demonstration"


def bring_in_notice(*, council: Council, by: User, published: datetime) -> None:
    """Import an award notice for tree planting. Raises RuntimeError when the portal does not take it."""
    content = json.dumps({"version": "1.1", "releases": [_release(published)]}).encode()
    releases, problems = read("demonstration.json", content)
    report = import_releases(releases=releases, by=by, council=council, problems=problems)
    if report.problems:
        raise RuntimeError("; ".join(str(problem) for problem in report.problems))


def _release(published: datetime) -> dict:
    """An award in the shape in which notices are published."""
    buyer, supplier = f"GB-PPON-{COUNCIL_NUMBERS['penbury']}", _supplier()
    return {
        "ocid": OCID,
        "id": "demonstration-1",
        "date": published.isoformat(),
        "tag": ["award", "contract"],
        "parties": [
            {"id": buyer, "name": "Penbury Borough Council", "roles": ["buyer"]},
            {**supplier, "roles": ["supplier"], "details": {"scale": "sme", "vcse": True}},
        ],
        "buyer": {"id": buyer, "name": "Penbury Borough Council"},
        "tender": {
            "id": "PEN-GR-302",
            "title": "Street trees and new hedges",
            "description": "Planting 900 street trees and four miles of hedge, and looking after them for three years.",
            "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
        },
        "awards": [{"id": "1", "status": "active", "suppliers": [supplier]}],
        "contracts": [
            {
                "id": "1",
                "awardID": "1",
                "title": "Street trees and new hedges",
                "status": "pending",
                "value": {"amount": 640000, "amountGross": 768000, "currency": "GBP"},
                "aboveThreshold": True,
            }
        ],
    }


def _supplier() -> dict:
    """Brightwater, as a notice names it."""
    brightwater = next(supplier for supplier in SUPPLIERS if supplier.key == "brightwater")
    return {"id": f"GB-PPON-{brightwater.numbers['GB-PPON']}", "name": brightwater.name}
