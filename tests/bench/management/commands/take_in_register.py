"""`manage.py take_in_register ROWS`: takes a register in as the worker does, then the same rows plainly."""

import csv
import io
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import Council, OfficerRole, User
from audit.models import AuditEvent
from suppliers.actions import register_steps as steps
from suppliers.actions.registers import bring_register, match_columns, take_in_register
from suppliers.models import Contract, Organisation, OrganisationIdentifier, RegisterFile, RegisterKind
from suppliers.registers.pipeline import undisturbed, work_on
from tables.reading import read_table
from tests.bench.memory import caged, forget_most, most_resident, resident

HEADINGS = ("reference_number", "title", "description", "supplier", "supplier_numbers", "value_without_vat",
            "value_with_vat", "start_date", "end_date", "date_signed")  # fmt: skip
SUPPLIERS = 500
BATCH = 500
WHOLLY = 1000
FIRST_DAY = date(2026, 4, 1)


class Command(BaseCommand):
    """Prints seconds of each part, and how much the process grew meanwhile, as JSON."""

    help = "Take a synthetic register in, and the same rows by a plain validated bulk_create."

    def add_arguments(self, parser) -> None:
        """How many rows."""
        parser.add_argument("rows", type=int)

    def handle(self, *args, **options) -> None:
        """Both ways, each for a council of its own with suppliers that are known."""
        rows: int = options["rows"]
        suppliers = _suppliers()
        officer = _officer(f"register-{rows}")
        _look_through(io.BytesIO(_register(3)), _officer(f"warm-up-{rows}"))
        path = settings.VAR_DIR / f"register-{rows}.csv"
        path.write_bytes(_register(rows))
        before = resident()
        forget_most()
        with path.open("rb") as content:
            register, looked = _look_through(content, officer)
        plain = _officer(f"plain-{rows}").council
        answer = {"look_s": looked, **_in_turns(_taking_in(register), _plainly(path, plain, suppliers))}
        whole = _officer(f"whole-{rows}").council
        answer["whole_ms"] = _wholly(path, whole, suppliers)
        answer["grown_mib"] = round(most_resident() - before, 1)
        made = Contract.objects.filter(council=officer.council).count()
        told = AuditEvent.objects.filter(event="contract.registered", council_id=officer.council_id).count()
        path.unlink()
        answer["opening"] = _opening(rows)
        same = list(_written(officer.council)) == list(_written(plain))
        print(json.dumps(answer | {"contracts": made, "events": told, "is_same": same}), flush=True)


def _opening(rows: int) -> dict[str, float]:
    """What opening the same register as an Excel workbook adds to the process it is opened in, beside one of 3 rows.

    Once with its texts in the cells, and once with each text written once for all cells, as Excel does.
    """
    found = {}
    for name, each_once in (("in cells", False), ("shared", True)):
        with caged() as peaks:
            for many in (3, rows):
                _open(many, each_once=each_once)
        found[name] = round(peaks[1] - peaks[0], 1)
    return found


def _open(rows: int, *, each_once: bool) -> None:
    """Open a register as an Excel workbook. Raises RuntimeError where it has not as many rows."""
    path = settings.VAR_DIR / f"register-{rows}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": not each_once}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(csv.reader(io.StringIO(_register(rows).decode(), newline=""))):
            sheet.write_row(number, 0, cells)
    with read_table(path) as opened:
        if opened.sheets[0].rows != rows + 1:
            raise RuntimeError(f"A workbook of {rows} rows was read as one of {opened.sheets[0].rows - 1}.")
    path.unlink()


def _officer(slug: str) -> OfficerRole:
    council = Council.objects.create(name=slug, slug=slug, valid_from=date(2020, 4, 1))
    user = User.objects.create(email=f"{slug}@example.com")
    return OfficerRole.objects.create(council=council, user=user, role=OfficerRole.Role.CONTRACT_MANAGER)


def _suppliers() -> dict[str, Organisation]:
    """Organisations by their numbers; made once."""
    for number in range(SUPPLIERS):
        scheme, value = "GB-COH", f"{number + 1:08d}"
        if not OrganisationIdentifier.objects.filter(scheme=scheme, value=value).exists():
            organisation = Organisation.objects.create(name=f"Supplier {number}")
            OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme, value=value)
    known = OrganisationIdentifier.objects.select_related("organisation")
    return {str(one): one.organisation for one in known}


def _register(rows: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for number in range(rows):
        start, value = FIRST_DAY + timedelta(days=number % 365), Decimal(6_000 + number % 90_000)
        last, supplier = start + timedelta(days=1094), number % SUPPLIERS
        words = (f"R-{number:06d}", f"Contract {number} for services", "Services for residents.")
        numbers = (f"Supplier {supplier}", f"GB-COH-{supplier + 1:08d}")
        writer.writerow((*words, *numbers, value, value * 6 / 5, start, last, start))
    return text.getvalue().encode()


def _look_through(content, officer: OfficerRole) -> tuple[RegisterFile, float]:
    """A register that was opened and looked through, and how many seconds that took."""
    about = {"council": officer.council, "by": officer.user}
    register = bring_register(kind=RegisterKind.CONTRACTS, file="a.csv", content=content, **about)
    seconds = _work(register)
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=officer.user)
    seconds += _work(register)
    take_in_register(register=register, only_if_all=True, by=officer.user)
    return register, round(seconds, 2)


def _work(register: RegisterFile) -> float:
    """Work on a register until it is somebody else's turn; how many seconds that took."""
    register.refresh_from_db()
    status, began = register.status, time.perf_counter()
    while register.status == status:
        work_on(register)
        register.refresh_from_db()
    return time.perf_counter() - began


def _taking_in(register: RegisterFile) -> Iterator[None]:
    """Take a register in as the worker does, a batch a turn."""
    steps.claim_register(register=register)
    is_done = False
    while not is_done:
        with undisturbed():
            is_done = not steps.take_in_batch(register=register)
        yield
    steps.finish_register(register=register)


def _in_turns(*ways: Iterator[None]) -> dict[str, float]:
    """Seconds of each way; they take turns, so that what else the machine does meets both alike."""
    seconds, going = [0.0] * len(ways), set(range(len(ways)))
    while going:
        for number in sorted(going):
            began = time.perf_counter()
            if next(ways[number], True):
                going.discard(number)
            seconds[number] += time.perf_counter() - began
    return {"take_s": round(seconds[0], 2), "plain_s": round(seconds[1], 2)}


def _contract(row: dict[str, str], council: Council, suppliers: dict[str, Organisation]) -> Contract:
    """What a row says, built plainly."""
    return Contract(
        council=council, reference=row["reference_number"], title=row["title"], description=row["description"],
        supplier=suppliers[row["supplier_numbers"]], value_net=Decimal(row["value_without_vat"]),
        value_gross=Decimal(row["value_with_vat"]), starts_on=date.fromisoformat(row["start_date"]),
        ends_on=date.fromisoformat(row["end_date"]), signed_on=date.fromisoformat(row["date_signed"]),
        frequency=Contract.Frequency.ANNUAL,
    )  # fmt: skip


def _plainly(path: Path, council: Council, suppliers: dict[str, Organisation]) -> Iterator[None]:
    """Read the same rows, validate each as its model says, and create them 500 a turn."""
    batch = []
    with path.open(newline="") as text:
        for row in csv.DictReader(text):
            contract = _contract(row, council, suppliers)
            contract.clean_fields(exclude=("council", "supplier"))  # each would be a question to the database
            batch.append(contract)
            if len(batch) == BATCH:
                Contract.objects.bulk_create(batch)
                batch = []
                yield
    Contract.objects.bulk_create(batch)


def _wholly(path: Path, council: Council, suppliers: dict[str, Organisation]) -> float:
    """Milliseconds a row where each is validated whole (`full_clean`, uniqueness and constraints too), for 1,000."""
    began = time.perf_counter()
    with path.open(newline="") as text:
        batch = [_contract(row, council, suppliers) for row in islice(csv.DictReader(text), WHOLLY)]
    for contract in batch:
        contract.full_clean()
    Contract.objects.bulk_create(batch, batch_size=BATCH)
    return 1000 * (time.perf_counter() - began) / len(batch)


def _written(council: Council):
    """What stands in the rows of a council, as far as both ways write it."""
    rows = Contract.objects.filter(council=council).order_by("reference")
    return rows.values_list(
        "reference", "title", "supplier", "value_net", "value_gross", "starts_on", "ends_on"
    ).iterator()
