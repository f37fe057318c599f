"""Examples for the description of the API. Whoever stands in them is invented."""

COUNCIL = {"id": "1", "name": "Larkfield Council"}
SUPPLIER = {"id": "7", "name": "Brightwater Homes CIC"}
TOKEN = {
    "name": "Finance system",
    "scope": "write",
    "expires_on": "2027-03-31",
    "organisation": SUPPLIER,
    "council": None,
    "requests_a_minute": 300,
}
CONTRACT = {
    "id": "12",
    "reference": "LC-2026-014",
    "title": "Supported homes for young people leaving care",
    "status": "active",
    "council": COUNCIL,
    "supplier": SUPPLIER,
    "starts_on": "2026-04-01",
    "ends_on": "2029-03-31",
    "reports": "quarterly",
    "framework_version": "3",
    "ocid": "",
}
MEASURE = {
    "id": "101",
    "code": "M1.01",
    "title": "Young people leaving care who start work",
    "unit": "people",
    "value_type": "count",
    "aggregation": "sum",
}
COMMITMENT = {
    "id": "40",
    "contract": "12",
    "position": 1,
    "promise": "Four young people leaving care start work with us",
    "status": "agreed",
    "obligation": "firm",
    "basis": "absolute",
    "rate": None,
    "target": "4",
    "done_by": None,
    "baseline": None,
    "measure": MEASURE,
    "deliverer": None,
    "starts_on": None,
    "ends_on": None,
}
ORGANISATION = {
    **SUPPLIER,
    "is_sme": True,
    "is_vcse": True,
    "vcse_kind": "cic",
    "numbers": [{"scheme": "GB-COH", "value": "00000001"}],
}
FRAMEWORK_VERSION = {
    "id": "3",
    "framework": "Starter framework",
    "council": None,
    "number": 1,
    "label": "2026",
    "effective_from": "2026-04-01",
}
WHOLE_FRAMEWORK_VERSION = {
    **FRAMEWORK_VERSION,
    "objectives": [
        {
            "code": "O1",
            "title": "Young people leaving care",
            "outcomes": [
                {
                    "code": "OC1",
                    "title": "They start work",
                    "measures": [
                        {
                            **MEASURE,
                            "lower_is_better": False,
                            "calculation_rule": "Count each person once.",
                            "numerator_label": "",
                            "denominator_label": "",
                            "evidence_required": "A statement of the employer.",
                            "sensitivity": "care leavers",
                            "target_group": "Young people leaving care",
                        }
                    ],
                }
            ],
        }
    ],
}
RETURN = {
    "id": "88",
    "reference": "R000088",
    "status": "draft",
    "contract": {name: CONTRACT[name] for name in ("id", "reference", "title")},
    "council": COUNCIL,
    "supplier": SUPPLIER,
    "period": {"starts_on": "2026-04-01", "ends_on": "2026-06-30"},
    "due_on": "2026-07-30",
    "sent_at": None,
    "decided_at": None,
}
FIGURES = {
    "id": "501",
    "number": 1,
    "commitment": "40",
    "promise": COMMITMENT["promise"],
    "measure": MEASURE,
    "target": "1",
    "claimed": "2",
    "verified": "1",
    "decision": "part_verified",
}
LINE = {
    **FIGURES,
    "return_id": "87",
    "return_status": "decided",
    **{name: RETURN[name] for name in ("contract", "council", "supplier", "period")},
}
ANSWERED_LINE = {
    **FIGURES,
    "claimed": None,
    "verified": None,
    "decision": None,
    "is_open": True,
    "answer": {
        "figure": "2",
        "numerator": None,
        "denominator": None,
        "achieved_on": None,
        "nothing_reason": "",
        "unusual_reason": "",
        "narrative": "Two young people began to work in our kitchens.",
        "no_evidence_reason": "",
        "not_taken_up": [],
        "files": None,
        "is_answered": True,
    },
}
WHOLE_RETURN = {
    **RETURN,
    "revision": 1,
    "is_whole": True,
    "is_nothing": False,
    "nothing_reason": "",
    "story": "",
    "message": "",
    "is_with_signatory": False,
    "pairs_to_confirm": [],
    "lines": [ANSWERED_LINE],
}


def page_with(row: dict) -> dict:
    """The only page of a list."""
    return {"results": [row], "next": None}
