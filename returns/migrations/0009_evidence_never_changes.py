"""What was received, what was found in it, who opened it and what was disposed of never changes.

The tables of evidence were made anew on SQLite, without their refusals: these follow again. The type of a file, unlike
before, is known only once it was examined, and stays from then on.
"""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("returns", "0008_evidence_examined")]

    operations = [
        refuse_changes("returns_evidenceaccess", message="The record of who opened a file is never changed."),
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
        refuse_changes("returns_disposalcertificate", message="A certificate of disposal is never changed."),
        refuse_changes(
            "returns_incident", when="OLD.closed_at IS NOT NULL", message="An incident that was closed stays as it is."
        ),
        refuse_changes(
            "returns_legalhold", when="OLD.lifted_at IS NOT NULL", message="A hold that was lifted stays as it is."
        ),
        refuse_changes(
            "returns_disposalproposal",
            when="OLD.status <> 'proposed'",
            message="A proposal that was decided stays as it is.",
        ),
    ]
