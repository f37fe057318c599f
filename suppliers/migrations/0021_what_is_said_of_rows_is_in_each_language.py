"""What is not right in a row, or worth knowing, is kept in each language instead of that of whoever brought the file."""

from django.db import migrations, models

ROWS_AT_A_TIME = 1000


def say_in_the_language_it_has(apps, schema_editor):
    """What was said is kept under the language it was said in, and shown to everybody, as it was until now."""
    rows = apps.get_model("suppliers", "RegisterRow").objects
    said = rows.exclude(problems=[], remarks=[]).select_related("register").iterator(ROWS_AT_A_TIME)
    for row in said:
        language = row.register.language or "en-gb"
        row.problems = [[column, {"en-gb": text, language: text}] for column, text in row.problems]
        row.remarks = [{"en-gb": text, language: text} for text in row.remarks]
        row.save(update_fields=["problems", "remarks"])


def say_in_one(apps, schema_editor):
    """The opposite: in the language of whoever brought the file."""
    rows = apps.get_model("suppliers", "RegisterRow").objects
    for row in rows.exclude(problems=[], remarks=[]).select_related("register").iterator(ROWS_AT_A_TIME):
        language = row.register.language
        row.problems = [[column, said.get(language) or said["en-gb"]] for column, said in row.problems]
        row.remarks = [said.get(language) or said["en-gb"] for said in row.remarks]
        row.save(update_fields=["problems", "remarks"])


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0020_registers_say_how_far_they_are_taken")]

    operations = [
        migrations.AlterField(
            model_name="registerfile",
            name="language",
            field=models.CharField(max_length=10, verbose_name="language"),
        ),
        migrations.AlterField(
            model_name="registerrow",
            name="problems",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Column, and the sentence in each language.",
                verbose_name="what is not right",
            ),
        ),
        migrations.RunPython(say_in_the_language_it_has, say_in_one),
    ]
