"""The site begins with a home page of ours in place of Wagtail's welcome page."""

from django.db import migrations


def create(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    page = apps.get_model("wagtailcore", "Page")
    home_page = apps.get_model("cms", "HomePage")
    site = apps.get_model("wagtailcore", "Site")
    locale = apps.get_model("wagtailcore", "Locale")

    page.objects.filter(path="00010001").delete()
    kind, _created = content_type.objects.get_or_create(model="homepage", app_label="cms")
    home = home_page.objects.create(
        title="Social value",
        draft_title="Social value",
        slug="home",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=locale.objects.first(),
        introduction="What suppliers promise beyond the service itself, and how we check that it happens.",
    )
    page.objects.filter(path="0001").update(numchild=1)
    site.objects.all().delete()
    site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Social value")


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
