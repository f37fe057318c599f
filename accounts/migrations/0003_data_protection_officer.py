"""Whom a council tells of problems with files, beside its social value leads."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_email_fates")]

    operations = [
        migrations.AddField(
            model_name="council",
            name="data_protection_email",
            field=models.EmailField(
                blank=True,
                help_text="Told of every problem with a file, beside the social value leads.",
                max_length=254,
                verbose_name="data protection officer’s email",
            ),
        ),
    ]
