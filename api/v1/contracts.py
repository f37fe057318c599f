"""Reading contracts, what is promised under them, and who delivers them."""

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import operation
from api.paging import PAGING, page_of
from api.shapes.contracts import CommitmentShape, ContractShape, OrganisationShape
from api.shapes.parts import page
from api.v1.examples import COMMITMENT, CONTRACT, ORGANISATION, page_with
from api.wanted import choice_filter, filtered, number_filter
from suppliers.models import Commitment, Contract
from suppliers.queries import (
    commitments_visible_to,
    contracts_visible_to,
    council_organisations_visible_to,
    organisations_visible_to,
)

OF_CONTRACT = number_filter("contract", "Only of the contract with this id.")


@operation(
    "List contracts",
    gives=page(ContractShape),
    parameters=(*PAGING, choice_filter("status", Contract.Status.values, "Only contracts that stand so.")),
    examples={"A page": page_with(CONTRACT)},
)
def contract_list(request: Request) -> Response:
    """Contracts of the organisation, held or taken part in, or of the council; newest first."""
    rows = contracts_visible_to(request.user).select_related("council", "supplier")
    return page_of(
        request, filtered(request, rows, words={"status": ("status", Contract.Status.values)}), ContractShape
    )


@operation("Read a contract", gives=ContractShape, examples={"A contract": CONTRACT})
def contract_detail(request: Request, pk: int) -> Response:
    """One contract."""
    rows = contracts_visible_to(request.user).select_related("council", "supplier")
    return Response(ContractShape(get_object_or_404(rows, pk=pk)).data)


@operation(
    "List commitments",
    gives=page(CommitmentShape),
    parameters=(
        *PAGING,
        OF_CONTRACT,
        choice_filter("status", Commitment.Status.values, "Only commitments that stand so."),
    ),
    examples={"A page": page_with(COMMITMENT)},
)
def commitment_list(request: Request) -> Response:
    """What is promised. Of contracts that an organisation only takes part in: what it delivers."""
    rows = commitments_visible_to(request.user).select_related("measure", "deliverer")
    words = {"status": ("status", Commitment.Status.values)}
    return page_of(request, filtered(request, rows, numbers={"contract": "contract"}, words=words), CommitmentShape)


@operation("Read a commitment", gives=CommitmentShape, examples={"A commitment": COMMITMENT})
def commitment_detail(request: Request, pk: int) -> Response:
    """One promise."""
    rows = commitments_visible_to(request.user).select_related("measure", "deliverer")
    return Response(CommitmentShape(get_object_or_404(rows, pk=pk)).data)


@operation(
    "List organisations",
    gives=page(OrganisationShape),
    parameters=PAGING,
    examples={"A page": page_with(ORGANISATION)},
)
def organisation_list(request: Request) -> Response:
    """A council sees those that hold its contracts or take part in them, an organisation itself."""
    return page_of(request, _organisations(request), OrganisationShape)


@operation("Read an organisation", gives=OrganisationShape, examples={"An organisation": ORGANISATION})
def organisation_detail(request: Request, pk: int) -> Response:
    """One organisation, with its official numbers."""
    return Response(OrganisationShape(get_object_or_404(_organisations(request), pk=pk)).data)


def _organisations(request: Request):
    """What the side of the token sees."""
    side = council_organisations_visible_to if request.auth.council_id else organisations_visible_to
    return side(request.user).prefetch_related("identifiers")
