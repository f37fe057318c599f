"""`manage.py add_waiting_files 1000 --from 100`: files of every kind that wait, for measurements alone."""

import hashlib
import io
import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from framework.models import Measure
from returns.evidence.refusal import MAX_FILES
from returns.evidence.store import put_incoming
from returns.models import Answer, Evidence, EvidenceUse, SupplierReturn
from tests.bench.mixed import mixed


class Command(BaseCommand):
    """Prints, as JSON, how many files wait. Raises IndexError when the council has too few drafts for them."""

    help = "Put so many files of every kind where they wait, each used by one answer of a draft."

    def add_arguments(self, parser) -> None:
        """How many, and the number of the first: no number may be used twice in a database."""
        parser.add_argument("files", type=int)
        parser.add_argument("--from", type=int, dest="first", default=0)

    def handle(self, *args, files: int, first: int, **options) -> None:
        """Add the files, as many to an answer as it may have."""
        answers = self._answers(-(-files // MAX_FILES))
        for place in range(files):
            self._add(answers[place // MAX_FILES], *mixed(first + place))
        self.stdout.write(json.dumps({"waiting": Evidence.objects.filter(try_after__isnull=False).count()}))

    def _answers(self, count: int) -> list[Answer]:
        """So many answers whose measures take photos, with no files yet: the newest, nobody else's aim."""
        standard = {
            "line__commitment__measure__photos": Measure.Photos.YES,
            "line__commitment__measure__sensitivity": Measure.Sensitivity.STANDARD,
        }
        empty = Answer.objects.filter(
            line__supplier_return__status=SupplierReturn.Status.DRAFT, evidence_uses__isnull=True, **standard
        )
        return list(empty.select_related("line__supplier_return__contract").order_by("-pk")[:count])

    def _add(self, answer: Answer, name: str, content: bytes) -> None:
        """One file as `add_evidence` leaves it, without its limits for each day."""
        supplier_return, now = answer.line.supplier_return, timezone.now()
        evidence = Evidence(
            organisation_id=supplier_return.supplier_id,
            contract_id=supplier_return.contract_id,
            original_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=now,
            uploaded_by_id=supplier_return.contract.manager_id,
            try_after=now,
        )
        put_incoming(evidence, io.BytesIO(content))
        evidence.save(force_insert=True)
        EvidenceUse.objects.create(answer=answer, evidence=evidence)
