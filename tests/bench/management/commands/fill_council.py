"""`manage.py fill_council 100000`: a synthetic council in an empty database, for measurements alone."""

import dataclasses
import json
import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.models import AuditEvent
from returns.models import Answer, ReturnLine, SupplierReturn
from suppliers.models import Contract, Organisation
from tests.bench.council import Plan
from tests.bench.filler import fill, settle, store_by_copy
from tests.bench.visits import visits


class Command(BaseCommand):
    """Prints, as JSON, how much there is, who signs in, and the pages they visit."""

    help = "Fill an empty PostgreSQL database with a synthetic council of so many return lines."

    def add_arguments(self, parser) -> None:
        """The number of lines."""
        parser.add_argument("lines", type=int)

    def handle(self, *args, lines: int, **options) -> None:
        """Fill, put the sequences right, analyse, and make the sessions."""
        began = time.monotonic()
        people = fill(Plan(lines=lines, today=timezone.localdate()), store_by_copy)
        settle()
        models = (ReturnLine, Answer, SupplierReturn, Contract, Organisation, AuditEvent)
        answer = {
            "seconds": round(time.monotonic() - began, 1),
            "rows": {model._meta.model_name: model._default_manager.count() for model in models},
            "people": dataclasses.asdict(people),
            "visits": visits(people),
        }
        self.stdout.write(json.dumps(answer))
