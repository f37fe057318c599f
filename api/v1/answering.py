"""Answering the lines of a return: the same forms and the same actions as on the pages."""

from django.forms import BaseForm
from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import WRITE, operation
from api.problems import Unacceptable, faults_of
from api.shapes.returns import AnsweredLineShape
from api.shapes.sending import FigureSentShape, NoEvidenceSentShape, WordsSentShape, read
from api.telling import told_line
from api.v1.examples import ANSWERED_LINE
from api.writing import again, writing_line
from returns.actions.answering import answer_figure, answer_words, finish_evidence
from returns.forms.evidence import EvidenceForm
from returns.forms.supplier import NOT_TAKEN_UP, FigureForm, WordsForm
from returns.models import NotTakenUp
from returns.parts import part_of
from returns.sheet import Row, load_sheet

SENDS = {"needs": WRITE, "gives": AnsweredLineShape}
NAMES = {f"{NOT_TAKEN_UP}{reason}": f"not_taken_up.{reason}" for reason in NotTakenUp.Reason.values}


@operation(
    "Answer a line with its figure",
    takes=FigureSentShape,
    examples={
        "Sent: a figure": {"figure": "2"},
        "Sent: nothing to report": {"nothing": True, "nothing_reason": "The programme starts in September."},
        "The line": ANSWERED_LINE,
    },
    **SENDS,
)
def line_figure(request: Request, pk: int, number: int) -> Response:
    """Take the place of the figure, or of why there is nothing. What is left out is empty from then on.

    Only `not_taken_up` stays as it is where it is left out.
    """
    sent = read(request, FigureSentShape)
    with writing_line(request, pk, number) as (_sheet, row):
        form = FigureForm(_as_typed(sent, row), row=row)
        _check(form)
        not_taken_up = form.not_taken_up if row.asks_not_taken_up else None
        answer_figure(answer=row.answer, figure=form.to_figure(), not_taken_up=not_taken_up, by=request.user)
    return _line(request, pk, number)


@operation(
    "Answer a line with words",
    takes=WordsSentShape,
    examples={
        "Sent": {"narrative": "Two young people began to work in our kitchens and have stayed."},
        "The line": ANSWERED_LINE,
    },
    **SENDS,
)
def line_words(request: Request, pk: int, number: int) -> Response:
    """Who benefited and what changed. Name nobody."""
    sent = read(request, WordsSentShape)
    with writing_line(request, pk, number) as (_sheet, row):
        form = WordsForm(sent, row=row)
        _check(form)
        answer_words(answer=row.answer, narrative=form.cleaned_data["narrative"], by=request.user)
    return _line(request, pk, number)


@operation(
    "Say that the evidence of a line is complete",
    takes=NoEvidenceSentShape,
    examples={"Sent": {"no_evidence_reason": "The letter of the employer follows."}, "The line": ANSWERED_LINE},
    **SENDS,
)
def line_evidence(request: Request, pk: int, number: int) -> Response:
    """That all files are there, or why there are none. Files are added on the pages, where each is looked at."""
    sent = read(request, NoEvidenceSentShape)
    with writing_line(request, pk, number) as (_sheet, row):
        form = EvidenceForm(sent, row=row, elsewhere=[])
        _check(form)
        finish_evidence(answer=row.answer, no_evidence_reason=form.cleaned_data["no_evidence_reason"], by=request.user)
    return _line(request, pk, number)


def _as_typed(sent: dict, row: Row) -> dict:
    """What was sent, as the form of the page would have it. What was not taken up stays where nothing is said of it."""
    typed = {name: value for name, value in sent.items() if name not in ("is_done", "not_taken_up")}
    if "is_done" in sent:
        typed["is_done"] = "yes" if sent["is_done"] else "no"
    counts = (
        {one["reason"]: one["count"] for one in sent["not_taken_up"]} if "not_taken_up" in sent else row.not_taken_up
    )
    return typed | {f"{NOT_TAKEN_UP}{reason}": count for reason, count in counts.items()}


def _check(form: BaseForm) -> None:
    """Raises Unacceptable with the errors of a form, if it has any."""
    if not form.is_valid():
        raise Unacceptable(faults_of(form, NAMES))


def _line(request: Request, pk: int, number: int) -> Response:
    """The line as it stands now."""
    supplier_return = again(request, pk)
    part = part_of(request.user, supplier_return)
    assert part is not None  # noqa: S101  # it was written to as one of the supplier's people
    return Response(AnsweredLineShape(told_line(load_sheet(supplier_return, part=part), number)).data)
