"""What was sent and what was decided never changes again, by any route (invariant 2; decision record 0003)."""

from django.db import migrations

from audit.append_only import refuse_changes

SENT = "EXISTS (SELECT 1 FROM returns_revision r WHERE r.id = OLD.revision_id AND r.submitted_at IS NOT NULL)"
SENT_ANSWER = (
    "EXISTS (SELECT 1 FROM returns_answer a JOIN returns_revision r ON r.id = a.revision_id "
    "WHERE a.id = OLD.answer_id AND r.submitted_at IS NOT NULL)"
)
DECIDED = "EXISTS (SELECT 1 FROM returns_supplierreturn s WHERE s.id = OLD.supplier_return_id AND s.status = 'decided')"


class Migration(migrations.Migration):
    dependencies = [("returns", "0002_initial")]

    operations = [
        refuse_changes("returns_verification", message="A decision is never changed: a changed mind is a new one."),
        refuse_changes("returns_evidenceaccess", message="The record of who opened a file is never changed."),
        refuse_changes(
            "returns_revision", when="OLD.submitted_at IS NOT NULL", message="A revision that was sent is never changed."
        ),
        refuse_changes("returns_answer", when=SENT, message="An answer that was sent is never changed."),
        refuse_changes("returns_evidenceuse", when=SENT_ANSWER, message="An answer that was sent keeps its evidence."),
        refuse_changes("returns_returnline", when=DECIDED, message="A decided return is never changed: correct it."),
        refuse_changes(
            "returns_supplierreturn",
            when="OLD.status = 'decided'",
            message="A decided return is never changed: correct it.",
        ),
        refuse_changes(
            "returns_correction", when="OLD.status <> 'proposed'", message="A correction that was decided stays so."
        ),
    ]
