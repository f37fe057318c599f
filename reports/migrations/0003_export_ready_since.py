from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_exports"),
    ]

    operations = [
        migrations.RenameField(model_name="export", old_name="made_at", new_name="ready_since"),
        migrations.AlterField(
            model_name="export",
            name="ready_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ready since"),
        ),
    ]
