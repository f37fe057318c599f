"""Each site gets editors and publishers of its own; Wagtail's own groups may come in, and see nothing by themselves."""

from django.db import migrations

from cms.editing.rights import give_rights

OF_WAGTAIL = ("Editors", "Moderators")


def set_up(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=OF_WAGTAIL)
    for table in ("GroupPagePermission", "GroupCollectionPermission", "GroupSitePermission"):
        apps.get_model("wagtailcore", table).objects.filter(group__in=groups).delete()
    for group in groups:
        group.permissions.remove(*group.permissions.exclude(codename="access_admin"))
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(active=False)
    for site in apps.get_model("wagtailcore", "Site").objects.all():
        give_rights(apps, site)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_welsh"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [migrations.RunPython(set_up, migrations.RunPython.noop)]
