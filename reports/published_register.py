"""The contracts register of a council, for everybody: the columns of the Local Government Transparency Code 2015.

What a council buys, from whom, for how long and for how much (domain rules, section 1.7). No figure of social value is
among it. What the portal does not know is empty: VAT that cannot be recovered, days of review, and the kind of
competition.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.models import Council
from accounts.queries import councils_on
from reports.ocds.parties import best_first
from reports.published import PUBLIC
from suppliers.models import Contract, Organisation, OrganisationIdentifier

HEADER = (
    *("organisation", "reference_number", "title", "department", "description", "supplier", "supplier_numbers"),
    *("value_without_vat", "irrecoverable_vat", "start_date", "end_date", "review_date", "process"),
    *("supplier_is_sme", "supplier_is_vcse", "vcse_number", "value_with_vat", "date_signed", "ocid"),
)
MORE_THAN = Decimal(5000)
"""Pounds above which the Code has a contract published; one whose value nobody knows is published as well."""
BATCH = 500
ANSWERS = {True: "yes", False: "no", None: ""}


def registered(council: Council, *, today: date) -> QuerySet[Contract]:
    """The contracts of a council's register, in order of their references: those that run, and those that have ended.

    Empty for a council that there is not on this day.
    """
    large = Q(value_net__gt=MORE_THAN) | Q(value_gross__gt=MORE_THAN) | Q(value_net=None, value_gross=None)
    contracts = Contract.objects.filter(large, council=council, council__in=councils_on(today), status__in=PUBLIC)
    return contracts.order_by("reference", "pk")


def register_rows(council: Council, *, today: date) -> Iterator[tuple[str, ...]]:
    """A row of headings, then a row for each contract: days as 2026-04-01, pounds as 54393.60, numbers with the scheme.

    Texts were typed by people: whoever writes a file keeps a spreadsheet from reading them as formulas. Two queries for
    every 500 contracts.
    """
    yield HEADER
    contracts = registered(council, today=today).select_related("supplier", "department")
    for contract in contracts.prefetch_related("supplier__identifiers").iterator(chunk_size=BATCH):
        yield _row(contract, council)


def _row(contract: Contract, council: Council) -> tuple[str, ...]:
    supplier = contract.supplier
    numbers = best_first(supplier.identifiers.all()) if supplier else []
    return (
        *(council.name, contract.reference, contract.title, contract.department.name if contract.department else ""),
        *(contract.description, supplier.name if supplier else "", " ".join(map(str, numbers))),
        *(_pounds(contract.value_net), "", _day(contract.starts_on), _day(contract.ends_on), "", ""),
        *((ANSWERS[supplier.is_sme], ANSWERS[supplier.is_vcse]) if supplier else ("", "")),
        _vcse_number(supplier, numbers),
        *(_pounds(contract.value_gross), _day(contract.signed_on), contract.ocid),
    )


def _vcse_number(supplier: Organisation | None, numbers: list[OrganisationIdentifier]) -> str:
    """The number of a voluntary, community or social enterprise in a register: as a charity if it has one."""
    if supplier is None or not supplier.is_vcse:
        return ""
    registers = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-MPR")
    found = {number.scheme: str(number) for number in numbers}
    return next((found[scheme] for scheme in registers if scheme in found), "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _pounds(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
