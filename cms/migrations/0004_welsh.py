"""Pages may be written in Welsh as well, and home pages of before get the sentence that lists show of every page."""

from django.db import migrations
from django.utils.text import Truncator


def create(apps, schema_editor):
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="cy")
    for home in apps.get_model("cms", "HomePage").objects.filter(summary=""):
        home.summary = Truncator(home.introduction).chars(250)
        home.save(update_fields=["summary"])


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_site")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
