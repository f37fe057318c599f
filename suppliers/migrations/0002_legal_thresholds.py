"""The amounts in law that the portal starts with; later ones are added as rows, never in code."""

from datetime import date
from decimal import Decimal

from django.db import migrations


def add(apps, schema_editor):
    threshold = apps.get_model("suppliers", "LegalThreshold")
    threshold.objects.get_or_create(
        kind="statutory_kpis",
        valid_from=date(2025, 2, 24),
        defaults={"amount": Decimal("5000000.00"), "source": "Procurement Act 2023, section 52"},
    )


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
