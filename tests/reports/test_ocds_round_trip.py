"""What goes out as contracts comes in as the same contracts, whatever they are: by our own reader of notices."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.actions.downloads import export_contracts
from reports.editions import publish_figures_of
from reports.published_ocds import published_package
from suppliers.identifiers import Identifier
from suppliers.models import Contract, OrganisationIdentifier
from suppliers.ocds.facts import CONTRACT_FIELDS, Where, buyer_of, facts
from suppliers.ocds.merge import merged
from suppliers.ocds.read import read
from tests.factories import AreaFactory, CommitmentFactory, ContractPartyFactory, MeasureFactory, OfficerRoleFactory
from tests.reports import ocds_shape
from tests.reports.town import TODAY, Town
from tests.returns.test_invariant_03_sums import undone

pytestmark = pytest.mark.django_db
URI = "https://portal.example/contracts.json"
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=40)
MONEY = st.none() | st.decimals(0, Decimal("99999999.99"), places=2)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
MAYBE = st.none() | st.booleans()
STATUSES = {"preparing": "pending", "active": "active", "ended": "terminated"}


@st.composite
def contracts(draw) -> dict:
    """The fields of any contract that there could be, with any suppliers."""
    starts_on = draw(DAYS)
    number = draw(st.none() | st.integers(1, 99_999_999))
    return {
        "title": draw(WORDS),
        "description": draw(st.just("") | WORDS),
        "value_net": draw(MONEY),
        "value_gross": draw(MONEY),
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=draw(st.integers(0, 4000))),
        "signed_on": draw(st.none() | DAYS),
        "legal_basis": draw(st.sampled_from(Contract.LegalBasis.values)),
        "is_light_touch": draw(st.booleans()),
        "is_above_threshold": draw(MAYBE),
        "status": draw(st.sampled_from(Contract.Status.values)),
        "has_notice": draw(st.booleans()),
        "supplier": {"name": draw(WORDS), "is_sme": draw(MAYBE), "is_vcse": draw(MAYBE)},
        "company_number": number and f"{number:08}",
        "parties": draw(st.lists(st.sampled_from(["consortium", "subcontractor"]), max_size=3)),
        "kinds": draw(st.lists(st.sampled_from(["count", "money", "hours", "percent", "milestone"]), max_size=3)),
    }


def make(town: Town, number: int, fields: dict) -> Contract:
    fields = dict(fields)
    company, parties, kinds = (fields.pop(name) for name in ("company_number", "parties", "kinds"))
    notice = {"ocid": f"ocds-h6vhtk-{number}", "ocds_id": str(number)} if fields.pop("has_notice") else {}
    supplier = {f"supplier__{name}": value for name, value in fields.pop("supplier").items()}
    area = AreaFactory(council=town.council, code="E05009289")
    contract = town.contract(reference=f"C{number}", area=area, **fields, **notice, **supplier)
    if company and not OrganisationIdentifier.objects.filter(scheme="GB-COH", value=company).exists():
        OrganisationIdentifier.objects.create(organisation=contract.supplier, scheme="GB-COH", value=company)
    for role in parties:
        ContractPartyFactory(contract=contract, role=role)
    for kind in kinds:
        CommitmentFactory(contract=contract, measure=MeasureFactory(version=town.version, value_type=kind))
    return contract


def brought_back(pieces) -> dict[str, tuple]:
    """By the id of the contract, what our reader makes of a package: its facts, and who buys."""
    text = "".join(pieces)
    ocds_shape.read([text])
    releases, problems = read("contracts.json", text.encode())
    assert problems == []
    found = {}
    for release in releases:
        data, where = merged([release]), Where("contracts.json", release.ocid)
        process = facts(data, where)
        [contract] = process.contracts
        assert process.cautions == () and not process.removes_a_supplier
        found[release.ocid, contract.ocds_id] = (contract, buyer_of(data, where))
    return found


def same(contract: Contract, fact, *, with_partners: bool) -> None:
    """Each field that notices tell of is as it was."""
    for name in CONTRACT_FIELDS:
        assert getattr(fact, name) == getattr(contract, name), name
    assert fact.status == STATUSES[contract.status]
    partners = contract.parties.filter(role="consortium").order_by("organisation") if with_partners else []
    suppliers = [contract.supplier, *(one.organisation for one in partners)]
    assert [one.name for one in fact.suppliers] == [one.name for one in suppliers]
    first = fact.suppliers[0]
    assert (first.is_sme, first.is_vcse) == (contract.supplier.is_sme, contract.supplier.is_vcse)
    numbers = [Identifier(one.scheme, one.value) for one in contract.supplier.identifiers.all()]
    assert list(first.identifiers) == numbers


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contracts(), min_size=1, max_size=3))
def test_contracts_come_back_as_they_went_out(drawn):
    with undone():
        town = Town()
        made = [make(town, number, fields) for number, fields in enumerate(drawn)]
        for contract in made:
            contract.refresh_from_db()
        by = OfficerRoleFactory(council=town.council).user
        found = brought_back(export_contracts(council=town.council, uri=URI, by=by))
        assert len(found) == len(made)
        for contract in made:
            ids = (contract.ocid or f"unregistered-{contract.pk}", contract.ocds_id or f"contract-{contract.pk}")
            fact, buyer = found[ids]
            same(contract, fact, with_partners=True)
            assert buyer.name == town.council.name
        publish_figures_of(town.council.pk, today=TODAY)
        open_to_all = [one for one in made if one.status != "preparing" and _is_large(one)]
        if open_to_all:
            public = brought_back(published_package(town.council, uri=URI, today=TODAY))
            assert len(public) == len(open_to_all)
            for (_ocid, ocds_id), (fact, _buyer) in public.items():
                [contract] = [one for one in made if ocds_id in (one.ocds_id, f"contract-{one.pk}")]
                same(contract, fact, with_partners=False)


def _is_large(contract: Contract) -> bool:
    known = [amount for amount in (contract.value_net, contract.value_gross) if amount is not None]
    return not known or max(known) > 5000
