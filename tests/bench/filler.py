"""Fills a database with a synthetic council, some hundred contracts at a time, with every constraint in force."""

import json
from collections.abc import Callable, Iterator
from datetime import date

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from accounts.models import Council, OfficerRole, User
from audit.models import AuditEvent
from framework.actions import freeze_version, load_starter_framework
from framework.models import FrameworkVersion, Measure, ProxyValue
from returns.models import (
    Answer,
    ContractFigure,
    ContractTotal,
    CouncilTotal,
    Evidence,
    EvidenceUse,
    LineComment,
    ReturnLine,
    Revision,
    SupplierReturn,
    Tally,
    Verification,
)
from returns.tallies import KINDS, tallies_of
from returns.totals import contract_totals, place_totals, shard_of
from suppliers.models import (
    Area,
    Commitment,
    Contract,
    Department,
    Member,
    Organisation,
    OrganisationIdentifier,
    ReportingPeriod,
    ServiceCategory,
    TargetPoint,
    TargetProfile,
)
from suppliers.places import Kind
from tests.bench.council import CouncilMaker, People, Plan
from tests.bench.deliveries import ReturnMaker
from tests.bench.rows import Batch, Rows

# Each table after those it points to; the two that point at each other are checked when the transaction ends.
ORDER = (
    Council,
    User,
    OfficerRole,
    ServiceCategory,
    Department,
    Area,
    Organisation,
    OrganisationIdentifier,
    Member,
    Contract,
    Contract.categories.through,
    ReportingPeriod,
    Commitment,
    TargetProfile,
    TargetPoint,
    SupplierReturn,
    Revision,
    ReturnLine,
    Answer,
    Evidence,
    EvidenceUse,
    Verification,
    LineComment,
    ContractFigure,
    ContractTotal,
    CouncilTotal,
    Tally,
    AuditEvent,
)
CONTRACTS_A_BATCH = 200
Store = Callable[[type[models.Model], list[dict]], None]


def fill(plan: Plan, store: Store) -> People:
    """Put the planned council into a migrated, otherwise empty database; `store` writes the rows of one table."""
    version = load_starter_framework(by=None)
    measures = {measure.code: measure for measure in Measure.objects.filter(version=version)}
    rows = Rows(_highest)
    maker = CouncilMaker(plan, rows, measures)
    people = maker.add_people()
    _store(rows.take(), store)
    # Once a contract uses it, nothing of it may change.
    freeze_version(version=version, by=User.objects.get(pk=people.officer))
    for batch in _contracts(maker, people, plan.today, version):
        _store(batch, store)
    for batch in _totals(rows):
        _store(batch, store)
    return people


def store_by_copy(model: type[models.Model], rows: list[dict]) -> None:
    """Write rows by PostgreSQL's COPY, which checks every constraint and fires every trigger that INSERT does."""
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    is_json = [isinstance(field, models.JSONField) for field in fields]
    names = [field.attname for field in fields]
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                [
                    json.dumps(row[name]) if as_json and row[name] is not None else row[name]
                    for name, as_json in zip(names, is_json, strict=True)
                ]
            )


def store_by_model(model: type[models.Model], rows: list[dict]) -> None:
    """Write rows through the model, on any database."""
    model._default_manager.bulk_create([model(**row) for row in rows], batch_size=500)


def settle() -> None:
    """Move the sequences behind the ids that were given, and let PostgreSQL look at what it has now."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), ORDER):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _contracts(maker: CouncilMaker, people: People, today: date, version: FrameworkVersion) -> Iterator[Batch]:
    """The rows of some contracts at a time, so that memory does not grow with the council."""
    proxies = {
        proxy.measure_id: (proxy.pk, proxy.valid_from)
        for proxy in ProxyValue.objects.filter(measure__version=version).order_by("valid_from")
    }
    returns = ReturnMaker(maker.rows, today=today, officer=people.officer, proxies=proxies)
    for place, agreed in enumerate(maker.contracts(people), start=1):
        returns.add_returns(agreed)
        if place % CONTRACTS_A_BATCH == 0:
            yield maker.rows.take()
    yield maker.rows.take()


def _totals(rows: Rows) -> Iterator[Batch]:
    """What the figures come to for each contract and then for each shard of its council, by the portal's own rules."""
    places = set()
    for number, (pk, council_id) in enumerate(Contract.objects.order_by("pk").values_list("pk", "council_id"), start=1):
        place = {"council_id": council_id, "shard": shard_of(pk)}
        places.add((council_id, shard_of(pk)))
        for measure_id, amounts in contract_totals(pk).items():
            rows.add(ContractTotal, contract_id=pk, measure_id=measure_id, **place, **amounts)
        if number % CONTRACTS_A_BATCH == 0:
            yield rows.take()
    yield rows.take()
    for council_id, shard in sorted(places):
        this = {"council_id": council_id, "shard": shard}
        for kind in Kind.values:
            for (key, measure_id), amounts in place_totals(council_id, shard, kind).items():
                rows.add(CouncilTotal, kind=kind, key=key, measure_id=measure_id, **this, **amounts)
        for kind in KINDS:
            for (key, due_on), counts in tallies_of(council_id, shard, kind).items():
                rows.add(Tally, kind=kind, key=key, due_on=due_on, **this, **counts)
        yield rows.take()


@transaction.atomic
def _store(batch: Batch, store: Store) -> None:
    for model in ORDER:
        if model in batch:
            store(model, batch[model])


def _highest(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
