"""The database knows the statuses of evidence, as it knows those of everything else.

A new constraint makes the table anew on SQLite, without the refusal of 0004: it follows again.
"""

from django.db import migrations, models
from django.db.models import Q

from audit.append_only import refuse_changes

STATUSES = ["uploaded", "scanning", "quarantined", "available", "accepted", "insufficient", "removed", "disposed"]


class Migration(migrations.Migration):
    dependencies = [("returns", "0004_no_way_round")]

    operations = [
        migrations.AddConstraint(
            "evidence", models.CheckConstraint(condition=Q(status__in=STATUSES), name="evidence_status_known")
        ),
        refuse_changes(
            "returns_evidence",
            columns=(
                "organisation_id",
                "contract_id",
                "original_name",
                "media_type",
                "size",
                "sha256",
                "uploaded_at",
                "uploaded_by_id",
            ),
            operations=("UPDATE",),
            message="A file of evidence is never changed: add another.",
        ),
    ]
