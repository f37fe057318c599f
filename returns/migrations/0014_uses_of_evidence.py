"""A file is not accepted or not enough: it may support several lines, and the decision on each line says that.

Nothing ever led to these two statuses. Of each use the supplier may say what the file is. The tables of evidence and
its uses are made anew on SQLite, without their refusals: these follow again.
"""

from django.db import migrations, models
from django.db.models import Q

from audit.append_only import refuse_changes

SENT_ANSWER = (
    "EXISTS (SELECT 1 FROM returns_answer a JOIN returns_revision r ON r.id = a.revision_id "
    "WHERE a.id = OLD.answer_id AND r.submitted_at IS NOT NULL)"
)
MOVED_INTO_SENT = (
    "OLD.answer_id <> NEW.answer_id AND EXISTS "
    "(SELECT 1 FROM returns_answer a JOIN returns_revision r ON r.id = a.revision_id "
    "WHERE a.id = NEW.answer_id AND r.submitted_at IS NOT NULL)"
)


def make_ready(apps, schema_editor) -> None:
    """Say of every examined file only that it is ready."""
    apps.get_model("returns", "Evidence").objects.filter(status__in=["accepted", "insufficient"]).update(
        status="available"
    )


class Migration(migrations.Migration):
    dependencies = [("returns", "0013_problems_the_portal_finds")]

    operations = [
        migrations.RunPython(make_ready, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="evidence", name="evidence_status_known"),
        migrations.RemoveConstraint(model_name="evidence", name="evidence_shown_is_examined"),
        migrations.RemoveIndex(model_name="evidence", name="evidence_scanned"),
        migrations.AlterField(
            model_name="evidence",
            name="status",
            field=models.CharField(
                choices=[
                    ("uploaded", "Received"),
                    ("scanning", "Being checked"),
                    ("quarantined", "Refused"),
                    ("available", "Ready"),
                    ("hidden", "Hidden while a problem is looked at"),
                    ("removed", "Removed"),
                    ("disposed", "Disposed of"),
                ],
                default="uploaded",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(condition=Q(status="available"), fields=["scanned"], name="evidence_scanned"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=Q(
                    status__in=["uploaded", "scanning", "quarantined", "available", "hidden", "removed", "disposed"]
                ),
                name="evidence_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=~Q(status__in=["available", "hidden"])
                | (Q(scan__in=["clean", "not_scanned"]) & ~Q(stored_sha256=""))
                | (Q(status="hidden", scan="infected") & ~Q(stored_sha256="")),
                name="evidence_shown_is_examined",
            ),
        ),
        migrations.AddField(
            model_name="evidenceuse",
            name="nature",
            field=models.CharField(
                blank=True,
                choices=[
                    ("apprenticeship_agreement", "Apprenticeship agreement"),
                    ("payroll_extract", "Payroll extract"),
                    ("postcode_list", "List of postcode areas"),
                    ("timesheet", "Timesheet"),
                    ("partner_letter", "Letter from a partner"),
                    ("invoice_extract", "Ledger extract"),
                    ("invoice_sample", "Sample invoices"),
                    ("training_record", "Training record"),
                    ("attendance_total", "Attendance totals"),
                    ("opportunity_log", "Log of opportunities"),
                    ("photo", "Photo"),
                    ("carrier_note", "Weighbridge or carrier note"),
                    ("meter_reading", "Meter readings or bills"),
                    ("carbon_workbook", "Carbon calculation"),
                    ("policy_document", "Policy"),
                    ("web_page", "Note of a web page"),
                    ("media_cutting", "Press cutting"),
                    ("survey_totals", "Survey totals"),
                    ("other", "Something else"),
                ],
                default="",
                max_length=24,
                verbose_name="what it is",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="evidenceuse",
            constraint=models.CheckConstraint(
                condition=Q(
                    nature__in=[
                        "",
                        "apprenticeship_agreement",
                        "payroll_extract",
                        "postcode_list",
                        "timesheet",
                        "partner_letter",
                        "invoice_extract",
                        "invoice_sample",
                        "training_record",
                        "attendance_total",
                        "opportunity_log",
                        "photo",
                        "carrier_note",
                        "meter_reading",
                        "carbon_workbook",
                        "policy_document",
                        "web_page",
                        "media_cutting",
                        "survey_totals",
                        "other",
                    ]
                ),
                name="evidence_use_nature_known",
            ),
        ),
        refuse_changes("returns_evidenceuse", when=SENT_ANSWER, message="An answer that was sent keeps its evidence."),
        refuse_changes(
            "returns_evidenceuse",
            when=MOVED_INTO_SENT,
            operations=("UPDATE",),
            rule="moved",
            message="An answer that was sent takes no evidence.",
        ),
        refuse_changes(
            "returns_evidence",
            columns=(
                "organisation_id",
                "contract_id",
                "original_name",
                "declared_type",
                "size",
                "sha256",
                "uploaded_at",
                "uploaded_by_id",
            ),
            operations=("UPDATE",),
            message="A file of evidence is never changed: add another.",
        ),
        refuse_changes(
            "returns_evidence",
            when="OLD.status NOT IN ('uploaded', 'scanning')",
            columns=(
                "media_type",
                "fault",
                "stored_sha256",
                "stored_size",
                "findings",
                "notes",
                "previews",
                "picture_hash",
                "text_hash",
            ),
            operations=("UPDATE",),
            rule="examined",
            message="What was found in a file is never changed.",
        ),
    ]
