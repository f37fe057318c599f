"""Closes the ways round what 0003 keeps: moving rows into what was sent, and verifying more than nothing.

Changing a constraint of `returns_verification` makes that table anew on SQLite, without its refusals: they follow again.
"""

from django.db import migrations, models
from django.db.models import F, Q

from audit.append_only import refuse_changes

SENT = (
    "OLD.revision_id <> NEW.revision_id AND EXISTS "
    "(SELECT 1 FROM returns_revision r WHERE r.id = NEW.revision_id AND r.submitted_at IS NOT NULL)"
)
SENT_ANSWER = (
    "OLD.answer_id <> NEW.answer_id AND EXISTS "
    "(SELECT 1 FROM returns_answer a JOIN returns_revision r ON r.id = a.revision_id "
    "WHERE a.id = NEW.answer_id AND r.submitted_at IS NOT NULL)"
)
DECIDED = (
    "OLD.supplier_return_id <> NEW.supplier_return_id AND EXISTS "
    "(SELECT 1 FROM returns_supplierreturn s WHERE s.id = NEW.supplier_return_id AND s.status = 'decided')"
)
DECIDED_COMMENT = (
    "EXISTS (SELECT 1 FROM returns_returnline l JOIN returns_supplierreturn s ON s.id = l.supplier_return_id "
    "WHERE l.id = OLD.line_id AND s.status = 'decided')"
)
AT_MOST_CLAIMED = "verified_at_most_claimed_unless_flagged"


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_sent_and_decided_never_change")]

    operations = [
        migrations.RemoveConstraint("verification", AT_MOST_CLAIMED),
        migrations.AddConstraint(
            "verification",
            models.CheckConstraint(
                condition=Q(verified__isnull=True)
                | Q(claimed__isnull=False, verified__lte=F("claimed"))
                | (Q(is_under_claim=True) & ~Q(reason="")),
                name=AT_MOST_CLAIMED,
            ),
        ),
        refuse_changes("returns_verification", message="A decision is never changed: a changed mind is a new one."),
        refuse_changes(
            "returns_answer", when=SENT, operations=("UPDATE",), rule="moved", message="What was sent takes no answers."
        ),
        refuse_changes(
            "returns_evidenceuse",
            when=SENT_ANSWER,
            operations=("UPDATE",),
            rule="moved",
            message="An answer that was sent takes no evidence.",
        ),
        refuse_changes(
            "returns_returnline",
            when=DECIDED,
            operations=("UPDATE",),
            rule="moved",
            message="A decided return takes no lines.",
        ),
        refuse_changes(
            "returns_linecomment", when=DECIDED_COMMENT, message="A decided return is never changed: correct it."
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
