"""Editors may write notes about measures."""

from django.db import migrations

ACTIONS = {"add": "Can add", "change": "Can change", "delete": "Can delete"}
GROUPS = ("Editors", "Moderators")


def allow(apps, schema_editor):
    kind, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="cms", model="measurenote"
    )
    permissions = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{action}_measurenote", defaults={"name": f"{words} note about a measure"}
        )[0]
        for action, words in ACTIONS.items()
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cms", "0005_framework"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
