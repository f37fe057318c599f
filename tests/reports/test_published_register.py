"""The contracts register that everybody can take away."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.published_register import HEADER, register_rows
from suppliers.models import OrganisationIdentifier
from tests.factories import ContractFactory, CouncilFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def rows(council) -> list[dict[str, str]]:
    header, *found = register_rows(council, today=TODAY)
    assert header == HEADER
    return [dict(zip(HEADER, row, strict=True)) for row in found]


def test_row_has_what_the_code_asks_for():
    council = CouncilFactory(name="Anytown Council")
    contract = ContractFactory(
        council=council,
        reference="00417",
        title="Parks",
        description="Looks after the parks",
        department=DepartmentFactory(council=council, name="Places"),
        value_net=Decimal("54393.60"),
        value_gross=Decimal("65272.32"),
        ocid="ocds-h6vhtk-0a1b2c",
        ocds_id="1",
        supplier__name="Green Works CIC",
        supplier__is_sme=True,
        supplier__is_vcse=True,
    )
    for scheme, value in (("GB-CHC", "1123456"), ("GB-COH", "01234567")):
        OrganisationIdentifier.objects.create(organisation=contract.supplier, scheme=scheme, value=value)
    assert rows(council) == [
        {
            "organisation": "Anytown Council",
            "reference_number": "00417",
            "title": "Parks",
            "department": "Places",
            "description": "Looks after the parks",
            "supplier": "Green Works CIC",
            "supplier_numbers": "GB-COH-01234567 GB-CHC-1123456",
            "value_without_vat": "54393.60",
            "irrecoverable_vat": "",
            "start_date": "2026-04-01",
            "end_date": "2029-03-31",
            "review_date": "",
            "process": "",
            "supplier_is_sme": "yes",
            "supplier_is_vcse": "yes",
            "vcse_number": "GB-CHC-1123456",
            "value_with_vat": "65272.32",
            "date_signed": "2026-03-02",
            "ocid": "ocds-h6vhtk-0a1b2c",
        }
    ]


def test_what_is_not_known_is_empty():
    council = CouncilFactory()
    ContractFactory(council=council, value_net=None, signed_on=None)
    [row] = rows(council)
    empty = {name for name, value in row.items() if not value}
    assert empty == {
        *("department", "description", "supplier_numbers", "value_without_vat", "irrecoverable_vat", "review_date"),
        *("process", "supplier_is_sme", "supplier_is_vcse", "vcse_number", "value_with_vat", "date_signed", "ocid"),
    }


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({"value_net": 5001}, True),
        ({"value_net": 5000}, False),
        ({"value_net": None, "value_gross": 5001}, True),
        ({"value_net": None, "value_gross": 4000}, False),
        ({"value_net": None}, True),
        ({"status": "preparing"}, False),
        ({"status": "ended"}, True),
    ],
)
def test_contracts_above_five_thousand_pounds_are_there_and_no_drafts(fields, is_there):
    contract = ContractFactory(**fields)
    assert len(rows(contract.council)) == int(is_there)


@pytest.mark.parametrize("days", [{"valid_from": date(2026, 11, 3)}, {"valid_to": TODAY}])
def test_council_that_there_is_not_has_no_register(days):
    contract = ContractFactory()
    type(contract.council).objects.filter(pk=contract.council_id).update(**days)
    assert rows(contract.council) == []


def test_contracts_of_other_councils_are_not_there():
    contract = ContractFactory()
    ContractFactory()
    assert [row["reference_number"] for row in rows(contract.council)] == [contract.reference]


def test_register_asks_as_much_for_many_contracts_as_for_one():
    council = CouncilFactory()

    def counted() -> int:
        contract = ContractFactory(council=council)
        OrganisationIdentifier.objects.create(
            organisation=contract.supplier, scheme="GB-COH", value=f"{contract.pk:08}"
        )
        with CaptureQueriesContext(connection) as queries:
            rows(council)
        return len(queries)

    assert [counted() for _number in range(8)] == [2] * 8
