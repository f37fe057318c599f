"""What is said of a whole return, and sending it: the same forms, checks and actions as on the pages."""

from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import WRITE, operation
from api.problems import Unacceptable, faults_of
from api.shapes.returns import WholeReturnShape
from api.shapes.sending import DeclarationsSentShape, NothingSentShape, SentShape, StorySentShape, read
from api.telling import told_return
from api.v1.examples import WHOLE_RETURN
from api.writing import again, writing
from returns.actions.answering import confirm_pairs, declare_nil, tell_story
from returns.actions.signing import ask_sign_off
from returns.actions.submitting import submit_return
from returns.checks.pairs_confirmed import questions
from returns.declarations import DECLARATIONS
from returns.forms.supplier import CheckForm, NilForm, StoryForm
from returns.permissions import can_submit_return
from returns.sheet import Sheet

OF_THE_WHOLE = {"needs": WRITE, "gives": WholeReturnShape}
AS_IN_FORM = {"nil_reason": "nothing_reason"}


@operation(
    "Say that there is nothing to report",
    takes=NothingSentShape,
    examples={"Sent": {"nothing_reason": "The programme starts in September."}, "The return": WHOLE_RETURN},
    **OF_THE_WHOLE,
)
def return_nothing(request: Request, pk: int) -> Response:
    """That there is nothing for the whole period, and why. It still has to be sent."""
    sent = read(request, NothingSentShape)
    typed = {"nil_reason": sent["nothing_reason"], "nil_reason_checked": sent.get("nothing_reason_checked", False)}
    with writing(request, pk) as sheet:
        form = NilForm(typed, sheet=sheet)
        if not form.is_valid():
            raise Unacceptable(faults_of(form, AS_IN_FORM))
        declare_nil(revision=sheet.revision, reason=form.cleaned_data["nil_reason"], by=request.user)
    return _return(request, pk)


@operation("Take back that there is nothing to report", examples={"The return": WHOLE_RETURN}, **OF_THE_WHOLE)
def return_something(request: Request, pk: int) -> Response:
    """There is something to report after all. What was answered before is there again."""
    with writing(request, pk) as sheet:
        declare_nil(revision=sheet.revision, reason="", by=request.user)
    return _return(request, pk)


@operation(
    "Tell the story of the period",
    takes=StorySentShape,
    examples={"Sent": {"story": "A good summer for the apprentices."}, "The return": WHOLE_RETURN},
    **OF_THE_WHOLE,
)
def return_story(request: Request, pk: int) -> Response:
    """What stands beside the lines. It may be empty. Name nobody."""
    sent = read(request, StorySentShape)
    with writing(request, pk) as sheet:
        form = StoryForm(sent, sheet=sheet)
        if not form.is_valid():
            raise Unacceptable(faults_of(form))
        tell_story(revision=sheet.revision, story=form.cleaned_data["story"], by=request.user)
    return _return(request, pk)


@operation(
    "Send a return",
    takes=DeclarationsSentShape,
    examples={
        "Sent": {"declarations": list(DECLARATIONS), "pairs": []},
        "Done": {"outcome": "sent", "status": "submitted"},
    },
    **OF_THE_WHOLE | {"gives": SentShape},
)
def return_send(request: Request, pk: int) -> Response:
    """Send it to the council, or to those who sign off: where an organisation has signatories, no program is one.

    Whatever stops the page stops this too: the problems come back with the line and the page they are about.
    """
    sent = read(request, DeclarationsSentShape)
    with writing(request, pk) as sheet:
        form = CheckForm(sent, pairs=questions(sheet))
        if not form.is_valid():
            raise Unacceptable(faults_of(form))
        outcome = _send(request, sheet, form)
    return Response(SentShape({"outcome": outcome, "status": again(request, pk).status}).data)


def _send(request: Request, sheet: Sheet, form: CheckForm) -> str:
    """As the page does it: what was ticked is kept first, then the return goes to the council or to a signatory."""
    supplier_return, ticked = sheet.supplier_return, form.cleaned_data["declarations"]
    pairs = form.cleaned_data.get("pairs", [])
    confirm_pairs(revision=sheet.revision, pairs=pairs, declarations=ticked, by=request.user)
    if can_submit_return(request.user, supplier_return):
        submit_return(supplier_return=supplier_return, declarations=ticked, by=request.user)
        return "sent"
    ask_sign_off(supplier_return=supplier_return, declarations=ticked, by=request.user)
    return "sign_off_asked"


def _return(request: Request, pk: int) -> Response:
    """The return as it stands now."""
    return Response(WholeReturnShape(told_return(again(request, pk), request.user)).data)
