"""Files that a worker makes: who may, how many queries their page costs, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from reports import kept_files
from reports.models import Export

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
export-list         -             GET   in    200   200   200   200   200   200   200   200   200   200   200
export-fetch        officers_file GET   in    404   404   404   404   404   200   404   404   404   404   404
export-fetch        suppliers_one GET   in    404   404   200   404   404   404   404   404   404   404   404
export-fetch        waiting_file  GET   in    404   404   404   404   404   404   404   404   404   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "officers_file": lambda world: [world.more["officers_file"].pk],
    "suppliers_one": lambda world: [world.more["suppliers_one"].pk],
    "waiting_file": lambda world: [world.more["waiting_file"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {"export-list": ("manager", 5), "export-list, supplier": ("editor", 5)}
READY = {
    "status": "ready", "size": 5, "sha256": "0" * 64, "rows": 1, "file": "xlsx", "what": "list", "language": "en-gb",
    "attempts": 1,
}  # fmt: skip


def data_for(name: str, world) -> dict | None:
    """Nothing is sent to these pages."""
    return None


def ready(by, name: str, reach: dict) -> Export:
    """A list that was made for somebody."""
    now = timezone.now()
    export = Export.objects.create(
        **READY, list_name=name, asked_at=now, asked_by=by, try_after=now, kept_until=now + timedelta(days=7),
        reach=reach, stored_name="made",
    )  # fmt: skip
    Export.objects.filter(pk=export.pk).update(stored_name=f"made-{export.pk}")
    kept_files.put(f"made-{export.pk}", ContentFile(b"sheet"))
    return export


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    of_council = {"councils": [contract.council_id], "organisations": []}
    of_supplier = {"councils": [], "organisations": [[contract.supplier_id, None]]}
    now = timezone.now()
    return {
        "officers_file": ready(people["manager"], "contracts", of_council),
        "suppliers_one": ready(people["editor"], "own-returns", of_supplier),
        "waiting_file": Export.objects.create(
            what="list", list_name="contracts", file="xlsx", language="en-gb", asked_at=now, asked_by=people["manager"],
            try_after=now,
        ),
    }  # fmt: skip


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return reverse(page.partition(", ")[0])


def make_rows(scene, kind: str) -> None:
    """As many files of every kind as the scene has rows."""
    for _row in range(scene.rows):
        make_objects(scene.people, scene.contract)
