"""What was proposed and answered about a promise stays as it was: it is the promise's history."""

from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0005_joining_and_proposals")]

    operations = [
        refuse_changes(
            "suppliers_proposal",
            when="OLD.answered_at IS NOT NULL",
            message="A proposal that was answered is never changed: make another.",
        ),
    ]
