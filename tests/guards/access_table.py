"""Who gets which answer at which address: the one place to look, and the one place to add to.

A number is the status of the answer; `in` means: led to the sign-in page. 404 is what a stranger gets, 403 who may see
the thing but not do this. A line names the address, what it is asked about (see SUBJECTS) and the method; POST is
listed where an address takes it, with the data in `data_for`. The columns are world.PEOPLE.
"""

from returns.declarations import DECLARATIONS
from tests.guards.pages import PIECES
from tests.guards.world import REASON, World

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
home               -           GET    in    302   302   302   302   302   302   302   302   302   302   302
livez              -           GET    200   200   200   200   200   200   200   200   200   200   200   200
readyz             -           GET    200   200   200   200   200   200   200   200   200   200   200   200
theme              council     GET    200   200   200   200   200   200   200   200   200   200   200   200
editor-sign-in     -           GET    in    403   403   403   403   403   403   403   403   403   302   403
wagtail_serve      front       GET    200   200   200   200   200   200   200   200   200   200   200   200
wagtail_serve      guidance    GET    200   200   200   200   200   200   200   200   200   200   200   200
wagtail_serve      nowhere     GET    404   404   404   404   404   404   404   404   404   404   404   404

supplier-home      -           GET    in    200   200   200   200   200   200   200   200   200   200   200
return-list        -           GET    in    200   200   200   200   200   200   200   200   200   200   200
commitment-list    -           GET    in    200   200   200   200   200   200   200   200   200   200   200
contract-progress  contract    GET    in    404   200   200   200   404   403   403   403   200   404   404
commitment-detail  commitment  GET    in    404   200   200   200   404   200   200   200   200   404   404
return-detail      draft       GET    in    404   200   200   200   404   302   302   302   200   404   404
return-detail      submitted   GET    in    404   200   200   200   404   302   302   302   200   404   404
return-detail      reading     GET    in    404   200   200   200   404   302   302   302   200   404   404
return-detail      returned    GET    in    404   200   200   200   404   302   302   302   200   404   404
return-detail      decided     GET    in    404   200   200   200   404   302   302   302   200   404   404
return-story       draft       GET    in    404   403   200   200   404   403   403   403   200   404   404
return-story       draft       POST   in    404   403   302   302   404   403   403   403   302   404   404
return-story       submitted   POST   in    404   403   302   302   404   403   403   403   302   404   404
return-nil         draft       GET    in    404   403   200   200   404   403   403   403   200   404   404
return-nil         draft       POST   in    404   403   302   302   404   403   403   403   302   404   404
return-check       draft       GET    in    404   403   200   200   404   403   403   403   200   404   404
return-check       draft       POST   in    404   403   302   302   404   403   403   403   302   404   404
return-check       decided     GET    in    404   403   302   302   404   403   403   403   302   404   404
return-sent        submitted   GET    in    404   200   200   200   404   302   302   302   200   404   404
return-sent        draft       GET    in    404   302   302   302   404   302   302   302   302   404   404
line-record        draft_1     GET    in    404   200   200   200   404   403   403   403   200   404   404
line-record        draft_9     GET    in    404   404   404   404   404   403   403   403   404   404   404
line-figure        draft_1     GET    in    404   403   200   200   404   403   403   403   200   404   404
line-figure        draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
line-figure        returned_2  GET    in    404   403   302   302   404   403   403   403   302   404   404
line-figure        draft_9     GET    in    404   403   404   404   404   403   403   403   404   404   404
line-words         draft_1     GET    in    404   403   200   200   404   403   403   403   200   404   404
line-words         draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
line-evidence      draft_1     GET    in    404   403   200   200   404   403   403   403   200   404   404
line-evidence      draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
evidence-remove    draft_1     GET    in    404   403   405   405   404   403   403   403   405   404   404
evidence-remove    draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
evidence-remove    returned_1  POST   in    404   403   404   404   404   403   403   403   404   404   404
evidence-confirm   draft_1     GET    in    404   403   405   405   404   403   403   403   405   404   404
evidence-confirm   draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
evidence-confirm   returned_1  POST   in    404   403   404   404   404   403   403   403   404   404   404
evidence-explain   draft_1     GET    in    404   403   405   405   404   403   403   403   405   404   404
evidence-explain   draft_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
evidence-open      draft_file  GET    in    404   200   200   200   404   404   404   404   200   404   404
evidence-open      sent_file   GET    in    404   200   200   200   404   200   200   200   200   404   404
evidence-view      draft_file  GET    in    404   200   200   200   404   404   404   404   200   404   404
evidence-view      sent_file   GET    in    404   200   200   200   404   200   200   200   200   404   404
evidence-view      sent_file   POST   in    404   403   403   403   404   302   302   403   403   404   404
evidence-view      draft_file  POST   in    404   403   403   403   404   404   404   404   403   404   404
evidence-preview   draft_shot  GET    in    404   403   403   403   404   404   404   404   403   404   404
evidence-preview   sent_shot   GET    in    404   403   403   403   404   403   403   403   403   404   404
evidence-ask       draft_file  GET    in    404   302   302   302   404   404   404   404   302   404   404
evidence-ask       sent_file   GET    in    404   302   302   302   404   302   302   302   302   404   404
evidence-ask       sent_file   POST   in    404   302   302   302   404   302   302   302   302   404   404
evidence-report    draft_file  GET    in    404   200   200   200   404   404   404   404   200   404   404
evidence-report    draft_file  POST   in    404   302   302   302   404   404   404   404   302   404   404
evidence-report    sent_file   GET    in    404   200   200   200   404   200   200   200   200   404   404
evidence-report    sent_file   POST   in    404   302   302   302   404   302   302   302   302   404   404

council-home       -           GET    in    403   403   403   403   200   200   200   200   200   403   403
return-queue       -           GET    in    403   403   403   403   200   200   200   200   200   403   403
return-take-next   -           GET    in    403   403   403   403   405   405   405   405   405   403   403
return-take-next   -           POST   in    403   403   403   403   302   302   302   302   302   403   403
return-review      draft       GET    in    404   403   403   403   404   200   200   200   200   404   404
return-review      submitted   GET    in    404   403   403   403   404   200   200   200   200   404   404
return-review      decided     GET    in    404   403   403   403   404   200   200   200   200   404   404
return-take        submitted   GET    in    404   403   403   403   404   405   405   403   403   404   404
return-take        submitted   POST   in    404   403   403   403   404   302   302   403   403   404   404
return-hand-back   reading     GET    in    404   403   403   403   404   405   302   403   403   404   404
return-hand-back   reading     POST   in    404   403   403   403   404   302   302   403   403   404   404
return-take-over   reading     GET    in    404   403   403   403   404   200   200   403   403   404   404
return-take-over   reading     POST   in    404   403   403   403   404   302   302   403   403   404   404
return-accept-nil  nil         GET    in    404   403   403   403   404   405   302   403   403   404   404
return-accept-nil  nil         POST   in    404   403   403   403   404   302   302   403   403   404   404
return-finish      reading     GET    in    404   403   403   403   404   200   302   403   403   404   404
return-finish      reading     POST   in    404   403   403   403   404   302   302   403   403   404   404
return-start-again reading     GET    in    404   403   403   403   404   405   302   403   403   404   404
return-start-again reading     POST   in    404   403   403   403   404   302   302   403   403   404   404
line-review        reading_1   GET    in    404   403   403   403   404   200   200   200   200   404   404
line-review        reading_1   POST   in    404   403   403   403   404   302   302   403   403   404   404
line-review        reading_9   GET    in    404   403   403   403   404   404   404   404   404   404   404
contract-list      -           GET    in    403   403   403   403   200   200   200   200   200   403   403
contract-detail    contract    GET    in    403   403   403   403   404   200   200   200   200   403   403
contract-history   contract    GET    in    403   403   403   403   404   200   200   200   200   403   403
period-waive       period      GET    in    403   403   403   403   404   200   200   403   403   403   403
period-waive       period      POST   in    403   403   403   403   404   302   302   403   403   403   403
correction-list    -           GET    in    403   403   403   403   200   200   200   200   200   403   403
correction-decide  correction  GET    in    403   403   403   403   404   403   200   403   403   403   403
correction-decide  correction  POST   in    403   403   403   403   404   403   302   403   403   403   403
line-correct       decided_2   GET    in    403   403   403   403   404   200   200   403   403   403   403
line-correct       decided_2   POST   in    403   403   403   403   404   302   302   403   403   403   403

keeping-home       -           GET    in    403   403   403   403   200   200   200   200   200   403   403
retention-edit     council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
retention-edit     council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
incident-list      -           GET    in    403   403   403   403   200   200   200   200   200   403   403
incident-detail    incident    GET    in    403   403   403   403   404   200   200   200   200   403   403
incident-detail    incident    POST   in    403   403   403   403   404   403   302   403   403   403   403
disposal-list      -           GET    in    403   403   403   403   200   200   200   200   200   403   403
disposal-approve   -           GET    in    403   403   403   403   200   200   200   200   200   403   403
disposal-approve   -           POST   in    403   403   403   403   302   403   302   403   403   403   403
disposal-keep      proposal    GET    in    403   403   403   403   404   403   200   403   403   403   403
disposal-keep      proposal    POST   in    403   403   403   403   404   403   302   403   403   403   403
certificate-list   -           GET    in    403   403   403   403   200   200   200   200   200   403   403
certificate-detail certificate GET    in    403   403   403   403   404   200   200   200   200   403   403
hold-list          -           GET    in    403   403   403   403   200   200   200   200   200   403   403
council-hold       council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
council-hold       council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
contract-hold      contract    GET    in    403   403   403   403   404   403   200   403   403   403   403
contract-hold      contract    POST   in    403   403   403   403   404   403   302   403   403   403   403
evidence-hold      sent_file   GET    in    403   403   403   403   404   403   200   403   403   403   403
evidence-hold      sent_file   POST   in    403   403   403   403   404   403   302   403   403   403   403
hold-lift          hold        GET    in    403   403   403   403   404   403   200   403   403   403   403
hold-lift          hold        POST   in    403   403   403   403   404   403   302   403   403   403   403
evidence-hold      draft_file  GET    in    403   403   403   403   404   404   404   404   404   403   403
"""
TABLE += "".join(piece.TABLE for piece in PIECES)

SUBJECTS = {
    "-": lambda world: [],
    "council": lambda world: [world.contract.council.slug],
    "council_pk": lambda world: [world.contract.council.pk],
    "commitment": lambda world: [world.commitments[0].pk],
    "front": lambda world: [""],
    "guidance": lambda world: ["evidence/"],
    "nowhere": lambda world: ["nowhere/"],
    **{
        name: lambda world, name=name: [getattr(world, name).pk]
        for name in (
            "draft", "submitted", "reading", "nil", "returned", "decided",
            "contract", "period", "correction", "draft_file", "sent_file",
            "incident", "proposal", "certificate", "hold",
        )
    },
    **{
        f"{name}_{number}": lambda world, name=name, number=number: [getattr(world, name).pk, number]
        for name in ("draft", "returned", "reading")
        for number in (1, 2, 9)
    },
    # Without the token that the viewer makes, a picture is let out to nobody.
    "draft_shot": lambda world: [world.draft_file.pk, "page-1.jpg"],
    "sent_shot": lambda world: [world.sent_file.pk, "page-1.jpg"],
    "decided_2": lambda world: [world.decided.lines.get(number=2).pk],
    **{name: subject for piece in PIECES for name, subject in piece.SUBJECTS.items()},
}  # fmt: skip


def data_for(name: str, world: World) -> dict:
    """What a person with the right would send to this address, so that it would be done."""
    for piece in PIECES:
        if (data := piece.data_for(name, world)) is not None:
            return data
    return {
        "return-story": {"story": "A good summer."},
        "return-nil": {"nil_reason": REASON},
        "return-check": {"declarations": list(DECLARATIONS)},
        "line-figure": {"figure": "24"},
        "line-words": {"narrative": "Two young people leaving care began."},
        "line-evidence": {"action": "continue"},
        "evidence-remove": {"evidence": str(world.draft_file.pk)},
        "evidence-confirm": {"evidence": str(world.draft_file.pk)},
        "evidence-explain": {"evidence": str(world.draft_file.pk), f"again-{world.draft_file.pk}-reason": REASON},
        "evidence-ask": {"reason": "checking"},
        "evidence-report": {"kind": "personal_data"},
        "incident-detail": {
            "outcome": "shown_again", "findings": "Nothing was wrong.", "commissioner": "no", "people": "no",
        },
        "disposal-approve": {"proposal": str(world.proposal.pk)},
        "disposal-keep": {"until_day": "1", "until_month": "2", "until_year": "2027", "reason": REASON},
        **{hold: {"reason": REASON} for hold in ("council-hold", "contract-hold", "evidence-hold")},
        "retention-edit": {
            "standard_months": "24", "standard_start": "approval",
            "sensitive_months": "12", "sensitive_start": "approval",
        },
        "return-take-over": {"reason": REASON},
        "return-finish": {"message": "Thank you.", "act": "decide"},
        "line-review": {"decision": "verified", "verified": "25"},
        "evidence-view": {"decision": "verified", "verified": "25"},
        "period-waive": {"reason": REASON},
        "correction-decide": {"action": "approve"},
        "line-correct": {"figure": "20", "reason": REASON},
    }.get(name, {})  # fmt: skip
