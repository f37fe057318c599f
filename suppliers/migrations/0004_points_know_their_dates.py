"""Points of a target keep the edges of their period themselves, so that cutting periods anew leaves them as agreed."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_edges(apps, schema_editor):
    point = apps.get_model("suppliers", "TargetPoint")
    period = apps.get_model("suppliers", "ReportingPeriod").objects.filter(pk=OuterRef("period"))
    point.objects.update(
        starts_on=Subquery(period.values("starts_on")), ends_before=Subquery(period.values("ends_before"))
    )


def remove_points_without_a_period(apps, schema_editor):
    apps.get_model("suppliers", "TargetPoint").objects.filter(period=None).delete()


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0003_newest_first")]

    operations = [
        migrations.AddField(
            model_name="targetpoint",
            name="starts_on",
            field=models.DateField(null=True, verbose_name="starts on"),
        ),
        migrations.AddField(
            model_name="targetpoint",
            name="ends_before",
            field=models.DateField(null=True, verbose_name="ends before"),
        ),
        migrations.RunPython(copy_edges, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="targetpoint",
            name="starts_on",
            field=models.DateField(verbose_name="starts on"),
        ),
        migrations.AlterField(
            model_name="targetpoint",
            name="ends_before",
            field=models.DateField(verbose_name="ends before"),
        ),
        migrations.AlterField(
            model_name="targetpoint",
            name="period",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="target_points",
                to="suppliers.reportingperiod",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, remove_points_without_a_period),
        migrations.AlterModelOptions(name="targetpoint", options={"ordering": ["profile", "starts_on"]}),
        migrations.RemoveConstraint(model_name="targetpoint", name="target_point_once"),
        migrations.AddConstraint(
            model_name="targetpoint",
            constraint=models.UniqueConstraint(fields=("profile", "starts_on"), name="target_point_once"),
        ),
        migrations.AddConstraint(
            model_name="targetpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_before__gt", models.F("starts_on"))), name="point_ends_after_it_starts"
            ),
        ),
    ]
