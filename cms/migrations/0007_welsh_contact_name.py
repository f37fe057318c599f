from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0006_search")]

    operations = [
        migrations.AddField(
            model_name="councilsite",
            name="welsh_contact_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="who answers questions, in Welsh"),
        ),
    ]
