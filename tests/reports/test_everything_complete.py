"""Nothing of an organisation is forgotten: every table and every column is in its archive, or it is said why not."""

import pytest
from django.apps import apps
from django.db import models

from audit.models import AuditEvent
from reports.everything.archive import PARTS
from suppliers.models import Organisation
from tests.guards.source import ROOMS

COUNCILS = "the council's own"
DRAFT = "begun and not finished: its writer's alone"
WORKED_OUT = "worked out from what is exported"
INTERNAL = "what officers note for themselves while they read and decide"
# Models of the rooms in which suppliers have something, and every model of any room that hangs on an organisation.
LEFT_OUT = {
    "suppliers.ServiceCategory": COUNCILS,
    "suppliers.LegalThreshold": "the law's",
    "suppliers.Department": COUNCILS,
    "suppliers.Area": COUNCILS,
    "suppliers.Indicator": COUNCILS,
    "suppliers.AreaNeed": COUNCILS,
    "suppliers.LocalPostcodes": COUNCILS,
    "suppliers.ProportionBand": COUNCILS,
    "suppliers.RatingRule": COUNCILS,
    "suppliers.NoticeRef": COUNCILS,
    "suppliers.NoticeSource": "the installation's",
    "suppliers.ArrivedNotice": COUNCILS,
    "suppliers.StatutoryKpi": "shown to officers alone",
    "suppliers.NoKpiReason": "shown to officers alone",
    "suppliers.PeriodActivity": "entered by officers and shown to them; the targets it leads to are in target_points",
    "suppliers.ToldCouncil": "whoever asked must not read whose turn it is",
    "suppliers.HostReminder": "which emails were sent; the days they are about are in hosts",
    "suppliers.KeptDraft": DRAFT,
    "suppliers.RegisterFile": DRAFT,
    "suppliers.RegisterRow": DRAFT,
    "suppliers.RememberedColumns": DRAFT,
    "returns.WorkbookUpload": DRAFT,
    "returns.Verification": "the decision in force is in lines; earlier ones were never shown",
    "returns.LineCheck": INTERNAL,
    "returns.Sample": INTERNAL,
    "returns.SamplingRule": COUNCILS,
    "returns.SavedView": "an officer's own",
    "returns.AuditMark": "auditors' notes, shown to officers alone",
    "returns.KpiAssessment": "shown to officers alone",
    "returns.KpiRating": "shown to officers alone",
    "returns.Remedy": "what was approved is in case_steps; what was only proposed is the council's",
    "returns.Reminder": "which emails were sent",
    "returns.ReminderRule": COUNCILS,
    "returns.OfficerDigest": "which emails officers got",
    "returns.ContractFigure": WORKED_OUT,
    "returns.ContractTotal": WORKED_OUT,
    "returns.CouncilTotal": WORKED_OUT,
    "returns.Tally": WORKED_OUT,
    "returns.EvidenceAccess": "how often officers opened a file is in evidence; who it was is the council's business",
    "returns.EvidenceBand": "a part of a hash, by which files that are alike are found",
    "returns.EvidenceMatch": "names files of whatever supplier and council",
    "returns.Incident": "shown to officers alone; that a file is hidden is in evidence",
    "returns.RetentionRule": COUNCILS,
    "returns.LegalHold": COUNCILS,
    "returns.DisposalProposal": COUNCILS,
    "returns.DisposalCertificate": COUNCILS,
    "reports.Export": "this archive itself and its like",
    "cms.Consent": "what the public pages show; the archive leads to the page that says it",
    "cms.Post": "as above: what is on the public board",
    "api.ApiToken": "hashes of secrets; the page of tokens lists them",
}
PEOPLE_OF_COUNCILS = "an officer, whom the pages do not name there"
# Fields of exported models that are not told, by model.
FIELDS_LEFT_OUT = {
    "suppliers.Organisation": {"merged_into": "who turned out to be another has nobody left to ask for an archive"},
    "suppliers.OrganisationIdentifier": {"source": "the portal's note on where it learned the number"},
    "suppliers.Registration": {
        "is_owner_told": "would tell whether anybody has the number",
        "decided_by": PEOPLE_OF_COUNCILS,
    },
    "suppliers.Invitation": {
        **dict.fromkeys(("contract", "party_role", "answered_for"), "of invitations by councils"),
        "answered_by": "then a member",
    },
    "suppliers.ContractClaim": {"decided_by": PEOPLE_OF_COUNCILS},
    "suppliers.Contract": dict.fromkeys(
        ("value_net", "value_gross", "legal_basis", "is_light_touch", "is_above_threshold", "ocds_id", "signed_on"),
        "shown to officers alone",
    )
    | dict.fromkeys(("deputy", "department", "area", "categories"), COUNCILS),
    "suppliers.ContractRemedies": {"set_at": COUNCILS, "set_by": PEOPLE_OF_COUNCILS},
    "suppliers.ReportingPeriod": {"waived_by": PEOPLE_OF_COUNCILS},
    "suppliers.Commitment": {"agreed_by": "named in proposals"},
    "suppliers.Host": {"added_by": "recorded in the council's history", "retired_by": "as above"},
    "suppliers.Opportunity": {"ended_by": "as above"},
    "suppliers.Endorsement": {
        **dict.fromkeys(("proposed_at", "decision_reason"), COUNCILS),
        **dict.fromkeys(("proposed_by", "decided_by", "withdrawn_by"), PEOPLE_OF_COUNCILS),
        "supplier": "the organisation itself",
        "commitments": "shown as words on its page",
    },
    "audit.AuditEvent": dict.fromkeys(
        ("subject_type", "subject_id", "trail", "council_id", "data"), "told in the sentence"
    ),
    "returns.SupplierReturn": dict.fromkeys(
        ("queue_place", "queue_reasons", "taken_at", "taken_by", "returned_by", "decided_by"), INTERNAL
    )
    | dict.fromkeys(("line_count", "answered_count", "warning_count"), WORKED_OUT)
    | {"council": "in contracts"},
    "returns.Revision": {"findings": INTERNAL, "story_seen": "whether a page was looked at"},
    "returns.LineComment": {"made_by": PEOPLE_OF_COUNCILS},
    "returns.LineQuestion": {"asked_by": PEOPLE_OF_COUNCILS, "withdrawn_by": PEOPLE_OF_COUNCILS},
    "returns.Correction": {
        **dict.fromkeys(("proposed_by", "decided_by"), PEOPLE_OF_COUNCILS),
        **dict.fromkeys(("proposed_at", "decision_reason"), INTERNAL),
        "status": "only those that were approved are told",
    },
    "returns.Dispute": {"answered_by": PEOPLE_OF_COUNCILS, "verification": "the decision in force is in lines"},
    "returns.Confirmation": {"token_hash": "of a secret", "withdrawn_by": PEOPLE_OF_COUNCILS},
    "returns.Escalation": {"opened_by": PEOPLE_OF_COUNCILS, "closed_by": PEOPLE_OF_COUNCILS},
    "returns.RemedialPlan": {"answered_by": PEOPLE_OF_COUNCILS},
    "returns.Evidence": dict.fromkeys(
        ("attempts", "try_after", "scanned", "scanned_with", "previews", "picture_hash", "text_hash", "declared_type"),
        "how the portal examined it",
    )
    | {"confirmed_by": "then a member"},
}
MODELS = {model._meta.label: model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS}
TOLD = {part.model._meta.label: part for part in PARTS}


def hangs_on_an_organisation(model: type[models.Model]) -> bool:
    """Whether a row of this model names an organisation itself."""
    return any(field.related_model is Organisation for field in model._meta.get_fields() if field.concrete)


def of_suppliers() -> set[str]:
    """The models in which something of an organisation can stand."""
    rooms = {label for label in MODELS if label.split(".")[0] in ("suppliers", "returns")}
    return rooms | {label for label, model in MODELS.items() if hangs_on_an_organisation(model)}


def test_every_model_is_in_the_archive_or_it_is_said_why_not():
    known = TOLD.keys() | LEFT_OUT.keys()
    assert of_suppliers() - known == set(), "Add a table to reports/everything, or say in LEFT_OUT why there is none."
    assert LEFT_OUT.keys() & TOLD.keys() == set()
    assert known - of_suppliers() == {AuditEvent._meta.label}, "These are gone, or hang on no organisation any more."


@pytest.mark.parametrize("label", TOLD)
def test_every_field_is_told_or_it_is_said_why_not(label):
    part = TOLD[label]
    fields = {field.name for field in (*part.model._meta.concrete_fields, *part.model._meta.many_to_many)}
    told = {column.field for column in part.columns if column.field}
    left_out = FIELDS_LEFT_OUT.get(label, {}).keys()
    assert fields - told - left_out == set(), "Tell it in reports/everything, or say in FIELDS_LEFT_OUT why not."
    assert left_out & told == set() and told | left_out <= fields


def test_tables_and_columns_have_one_name_each():
    names = [part.name for part in PARTS]
    assert len(names) == len(set(names)) == len(TOLD)
    for part in PARTS:
        columns = [column.name for column in part.columns]
        assert columns[0] == "id" and len(columns) == len(set(columns)), part.name
        assert {name for name, _other in part.keys} <= set(columns) and {other for _name, other in part.keys} <= set(
            names
        )
