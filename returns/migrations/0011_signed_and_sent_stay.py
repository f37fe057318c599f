"""A sign-off that was answered, and what was sent about opportunities that were not taken up, stay as they were."""

from django.db import migrations

from audit.append_only import refuse_changes

SENT_ANSWER = (
    "EXISTS (SELECT 1 FROM returns_answer a JOIN returns_revision r ON r.id = a.revision_id "
    "WHERE a.id = OLD.answer_id AND r.submitted_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("returns", "0010_sign_off_and_not_taken_up")]

    operations = [
        refuse_changes(
            "returns_signoff", when="OLD.answered_at IS NOT NULL", message="A sign-off that was answered stays so."
        ),
        refuse_changes(
            "returns_nottakenup", when=SENT_ANSWER, message="An answer that was sent keeps what was not taken up."
        ),
    ]
