"""`manage.py count_queries`: how many queries each visit costs, counted in a process of its own."""

import json
import sys

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


class Command(BaseCommand):
    """Reads visits as JSON from the standard input and prints the number of queries by page."""

    help = "Count the SQL queries of pages."

    def handle(self, *args, **options) -> None:
        """Visit each page twice: the first visit fills the process's own caches, the second is counted."""
        counts = {visit["page"]: _count(visit) for visit in json.load(sys.stdin)}
        self.stdout.write(json.dumps(counts))


def _count(visit: dict) -> int:
    headers = {"cookie": visit["cookie"]} if visit["cookie"] else {}
    for _visit in range(2):
        client = Client(SERVER_NAME="localhost", headers=headers)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(visit["path"])
    if answer.status_code != 200 or visit["marker"] not in answer.content.decode():
        raise SystemExit(f"{visit['page']}: {answer.status_code}, or without the words “{visit['marker']}”.")
    return len(queries)
