"""A later scan opens an incident as well, which nobody reported; files are scanned again, the oldest scan first.

The tables of incidents and evidence are made anew on SQLite, without their refusals: these follow again.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0012_evidence_once_an_organisation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="incident", name="incident_aware_pair"),
        migrations.RenameField(model_name="incident", old_name="aware_at", new_name="aware_since"),
        migrations.RenameField(model_name="incident", old_name="aware_by", new_name="reporter"),
        migrations.AlterField(
            model_name="incident",
            name="reporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="incident",
            name="kind",
            field=models.CharField(
                choices=[
                    ("personal_data", "It has personal data that should not be there"),
                    ("child", "It names or shows a child or a young person"),
                    ("harmful", "It may harm a device"),
                    ("other", "Something else"),
                    ("virus", "A later scan found a virus in it"),
                ],
                max_length=14,
                verbose_name="what is wrong",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=Q(kind="virus", reporter__isnull=True) | (~Q(kind="virus") & Q(reporter__isnull=False)),
                name="incident_reported_or_found",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="told_after_days",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="leads last told after, in days"),
        ),
        migrations.RemoveConstraint(model_name="evidence", name="evidence_shown_is_examined"),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=~Q(status__in=["available", "accepted", "insufficient", "hidden"])
                | (Q(scan__in=["clean", "not_scanned"]) & ~Q(stored_sha256=""))
                | (Q(status="hidden", scan="infected") & ~Q(stored_sha256="")),
                name="evidence_shown_is_examined",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=Q(status__in=["available", "accepted", "insufficient"]),
                fields=["scanned"],
                name="evidence_scanned",
            ),
        ),
        refuse_changes(
            "returns_incident", when="OLD.closed_at IS NOT NULL", message="An incident that was closed stays as it is."
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
