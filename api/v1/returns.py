"""Reading returns and their lines."""

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import operation
from api.paging import PAGING, page_of
from api.shapes.parts import page
from api.shapes.returns import LineOfReturnShape, ReturnShape, WholeReturnShape
from api.telling import dressed_lines, told_lines, told_return
from api.v1.contracts import OF_CONTRACT
from api.v1.examples import LINE, RETURN, WHOLE_RETURN, page_with
from api.wanted import choice_filter, filtered, number_filter
from returns.models import SupplierReturn
from returns.queries import lines_visible_to, returns_visible_to

STATUSES = SupplierReturn.Status.values


@operation(
    "List returns",
    gives=page(ReturnShape),
    parameters=(*PAGING, OF_CONTRACT, choice_filter("status", STATUSES, "Only returns that stand so.")),
    examples={"A page": page_with(RETURN)},
)
def return_list(request: Request) -> Response:
    """Returns of the organisation's contracts or of the council's; newest first."""
    rows = returns_visible_to(request.user)
    words = {"status": ("status", STATUSES)}
    return page_of(request, filtered(request, rows, numbers={"contract": "contract"}, words=words), ReturnShape)


@operation("Read a return", gives=WholeReturnShape, examples={"A return": WHOLE_RETURN})
def return_detail(request: Request, pk: int) -> Response:
    """A return with its lines: for the supplier as it stands now, for the council as it was sent last.

    Whoever takes part in a contract sees the lines that it delivers. Files are not given, only how many there are.
    """
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    return Response(WholeReturnShape(told_return(supplier_return, request.user)).data)


@operation(
    "List lines",
    gives=page(LineOfReturnShape),
    parameters=(
        *PAGING,
        OF_CONTRACT,
        number_filter("return", "Only of the return with this id."),
        choice_filter("status", STATUSES, "Only of returns that stand so."),
    ),
    examples={"A page": page_with(LINE)},
)
def line_list(request: Request) -> Response:
    """Every line of every return, with what is claimed and what is verified, each in a field of its own."""
    rows = filtered(
        request,
        lines_visible_to(request.user),
        numbers={"contract": "supplier_return__contract", "return": "supplier_return"},
        words={"status": ("supplier_return__status", STATUSES)},
    )
    return page_of(request, rows, _shown, dress=dressed_lines)


def _shown(lines: list, *, many: bool) -> LineOfReturnShape:
    """Lines with their figures worked out."""
    return LineOfReturnShape(told_lines(lines), many=many)
