"""A file is not accepted or not enough: it may support several lines, and the decision on each line says that.

Nothing ever led to these two statuses. The table of evidence is made anew on SQLite, without its refusals: these follow
again.
"""

from django.db import migrations, models
from django.db.models import Q

from audit.append_only import refuse_changes


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
