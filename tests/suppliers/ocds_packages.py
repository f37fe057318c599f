"""Invented release packages in the shapes that Find a Tender publishes. No organisation or person in them exists."""

import json
from copy import deepcopy

COUNCIL_PPON = "PBCD-1234-GHJL"
SUPPLIER_PPON = "PQRT-5678-VWXY"
PARTNER_PPON = "PLMN-2468-PQRT"
OCID = "ocds-h6vhtk-0a1b2c"
LIGHT_TOUCH_OCID = "ocds-h6vhtk-0d4e5f"
PA2023 = {"id": "2023/54", "scheme": "UKPGA"}
PCR2015 = {"id": "32014L0024", "scheme": "CELEX"}


def package(*releases, **changes):
    """A release package of version 1.1."""
    return {
        "version": "1.1",
        "publisher": {"name": "A publisher"},
        "license": "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "releases": deepcopy(list(releases)),
        **changes,
    }


def as_bytes(*releases, **changes):
    """A release package as a file holds it."""
    return json.dumps(package(*releases, **changes)).encode()


def ppon_party(ppon, name, role, **details):
    """A party registered on the platform."""
    party = {
        "id": f"GB-PPON-{ppon}",
        "name": name,
        "identifier": {"scheme": "GB-PPON", "id": ppon},
        "address": {"locality": "Anytown", "country": "GB"},
        "roles": [role],
    }
    return {**party, "details": details} if details else party


def contract_details(**changes):
    """A UK7 notice: one contract between two registered parties."""
    release = {
        "ocid": OCID,
        "id": "000101-2026",
        "date": "2026-06-01T19:08:07+01:00",
        "tag": ["award", "contract"],
        "initiationType": "tender",
        "parties": [
            ppon_party(COUNCIL_PPON, "Anytown Council", "buyer", url="https://council.example"),
            ppon_party(SUPPLIER_PPON, "Invented Software Limited", "supplier", scale="sme", vcse=False),
        ],
        "buyer": {"id": f"GB-PPON-{COUNCIL_PPON}", "name": "Anytown Council"},
        "tender": {
            "id": "REF-774",
            "legalBasis": PA2023,
            "title": "Software for bin rounds",
            "description": "Software that plans the rounds of bin lorries",
            "status": "complete",
            "lots": [{"id": "1", "status": "complete"}],
        },
        "awards": [
            {
                "id": "1",
                "status": "active",
                "suppliers": [{"id": f"GB-PPON-{SUPPLIER_PPON}", "name": "Invented Software Limited"}],
                "relatedLots": ["1"],
            }
        ],
        "contracts": [
            {
                "id": "1",
                "awardID": "1",
                "title": "Software for bin rounds",
                "status": "active",
                "period": {"startDate": "2026-05-19T00:00:00Z", "endDate": "2029-05-18T23:59:59Z"},
                "value": {"amountGross": 67992, "amount": 54393.6, "currency": "GBP"},
                "aboveThreshold": False,
                "dateSigned": "2026-04-04T00:00:00Z",
                "documents": [{"id": "000101-2026", "documentType": "contractNotice", "noticeType": "UK7"}],
            }
        ],
        "language": "en",
    }
    return {**deepcopy(release), **deepcopy(changes)}


def light_touch_award(**changes):
    """An award to a charity under the old rules, by a buyer that has only a number made for the notice."""
    release = {
        "ocid": LIGHT_TOUCH_OCID,
        "id": "000202-2025",
        "date": "2025-06-03T16:28:47+01:00",
        "tag": ["award", "contract"],
        "initiationType": "tender",
        "tender": {
            "id": "001186",
            "legalBasis": PCR2015,
            "title": "Befriending service",
            "status": "complete",
            "description": "A befriending service for adults across the county.",
            "lots": [{"id": "1", "description": "Let under regulation 74 (Light Touch Regime)."}],
        },
        "awards": [
            {
                "id": "000202-2025-1",
                "status": "active",
                "suppliers": [{"id": "GB-CHC-1999992", "name": "The Invented Charity"}],
            }
        ],
        "parties": [
            {
                "name": "Othertown Council",
                "id": "GB-FTS-990319",
                "identifier": {"legalName": "Othertown Council", "noIdentifierRationale": "notOnAnyRegister"},
                "roles": ["buyer"],
            },
            {
                "name": "The Invented Charity",
                "id": "GB-CHC-1999992",
                "identifier": {"legalName": "The Invented Charity", "id": "1999992", "scheme": "GB-CHC"},
                "roles": ["supplier"],
            },
        ],
        "buyer": {"id": "GB-FTS-990319", "name": "Othertown Council"},
        "contracts": [{"id": "000202-2025-1", "awardID": "000202-2025-1", "status": "active"}],
        "bids": {"statistics": [{"id": "5", "measure": "bids", "value": -6, "currency": "EUR"}]},
        "language": "en",
    }
    return {**deepcopy(release), **deepcopy(changes)}


def delta(number, **changes):
    """A later notice on the UK7 process that says only what it changes. `number` decides its id and its day."""
    release = {
        "ocid": OCID,
        "id": f"00{number:04d}-2027",
        "date": f"2027-01-{number % 28 + 1:02d}T09:00:00Z",
        "tag": ["contractUpdate"],
        "initiationType": "tender",
    }
    return {**release, **deepcopy(changes)}


def market_modification(**changes):
    """A UK15 notice: amendments, a supplier taken out, and no contract."""
    notice = "000303-2026"
    release = {
        "ocid": "ocds-h6vhtk-0f6a7b",
        "id": notice,
        "date": "2026-09-03T23:31:32+01:00",
        "tag": ["award", "contract"],
        "initiationType": "tender",
        "awards": [{"amendments": [{"id": notice}], "id": "1"}, {"amendments": [{"id": notice}], "id": "2"}],
        "buyer": {"id": f"GB-PPON-{COUNCIL_PPON}", "name": "Anytown Council"},
        "parties": [
            ppon_party(COUNCIL_PPON, "Anytown Council", "buyer"),
            ppon_party(PARTNER_PPON, "INVENTED COLLEGE", "removedSupplier"),
        ],
        "tender": {
            "amendments": [{"date": "2026-09-03T00:00:00+01:00", "id": notice}],
            "documents": [{"documentType": "awardNotice", "id": notice, "noticeType": "UK15"}],
            "id": "RM0001",
            "legalBasis": PA2023,
            "title": "Invented solutions",
        },
    }
    return {**deepcopy(release), **deepcopy(changes)}
