"""Events and seals can only be added; a seal also says when, with which key, and can name the event that was changed."""

import django.utils.timezone
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="seal",
            name="sealed",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="sealed"),
        ),
        migrations.AddField(
            model_name="seal",
            name="key_mark",
            field=models.CharField(default="", max_length=12, verbose_name="mark of the key"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="seal",
            name="marks",
            field=models.TextField(default="", verbose_name="marks of the events"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="seal", index=models.Index(fields=["sealed"], name="audit_seal_sealed")
        ),
        refuse_changes("audit_auditevent", message="Events of the audit trail are never changed or removed."),
        refuse_changes("audit_seal", message="Seals of the audit trail are never changed or removed."),
    ]
