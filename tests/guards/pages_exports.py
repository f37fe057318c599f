"""Files that a worker makes: who may, how many queries their page costs, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

import uuid
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
export-fetch        archive       GET   in    404   404   404   200   404   404   404   404   404   404   404
organisation-everything supplier_org GET in   404   403   403   200   404   404   404   404   403   404   404
organisation-everything supplier_org POST in  404   403   403   302   404   404   404   404   403   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "officers_file": lambda world: [world.more["officers_file"].pk],
    "suppliers_one": lambda world: [world.more["suppliers_one"].pk],
    "waiting_file": lambda world: [world.more["waiting_file"].pk],
    "archive": lambda world: [world.more["archive"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "export-list": ("manager", 5),
    "export-list, supplier": ("editor", 5),
    "organisation-everything": ("admin", 9),
}
LIST = {"what": "list", "file": "xlsx", "language": "en-gb"}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {"evidence": "without"} if name == "organisation-everything" else None


def ready(by, reach: dict, **what) -> Export:
    """A file that was made for somebody."""
    now = timezone.now()
    export = Export.objects.create(
        **(LIST | what), status="ready", size=5, sha256="0" * 64, rows=1, asked_at=now, asked_by=by, try_after=now,
        attempts=1, kept_until=now + timedelta(days=7), reach=reach, stored_name=str(uuid.uuid4()),
    )  # fmt: skip
    kept_files.put(export.stored_name, ContentFile(b"sheet"))
    return export


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    of_council = {"councils": [contract.council_id], "organisations": []}
    of_supplier = {"councils": [], "organisations": [[contract.supplier_id, "viewer", None]]}
    everything = {"what": "organisation", "organisation": contract.supplier, "file": "zip"}
    now = timezone.now()
    return {
        "officers_file": ready(people["manager"], of_council, list_name="contracts"),
        "suppliers_one": ready(people["editor"], of_supplier, list_name="own-returns"),
        "archive": ready(people["admin"], of_supplier, **everything),
        "waiting_file": Export.objects.create(
            **LIST, list_name="contracts", asked_at=now, asked_by=people["manager"], try_after=now
        ),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name = page.partition(", ")[0]
    return reverse(name, args=[scene.contract.supplier_id] if name == "organisation-everything" else [])


def make_rows(scene, kind: str) -> None:
    """As many files of every kind as the scene has rows."""
    for _row in range(scene.rows):
        make_objects(scene.people, scene.contract)
