"""Let PostgreSQL compare words by groups of three letters, where the portal may add that to its database.

Without it a search suggests other words all the same, out of fewer titles (`cms.search.with_postgresql`).
"""

from django.db import DatabaseError, migrations, transaction


def enable(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(schema_editor.connection.alias), schema_editor.connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        pass  # not installed on the server, or the portal's role may not create it


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_editing_roles")]

    operations = [migrations.RunPython(enable, migrations.RunPython.noop)]
