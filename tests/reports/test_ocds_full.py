"""What officers take away of contracts: every promise and result in the Open Contracting Data Standard."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import CouncilIdentifier
from audit.models import AuditEvent
from audit.queries import sentence_for
from framework.models import Framework
from reports.actions.downloads import export_contracts
from returns.actions.assessing import Assessed, assess_contract
from returns.actions.escalating import close_escalation, open_escalation
from returns.actions.remedies import Asked, approve_remedy, propose_remedy
from returns.escalating import Step
from returns.models import Escalation
from suppliers.actions.kpis import explain_no_kpis, mark_kpis
from suppliers.actions.remedies import set_remedies
from suppliers.models import Commitment, OrganisationIdentifier
from suppliers.remedies import KINDS, Granted
from tests.factories import (
    AreaFactory,
    ContractFactory,
    ContractPartyFactory,
    CouncilFactory,
    MeasureFactory,
    OfficerRoleFactory,
)
from tests.reports import ocds_shape
from tests.returns import road as roads
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
URI = "https://portal.example/council/1/contracts-ocds/"
LARGE = {"legal_basis": "PA2023", "value_gross": Decimal(8_000_000)}


def exported(council, by) -> list[dict]:
    return ocds_shape.read(export_contracts(council=council, uri=URI, by=by))["releases"]


def contract_of(road) -> dict:
    [release] = exported(road.contract.council, road.officer)
    return release["contracts"][0]


def observations(metrics: list[dict]) -> dict[str, dict]:
    return {one["id"]: one for metric in metrics for one in metric["observations"]}


# --- Promises and results ---------------------------------------------------------------------------------------------
def test_promise_is_told_with_its_target_for_each_period():
    road = roads.open_road("count", "money")
    count, money = contract_of(road)["agreedMetrics"]
    assert (count["id"], count["title"]) == (str(road.commitments[0].pk), "Promise of count")
    points = count["observations"]
    assert [point["measure"] for point in points] == [24, 25, 25, 26]
    assert points[0]["period"] == {"startDate": "2026-04-01T00:00:00+01:00", "endDate": "2026-06-30T23:59:59+01:00"}
    assert points[3]["period"] == {"startDate": "2027-01-01T00:00:00+00:00", "endDate": "2027-03-31T23:59:59+01:00"}
    assert points[0]["unit"] == {"scheme": "UNCEFACT", "id": "C62", "name": "people"}
    assert sum(point["value"]["amount"] for point in money["observations"]) == 100
    assert {point["value"]["currency"] for point in money["observations"]} == {"GBP"}
    assert not any("measure" in point or "unit" in point for point in money["observations"])


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        ({"value_type": "hours", "unit": "hours"}, ("UNCEFACT", "HUR", "hours")),
        ({"value_type": "quantity", "unit": "days"}, ("UNCEFACT", "DAY", "days")),
        ({"value_type": "count", "unit": "weeks"}, ("UNCEFACT", "WEE", "weeks")),
        ({"value_type": "quantity", "unit": "kg"}, ("UNCEFACT", "KGM", "kg")),
        ({"value_type": "quantity", "unit": "m2"}, ("UNCEFACT", "MTK", "square metres")),
        ({"value_type": "quantity", "unit": "miles"}, ("UNCEFACT", "SMI", "miles")),
        ({"value_type": "percent", "unit": "percent"}, ("UNCEFACT", "P1", "%")),
        ({"value_type": "quantity", "unit": "FTE"}, ("report-social-value", "FTE", "FTE")),
        ({"value_type": "quantity", "unit": "tco2e"}, ("report-social-value", "tco2e", "tonnes of CO2e")),
        ({"value_type": "count", "unit": "hedgehog homes"}, ("UNCEFACT", "C62", "hedgehog homes")),
    ],
)
def test_unit_has_its_common_code_or_one_of_our_own(fields, unit):
    contract = ContractFactory()
    made = MeasureFactory(version=contract.framework_version, **fields)
    commitment = roads.agree(contract, made, contract.manager)
    [release] = exported(contract.council, contract.manager)
    [metric] = release["contracts"][0]["agreedMetrics"]
    assert metric["id"] == str(commitment.pk)
    assert {tuple(one["unit"][name] for name in ("scheme", "id", "name")) for one in metric["observations"]} == {unit}


def test_result_is_what_was_verified_with_corrections_and_never_what_is_claimed():
    road = roads.taken("count", "hours", "percent")
    roads.decide(road, 1, roads.in_part(13))
    roads.decide_all(road)
    assert "metrics" not in contract_of(road).get("implementation", {}), "nothing is decided yet"
    roads.finish(road)
    roads.correct(road, 1, value=-2)
    found = observations(contract_of(road)["implementation"]["metrics"])
    first, second, third = (f"{one.pk}-2026-04-01-verified" for one in road.commitments)
    assert (found[first]["measure"], found[second]["measure"], found[third]["measure"]) == (11, 24.25, 90)
    assert found[third]["dimensions"] == {"topFigure": "45", "bottomFigure": "50"}
    assert found[first]["period"] == {"startDate": "2026-04-01T00:00:00+01:00", "endDate": "2026-06-30T23:59:59+01:00"}
    roads.next_period(road, date(2026, 7, 1))
    roads.send(road)
    claimed = contract_of(road)["implementation"]["metrics"]
    assert observations(claimed).keys() == found.keys(), "claimed for the second quarter, and not decided"


def test_promise_that_has_ended_keeps_its_results_and_is_agreed_no_more():
    road = roads.decided("count")
    roads.withdraw(road, road.commitments[0])
    contract = contract_of(road)
    assert "agreedMetrics" not in contract
    assert [one["measure"] for one in contract["implementation"]["metrics"][0]["observations"]] == [20]


def test_something_to_be_done_by_a_day_is_a_milestone():
    road = roads.open_road("milestone")
    [milestone] = contract_of(road)["implementation"]["milestones"]
    assert (milestone["status"], milestone["dueDate"]) == ("scheduled", "2027-03-31T23:59:59+01:00")
    roads.send(road)
    roads.take(road)
    roads.decide_all(road)
    roads.finish(road)
    contract = contract_of(road)
    assert [one["status"] for one in contract["implementation"]["milestones"]] == ["met"]
    assert "agreedMetrics" not in contract and "metrics" not in contract["implementation"]


def test_milestone_that_a_return_after_its_day_does_not_bear_out_is_not_met():
    road = roads.taken("milestone", commitment={"done_by": date(2026, 5, 31)})
    roads.decide(road, 1, roads.not_at_all(road.row(1, sent=True)))
    roads.finish(road)
    assert [one["status"] for one in contract_of(road)["implementation"]["milestones"]] == ["notMet"]


def test_words_and_what_is_licensed_from_others_are_never_exported():
    road = roads.decided("count", "narrative", "hours")
    Framework.objects.update(is_licensed=True)
    Commitment.objects.filter(pk=road.commitments[2].pk).update(
        measure=MeasureFactory(code="OWN", value_type="hours").pk
    )
    contract = contract_of(road)
    assert [metric["id"] for metric in contract["agreedMetrics"]] == [str(road.commitments[2].pk)]
    assert [metric["id"] for metric in contract["implementation"]["metrics"]] == [str(road.commitments[2].pk)]


def test_area_is_told_by_its_official_code():
    road = roads.open_road("count")
    road.contract.area = AreaFactory(council=road.contract.council, code="E05009289")
    road.contract.save()
    assert contract_of(road)["agreedMetrics"][0]["observations"][0]["dimensions"] == {"geography": "E05009289"}


# --- Statutory KPIs ---------------------------------------------------------------------------------------------------
@pytest.fixture
def kpis(time_machine):
    """Two promises, both statutory KPIs, of which a fifth was verified in the first quarter. 20 July 2026."""
    time_machine.move_to("2026-07-20T10:00:00Z", tick=False)
    road = roads.decided("count", "hours", **LARGE)
    mark_kpis(contract=road.contract, commitments={one.pk for one in road.commitments}, by=road.officer)
    return road


def test_result_is_rated_where_an_officer_has_rated_it(kpis):
    pairs = zip(kpis.commitments, ("below", "met"), strict=True)
    decided = {one.pk: Assessed(rating, "So it is.") for one, rating in pairs}
    assess_contract(contract=kpis.contract, decided=decided, today=date(2026, 7, 20), by=kpis.officer)
    found = observations(contract_of(kpis)["implementation"]["metrics"])
    first = found[f"{kpis.commitments[0].pk}-2026-07-20-rated"]
    assert first["measureClassification"] == {"id": "below", "description": "Requires improvement"}
    assert (first["measure"], first["period"]["startDate"][:10], first["period"]["endDate"][:10]) == (
        20,
        "2026-04-01",
        "2026-07-20",
    )
    second = found[f"{kpis.commitments[1].pk}-2026-07-20-rated"]
    assert second["measureClassification"]["id"] == "met"
    assert not any("measureClassification" in one for name, one in found.items() if name.endswith("verified"))


def case_about(road, *commitments) -> Escalation:
    step = Step(3, "Too few.", requirement="Clause 12", due_on=date(2026, 8, 28))
    return open_escalation(contract=road.contract, commitments=list(commitments), step=step, by=road.officer)


def test_failure_that_did_not_improve_is_told_with_its_requirement(kpis, time_machine):
    case = case_about(kpis, kpis.commitments[0])
    assert "performanceFailures" not in contract_of(kpis)["implementation"], "it is still open"
    time_machine.move_to("2026-09-04T10:00:00+01:00", tick=False)
    case = Escalation.objects.select_related("contract__council").get(pk=case.pk)
    close_escalation(escalation=case, result="not_improved", reason="Nothing changed.", by=kpis.officer)
    [failure] = contract_of(kpis)["implementation"]["performanceFailures"]
    assert (failure["requirement"], failure["description"]) == ("Clause 12", "Too few.")
    assert failure["decisionDate"] == "2026-09-04T10:00:00+01:00"
    assert [one["name"] for one in failure["suppliers"]] == [kpis.contract.supplier.name]
    assert "penaltyType" not in failure


def test_remedy_that_a_second_officer_approved_is_told_with_its_sum(kpis, time_machine):
    rates = {kpis.commitments[0].pk: Decimal(10)}
    set_remedies(contract=kpis.contract, granted=Granted(frozenset(KINDS), None, "Schedule 6", rates), by=kpis.officer)
    case = case_about(kpis, kpis.commitments[0])
    time_machine.move_to("2026-09-04T10:00:00+01:00", tick=False)
    case = Escalation.objects.select_related("contract__council").get(pk=case.pk)
    remedy = propose_remedy(escalation=case, asked=Asked("shortfall_payment", "Schedule 6.", None), by=kpis.officer)
    assert "performanceFailures" not in contract_of(kpis)["implementation"], "nobody has approved it"
    approve_remedy(remedy=remedy, by=kpis.second)
    [failure] = contract_of(kpis)["implementation"]["performanceFailures"]
    assert failure["penaltyValue"] == {"amount": float(remedy.amount), "currency": "GBP"} and remedy.amount > 0
    assert (failure["penaltyType"], failure["penaltyDate"]) == ("contracted", "2026-09-04T00:00:00+01:00")
    assert failure["penaltyTypeEntered"] == "Payment for what was not delivered"


def test_case_about_promises_that_are_no_kpis_is_no_performance_failure(kpis, time_machine):
    mark_kpis(contract=kpis.contract, commitments={kpis.commitments[1].pk}, by=kpis.officer)
    case = case_about(kpis, kpis.commitments[0])
    case = Escalation.objects.select_related("contract__council").get(pk=case.pk)
    close_escalation(escalation=case, result="not_improved", reason="Nothing changed.", by=kpis.officer)
    assert "performanceFailures" not in contract_of(kpis)["implementation"]


def test_contract_without_kpis_says_why():
    contract = ContractFactory(**LARGE)
    explain_no_kpis(contract=contract, reason="Nothing of it can be counted.", by=contract.manager)
    [release] = exported(contract.council, contract.manager)
    assert release["contracts"][0]["noAgreedMetricsRationale"] == "Nothing of it can be counted."


# --- Who and what -----------------------------------------------------------------------------------------------------
def test_parties_are_known_by_their_official_numbers():
    contract = ContractFactory(supplier__is_sme=True, supplier__is_vcse=False)
    for scheme, value in (("VAT", "GB123456782"), ("GB-COH", "01234567"), ("GB-PPON", "PBCD-1234-GHJL")):
        OrganisationIdentifier.objects.create(organisation=contract.supplier, scheme=scheme, value=value)
    CouncilIdentifier.objects.create(council=contract.council, scheme="GB-LAE", value="ANY")
    partner = ContractPartyFactory(contract=contract, role="consortium").organisation
    helper = ContractPartyFactory(contract=contract, role="subcontractor").organisation
    [release] = exported(contract.council, contract.manager)
    buyer, supplier, *others = release["parties"]
    assert (buyer["id"], buyer["roles"]) == ("GB-LAE-ANY", ["buyer"])
    assert supplier["identifier"] == {"scheme": "GB-PPON", "id": "PBCD-1234-GHJL"}
    assert [one["id"] for one in supplier["additionalIdentifiers"]] == ["01234567", "GB123456782"]
    assert supplier["details"] == {"scale": "sme", "vcse": False}
    assert {one["name"]: one["roles"] for one in others} == {partner.name: ["supplier"], helper.name: ["subcontractor"]}
    assert [one["name"] for one in release["awards"][0]["suppliers"]] == [contract.supplier.name, partner.name]
    assert others[0]["id"] == f"unregistered-organisation-{partner.pk}" and "identifier" not in others[0]


def test_contract_keeps_the_ids_of_its_notice_and_others_get_the_prefix_of_the_publisher(settings):
    settings.OCDS_PREFIX = "ocds-abc123"
    council = CouncilFactory()
    noticed = ContractFactory(council=council, reference="A", ocid="ocds-h6vhtk-0a1b2c", ocds_id="2")
    own = ContractFactory(council=council, reference="B")
    first, second = exported(council, OfficerRoleFactory(council=council).user)
    assert (first["ocid"], first["contracts"][0]["id"]) == ("ocds-h6vhtk-0a1b2c", "2")
    assert (second["ocid"], second["contracts"][0]["id"]) == (f"ocds-abc123-{own.pk}", f"contract-{own.pk}")
    assert "title" not in first["tender"] and second["tender"]["title"] == own.title
    assert first["id"].startswith(f"{noticed.pk}-")


def test_release_keeps_its_id_until_something_else_is_said(time_machine):
    contract = ContractFactory()
    [first] = exported(contract.council, contract.manager)
    time_machine.move_to("2027-01-04T10:00:00Z")
    [same] = exported(contract.council, contract.manager)
    assert first["id"] == same["id"] and first["date"] < same["date"]
    contract.title = "Another title"
    contract.save()
    [other] = exported(contract.council, contract.manager)
    assert other["id"] != first["id"]


def test_contract_that_is_being_set_up_is_there_with_what_is_known():
    contract = ContractFactory(
        status="preparing",
        supplier=None,
        supplier_owner=None,
        starts_on=None,
        ends_on=None,
        signed_on=None,
        value_net=None,
    )
    [release] = exported(contract.council, contract.manager)
    assert release["contracts"] == [
        {
            "id": f"contract-{contract.pk}",
            "awardID": f"award-contract-{contract.pk}",
            "title": contract.title,
            "status": "pending",
        }
    ]


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_officer_takes_the_contracts_of_their_own_council_and_that_is_recorded():
    contract = ContractFactory()
    other = ContractFactory()
    client = browser(contract.manager)
    page = shown(client.get(reverse("council-home")))
    assert f"Download the contracts of {contract.council.name}" in page and other.council.name not in page
    response = client.post(reverse("contracts-export", args=[contract.council_id]))
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == (
        f'attachment; filename="contracts-{contract.council.slug}-not-for-publication.json"'
    )
    assert response["Cache-Control"] == "private, no-store"
    package = ocds_shape.read([b"".join(response).decode()])
    assert [release["contracts"][0]["title"] for release in package["releases"]] == [contract.title]
    assert "license" not in package, "nobody may think that it may be used again"
    event = AuditEvent.objects.get(event="contracts.exported")
    assert (event.actor, event.council_id, event.data) == (contract.manager, contract.council_id, {})
    assert "took the contracts away as a file, with exact figures" in sentence_for(event)
    assert client.post(reverse("contracts-export", args=[other.council_id])).status_code == 404


def test_officer_of_a_council_without_contracts_is_told_so():
    lead = OfficerRoleFactory(role="social_value_lead")
    response = browser(lead.user).post(reverse("contracts-export", args=[lead.council_id]), follow=True)
    assert "There are no contracts to take away yet." in shown(response)
    assert not AuditEvent.objects.filter(event="contracts.exported").exists()


def test_nobody_else_takes_them():
    contract = ContractFactory()
    for person in (contract.supplier_owner, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            export_contracts(council=contract.council, uri=URI, by=person)
    assert not AuditEvent.objects.filter(event="contracts.exported").exists()


def test_auditor_takes_them_too():
    contract = ContractFactory()
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    assert len(exported(contract.council, auditor)) == 1


# --- What it costs ----------------------------------------------------------------------------------------------------
def test_export_asks_as_much_for_many_contracts_as_for_one(time_machine):
    time_machine.move_to("2026-07-20T10:00:00Z", tick=False)
    road = roads.decided("count", "percent", "milestone", **LARGE)
    council = road.contract.council
    ContractPartyFactory(contract=road.contract)
    mark_kpis(contract=road.contract, commitments={road.commitments[0].pk}, by=road.officer)
    case_about(road, road.commitments[0])

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            exported(council, road.officer)
        return len(queries)

    few = counted()
    for _number in range(12):
        more = ContractFactory(council=council, framework_version=road.contract.framework_version)
        ContractPartyFactory(contract=more)
        roads.agree(more, road.commitments[0].measure, more.manager)
    assert counted() == few


def test_package_is_written_piece_by_piece():
    council = CouncilFactory()
    for _number in range(3):
        ContractFactory(council=council)
    pieces = export_contracts(council=council, uri=URI, by=OfficerRoleFactory(council=council).user)
    sizes = [json.dumps(piece) for piece in pieces]
    assert len(sizes) == 4, "each contract, and an end"
