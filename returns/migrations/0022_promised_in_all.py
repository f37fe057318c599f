from collections import Counter, defaultdict
from decimal import Decimal

from django.db import migrations, models
from django.db.models import BigIntegerField, F, Sum, Value
from django.db.models.functions import Coalesce

BATCH = 500
SHARDS = 16
COUNTED = ("active", "ended")
OVER = ("withdrawn", "replaced")
ZERO = Decimal(0)
KEYS = {
    "all": Value(0),
    "area": Coalesce("contract__area", Value(0), output_field=BigIntegerField()),
    "category": Coalesce("contract__categories", Value(0), output_field=BigIntegerField()),
    "department": Coalesce("contract__department", Value(0), output_field=BigIntegerField()),
    "supplier": Coalesce("contract__supplier", Value(0), output_field=BigIntegerField()),
}


def fill(apps, schema_editor):
    """Add up what the promises of each contract come to, and then in each place; `check_figures` proves it."""
    fill_contracts(apps)
    fill_places(apps)


def fill_contracts(apps):
    """The contracts that are reported on or were, some hundred at a time; rows that are missing are made."""
    Contract, Total = apps.get_model("suppliers", "Contract"), apps.get_model("returns", "ContractTotal")
    last, rows = 0, Contract.objects.filter(status__in=COUNTED).order_by("pk")
    while batch := dict(rows.filter(pk__gt=last).values_list("pk", "council")[:BATCH]):
        last = max(batch)
        Total.objects.bulk_create(
            (
                Total(
                    contract_id=contract, council_id=batch[contract], shard=contract % SHARDS, measure_id=measure,
                    in_all=in_all,
                )
                for (contract, measure), in_all in promised(apps, batch).items()
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["contract", "measure"],
            update_fields=["in_all"],
        )


def promised(apps, contracts):
    """What some contracts promise in all, by contract and measure: of levels what stands last."""
    Commitment, Point = apps.get_model("suppliers", "Commitment"), apps.get_model("suppliers", "TargetPoint")
    found = defaultdict(Decimal)
    agreed = Commitment.objects.filter(contract__in=contracts, status="agreed").order_by()
    for contract, measure, target in agreed.values_list("contract", "measure", "target"):
        found[contract, measure] += target or ZERO
    kept, is_level = defaultdict(Counter), {}
    points = Point.objects.filter(
        profile__is_current=True,
        profile__commitment__contract__in=contracts,
        profile__commitment__status__in=OVER,
        starts_on__lte=F("profile__commitment__ends_on"),
    ).order_by()
    way = "profile__commitment__"
    for contract, measure, value_type, aggregation, day, amount in points.values_list(
        f"{way}contract", f"{way}measure", f"{way}measure__value_type", f"{way}measure__aggregation", "starts_on",
        "amount",
    ):
        is_level[measure] = value_type == "percent" or aggregation != "sum"
        kept[contract, measure][day] += amount
    for key, by_day in kept.items():
        if not is_level[key[1]]:
            found[key] += sum(by_day.values())
        elif key not in found:
            found[key] = by_day[max(by_day)]
    return found


def fill_places(apps):
    """The totals of every place, from those of the contracts there."""
    Total, Council = apps.get_model("returns", "ContractTotal"), apps.get_model("returns", "CouncilTotal")
    for kind, key in KEYS.items():
        sums = (
            Total.objects.annotate(place=key)
            .order_by()
            .values("council", "shard", "measure", "place")
            .annotate(in_all_sum=Sum("in_all"))
        )
        Council.objects.bulk_create(
            (
                Council(
                    council_id=row["council"], shard=row["shard"], measure_id=row["measure"], kind=kind,
                    key=row["place"], in_all=row["in_all_sum"].quantize(Decimal("0.001")),
                )
                for row in sums
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["council", "kind", "key", "measure", "shard"],
            update_fields=["in_all"],
        )


class Migration(migrations.Migration):

    dependencies = [
        ("returns", "0021_assessments"),
        ("suppliers", "0017_ratings"),
    ]

    operations = [
        migrations.AddField(
            model_name="contracttotal",
            name="in_all",
            field=models.DecimalField(decimal_places=3, default=0, max_digits=18),
        ),
        migrations.AddField(
            model_name="counciltotal",
            name="in_all",
            field=models.DecimalField(decimal_places=3, default=0, max_digits=18),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
