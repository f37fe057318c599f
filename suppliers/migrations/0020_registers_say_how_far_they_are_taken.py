"""A register says up to which row it is taken in, in place of each of its rows saying that it is."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max


def say_how_far(apps, schema_editor):
    """Rows are taken in by their numbers, so the highest one that was is how far it is."""
    rows = apps.get_model("suppliers", "RegisterRow").objects.filter(is_taken=True)
    files = apps.get_model("suppliers", "RegisterFile").objects
    for register, number in rows.order_by().values_list("register").annotate(Max("number")):
        files.filter(pk=register).update(taken_to=number)


def say_of_each(apps, schema_editor):
    """The opposite: rows that are right, up to there."""
    rows = apps.get_model("suppliers", "RegisterRow").objects
    for register in apps.get_model("suppliers", "RegisterFile").objects.filter(taken_to__gt=0):
        right = rows.filter(register=register, verdict__in=["new", "changed"], number__lte=register.taken_to)
        right.update(is_taken=True)


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0019_registers_come_in")]

    operations = [
        migrations.AddField(
            model_name="registerfile",
            name="taken_to",
            field=models.PositiveIntegerField(
                default=0,
                help_text="Rows up to this one that are right were taken in.",
                verbose_name="taken in up to row",
            ),
        ),
        migrations.RunPython(say_how_far, say_of_each),
        migrations.RemoveConstraint(model_name="registerrow", name="register_takes_right_rows_only"),
        migrations.RemoveField(model_name="registerrow", name="is_taken"),
        migrations.AlterField(
            model_name="registerrow",
            name="register",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="suppliers.registerfile",
            ),
        ),
    ]
