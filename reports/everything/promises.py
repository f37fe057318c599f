"""Contracts as the organisation's people see them, what is promised in them, and the log of opportunities."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from framework.comparing import unit_words
from reports.everything.columns import Column, Part, Seen, told, where
from returns.queries import supplier_periods_visible_to
from suppliers.models import (
    Commitment,
    Contract,
    ContractParty,
    ContractRemedies,
    Host,
    Opportunity,
    OpportunityStep,
    Proposal,
    ReportingPeriod,
    ShortfallRate,
    TargetPoint,
    TargetProfile,
)
from suppliers.queries import (
    commitments_visible_to,
    hosts_visible_to,
    opportunities_visible_to,
    proposals_visible_to,
    supplier_contracts_visible_to,
)


def contracts_of(seen: Seen) -> QuerySet[Contract]:
    """The contracts that the organisation holds or takes part in."""
    return supplier_contracts_visible_to(seen.user)


def held_contracts(seen: Seen) -> QuerySet[Contract]:
    """The contracts whose supplier the organisation is; of others it sees its own part alone."""
    return contracts_of(seen).filter(supplier=seen.organisation)


def holds(seen: Seen, row: Any) -> bool:
    """Whether the organisation is the supplier of a contract."""
    return row.supplier_id == seen.organisation.pk


def _contracts(seen: Seen) -> QuerySet[Contract]:
    people = ("manager", "supplier_owner")
    return (
        contracts_of(seen).select_related("council", "supplier", "framework_version__framework", *people).order_by("pk")
    )


def _parties(seen: Seen) -> QuerySet[ContractParty]:
    own = Q(organisation=seen.organisation, contract__in=contracts_of(seen))
    parties = ContractParty.objects.filter(Q(contract__in=held_contracts(seen)) | own)
    return parties.select_related("organisation").order_by("pk")


def _periods(seen: Seen) -> QuerySet[ReportingPeriod]:
    return supplier_periods_visible_to(seen.user).order_by("pk")


def _remedies(seen: Seen) -> QuerySet[ContractRemedies]:
    return ContractRemedies.objects.filter(contract__in=held_contracts(seen)).order_by("pk")


def _rates(seen: Seen) -> QuerySet[ShortfallRate]:
    return ShortfallRate.objects.filter(commitment__contract__in=held_contracts(seen)).order_by("pk")


def _commitments(seen: Seen) -> QuerySet[Commitment]:
    return commitments_visible_to(seen.user).select_related("measure", "deliverer").order_by("pk")


def _proposals(seen: Seen) -> QuerySet[Proposal]:
    return proposals_visible_to(seen.user).select_related("proposed_by", "answered_by").order_by("pk")


def _profiles(seen: Seen) -> QuerySet[TargetProfile]:
    return TargetProfile.objects.filter(commitment__in=commitments_visible_to(seen.user)).order_by("pk")


def _points(seen: Seen) -> QuerySet[TargetPoint]:
    seen_commitments = commitments_visible_to(seen.user)
    points = TargetPoint.objects.filter(profile__commitment__in=seen_commitments)
    return points.select_related("profile").order_by("pk")


def _hosts(seen: Seen) -> QuerySet[Host]:
    return hosts_visible_to(seen.user).select_related("area").order_by("pk")


def _opportunities(seen: Seen) -> QuerySet[Opportunity]:
    return opportunities_visible_to(seen.user).order_by("pk")


def _opportunity_steps(seen: Seen) -> QuerySet[OpportunityStep]:
    steps = OpportunityStep.objects.filter(opportunity__in=opportunities_visible_to(seen.user))
    return steps.select_related("recorded_by").order_by("pk")


def _framework(_seen: Seen, row: Contract) -> str:
    version = row.framework_version
    return f"{version.framework.name}, {version.label}" if version else ""


CONTRACT = (("contract_id", "contracts"),)
PARTS = (
    Part(
        "contracts",
        _("Contracts"),
        Contract,
        _contracts,
        (
            *told(Contract, "id"),
            Column("council_name", _("Council"), lambda _seen, row: row.council.name, field="council"),
            Column("is_supplier", _("The organisation is the supplier"), holds, "boolean", field="supplier"),
            Column("supplier_name", _("Supplier"), lambda _seen, row: row.supplier.name if row.supplier else ""),
            *told(Contract, "reference", "title", "status", "starts_on", "ends_on", "frequency", "ocid"),
            *where(
                (
                    *told(Contract, "description", "anchor", "one_off_due_on", "proportion_reason"),
                    Column("framework_version", _("Measured by"), _framework, field="framework_version"),
                    *told(Contract, "manager", "supplier_owner"),
                ),
                holds,
            ),
        ),
    ),
    Part(
        "contract_parties",
        _("Who takes part in contracts beside the supplier"),
        ContractParty,
        _parties,
        (
            *told(ContractParty, "id", "contract", "organisation"),
            Column("organisation_name", _("Organisation"), lambda _seen, row: row.organisation.name),
            *told(ContractParty, "role"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "contract_remedies",
        _("What contracts allow when a promise falls short"),
        ContractRemedies,
        _remedies,
        told(
            ContractRemedies,
            *("id", "contract", "allows_service_credit", "allows_shortfall_payment", "allows_retention"),
            *("allows_substitution", "allows_termination", "cap", "clause"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "shortfall_rates",
        _("Pounds for each unit that is not delivered"),
        ShortfallRate,
        _rates,
        told(ShortfallRate, "id", "commitment", "amount"),
        keys=(("commitment_id", "commitments"),),
    ),
    Part(
        "periods",
        _("Reporting periods, and those for which nothing need be sent"),
        ReportingPeriod,
        _periods,
        (
            *told(ReportingPeriod, "id", "contract", "number", "starts_on"),
            Column("ends_on", _("Ends on"), lambda _seen, row: row.ends_on, "date", field="ends_before"),
            *told(ReportingPeriod, "due_on", "opened_on", "waived_at", "waived_reason"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "commitments",
        _("Commitments"),
        Commitment,
        _commitments,
        (
            *told(Commitment, "id", "contract", "position", "promise", "tender_wording", "status", "obligation"),
            Column("measure_code", _("Measure code"), lambda _seen, row: row.measure.code, field="measure"),
            Column("measure_title", _("Measure"), lambda _seen, row: row.measure.title),
            Column("measure_unit", _("Unit"), lambda _seen, row: str(unit_words(row.measure))),
            Column("measure_value_type", _("Kind of figure"), lambda _seen, row: row.measure.value_type),
            *told(Commitment, "basis", "rate", "target", "done_by", "baseline", "baseline_note", "is_additional"),
            *told(Commitment, "deliverer"),
            Column(
                "deliverer_name",
                _("Who delivers it"),
                lambda _seen, row: row.deliverer.name if row.deliverer else "",
            ),
            *told(Commitment, "place", "target_group", "is_mission", "replaces", "is_publishable", "unpublishable"),
            *told(Commitment, "unpublishable_note", "starts_on", "ends_on", "agreed_at"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "proposals",
        _("What each side proposed about a commitment, and what was answered"),
        Proposal,
        _proposals,
        told(
            Proposal,
            *("id", "commitment", "number", "kind", "side", "status", "terms", "reason", "proposed_at", "proposed_by"),
            *("answered_at", "answered_by", "answer_reason"),
        ),
        keys=(("commitment_id", "commitments"),),
    ),
    Part(
        "target_versions",
        _("Versions of how a target is spread over the periods"),
        TargetProfile,
        _profiles,
        told(TargetProfile, "id", "commitment", "version", "is_current", "reason"),
        keys=(("commitment_id", "commitments"),),
    ),
    Part(
        "target_points",
        _("What is promised for each period"),
        TargetPoint,
        _points,
        (
            *told(TargetPoint, "id", "profile"),
            Column("commitment_id", _("Id of the commitment"), lambda _seen, row: str(row.profile.commitment_id)),
            *told(TargetPoint, "period", "starts_on"),
            Column("ends_on", _("Ends on"), lambda _seen, row: row.ends_on, "date", field="ends_before"),
            *told(TargetPoint, "amount"),
        ),
        keys=(("profile_id", "target_versions"), ("commitment_id", "commitments")),
    ),
    Part(
        "hosts",
        _("Hosts of the opportunity log"),
        Host,
        _hosts,
        (
            *told(Host, "id", "contract", "name", "kind", "outward_postcode"),
            Column("area", _("Area"), lambda _seen, row: row.area.name if row.area else "", field="area"),
            *told(Host, "contact_name", "contact_email", "dbs_level", "dbs_checked_on", "dbs_renew_on", "insurance"),
            *told(Host, "insurance_ends_on", "added_at", "retired_at"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "opportunities",
        _("Opportunities, in numbers only"),
        Opportunity,
        _opportunities,
        told(
            Opportunity,
            *("id", "contract", "host", "title", "kind", "places", "access", "sought_on", "starts_on", "ends_on"),
            *("status", "offered", "taken_up", "not_taken_up", "ended_at"),
        ),
        keys=(*CONTRACT, ("host_id", "hosts")),
    ),
    Part(
        "opportunity_steps",
        _("What came of opportunities, day by day"),
        OpportunityStep,
        _opportunity_steps,
        told(OpportunityStep, "id", "opportunity", "what", "happened_on", "count", "recorded_at", "recorded_by"),
        keys=(("opportunity_id", "opportunities"),),
    ),
)
