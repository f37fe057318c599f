"""The database itself keeps frozen versions of a framework, and the money values of their measures, as they were."""

from django.db import migrations

from audit.append_only import refuse_changes

MESSAGE = "A frozen version of a framework never changes."
PROXY_MESSAGE = "A money value of a measure in use never changes: add another that is valid from a later day."


def is_frozen(row: str) -> dict[str, str]:
    """SQL: the version of this row (OLD or NEW) is frozen.

    On PostgreSQL the version is held until the transaction ends, so that nobody can freeze it between the look and the
    change; SQLite has one writer at a time.
    """
    frozen_at = f"SELECT v.frozen_at FROM framework_frameworkversion v WHERE v.id = {row}.version_id"
    return {"sqlite": f"({frozen_at}) IS NOT NULL", "postgresql": f"({frozen_at} FOR SHARE) IS NOT NULL"}


def either(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    """SQL: one of two conditions holds."""
    return {vendor: f"{first[vendor]} OR {second[vendor]}" for vendor in first}


def keep(table: str) -> list:
    """Nothing is added to, changed in or taken from a frozen version, nor moved into or out of one."""
    return [
        refuse_changes(table, operations=["INSERT"], when=is_frozen("NEW"), message=MESSAGE),
        refuse_changes(table, operations=["UPDATE"], when=either(is_frozen("OLD"), is_frozen("NEW")), message=MESSAGE),
        refuse_changes(table, operations=["DELETE"], when=is_frozen("OLD"), message=MESSAGE),
    ]


PROXY_IN_USE = (
    "EXISTS (SELECT 1 FROM framework_measure m JOIN framework_frameworkversion v ON v.id = m.version_id "
    "WHERE m.id = OLD.measure_id AND v.frozen_at IS NOT NULL)"
)
NEVER_PRICED = "EXISTS (SELECT 1 FROM framework_measure m WHERE m.id = NEW.measure_id AND NOT m.may_be_priced)"
NEVER_PRICED_MESSAGE = "This measure counts what young people do or think, and never has a price."


class Migration(migrations.Migration):
    """Triggers on all tables of a version."""

    dependencies = [("framework", "0001_initial")]

    operations = [
        refuse_changes("framework_frameworkversion", when="OLD.frozen_at IS NOT NULL", message=MESSAGE),
        *keep("framework_objective"),
        *keep("framework_outcome"),
        *keep("framework_measure"),
        *keep("framework_measurerelation"),
        refuse_changes(
            "framework_proxyvalue",
            operations=["UPDATE"],
            columns=["measure_id", "pounds", "source", "valid_from"],
            when=PROXY_IN_USE,
            message=PROXY_MESSAGE,
        ),
        refuse_changes("framework_proxyvalue", operations=["DELETE"], when=PROXY_IN_USE, message=PROXY_MESSAGE),
        refuse_changes(
            "framework_proxyvalue",
            operations=["INSERT"],
            when=NEVER_PRICED,
            message=NEVER_PRICED_MESSAGE,
            rule="never_priced",
        ),
        refuse_changes(
            "framework_proxyvalue",
            operations=["UPDATE"],
            when=NEVER_PRICED,
            message=NEVER_PRICED_MESSAGE,
            rule="never_priced",
        ),
    ]
