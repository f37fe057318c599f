"""What goes out comes back in: the portal's own files of contracts, in either language, change nothing."""

from datetime import date

import pytest
from django.utils.translation import override

from reports.lists import listing_of
from reports.published_register import register_rows
from suppliers.models import OrganisationIdentifier
from tables.writing import csv_lines, csv_pieces
from tests.factories import ContractFactory, DepartmentFactory, OfficerRoleFactory
from tests.suppliers.registering_files import counts, looked_through, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """An officer of a council with three contracts."""
    role = OfficerRoleFactory()
    department = DepartmentFactory(council=role.council, name="Children’s services")
    for number in range(3):
        contract = ContractFactory(
            council=role.council, reference=f"007{number}", title="=Care & “support”", department=department,
            legal_basis="PA2023", value_gross="21600000.10", ocid=f"ocds-h6vhtk-00{number}", description="Two\nlines",
        )  # fmt: skip
        OrganisationIdentifier.objects.create(organisation=contract.supplier, scheme="GB-COH", value=f"0123456{number}")
    return role


def test_published_register_comes_back_without_anything_new(officer):
    content = "".join(csv_lines(register_rows(officer.council, today=date(2026, 7, 1)))).encode()
    register = looked_through(content, council=officer.council, by=officer.user)
    assert counts(register) == {"unchanged": 3} and not row_of(register, 2).remarks
    assert len(register.columns) == 15


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_list_of_contracts_comes_back_without_anything_new(officer, language):
    with override(language):
        content = b"".join(csv_pieces(listing_of("contracts").table(officer.user, {})))
    register = looked_through(content, council=officer.council, by=officer.user)
    assert counts(register) == {"unchanged": 3} and not row_of(register, 2).remarks
    assert {"reference", "title", "numbers", "starts_on", "value_gross", "legal_basis"} <= register.columns.keys()
