from collections import Counter, defaultdict

from django.db import migrations, models
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

BATCH = 500
COUNTS = ("lines_evidenced", "lines_confirmed", "lines_audited")
SUMS = {f"{name}_sum": Sum(name) for name in COUNTS}
KEYS = {
    "all": Value(0),
    "area": Coalesce("contract__area", Value(0), output_field=BigIntegerField()),
    "category": Coalesce("contract__categories", Value(0), output_field=BigIntegerField()),
    "department": Coalesce("contract__department", Value(0), output_field=BigIntegerField()),
    "supplier": Coalesce("contract__supplier", Value(0), output_field=BigIntegerField()),
}


def fill(apps, schema_editor):
    """Count what is there already, from the lines up; `check_figures` proves that it comes to the same."""
    count_figures(apps)
    count_contracts(apps)
    count_places(apps)
    count_days(apps)


def count_figures(apps):
    """How many of the pieces of each figure that were sent have reached each of the three steps."""
    Figure = apps.get_model("returns", "ContractFigure")
    rows = apps.get_model("returns", "SupplierReturn").objects.filter(sent_revision__isnull=False).order_by("pk")
    last = 0
    while batch := dict(rows.filter(pk__gt=last).values_list("pk", "period")[:BATCH]):
        last, counted = max(batch), defaultdict(Counter)
        for period, measure, *reached in lines_of(apps, batch):
            counted[period, measure].update(name for name, is_reached in zip(COUNTS, reached) if is_reached)
        figures = [
            one
            for one in Figure.objects.filter(period__in=batch.values())
            if counted[one.period_id, one.measure_id]
        ]
        for one in figures:
            for name in COUNTS:
                setattr(one, name, counted[one.period_id, one.measure_id][name])
        Figure.objects.bulk_update(figures, COUNTS, batch_size=BATCH)


def lines_of(apps, returns):
    """The lines of some returns: period, measure, and whether each of the three steps is reached."""
    Line, Use = apps.get_model("returns", "ReturnLine"), apps.get_model("returns", "EvidenceUse")
    Confirmation, Mark = apps.get_model("returns", "Confirmation"), apps.get_model("returns", "AuditMark")
    problems = apps.get_model("returns", "Incident").objects.filter(evidence=OuterRef("evidence"))
    is_shown = Q(evidence__status="available")
    is_shown |= Q(~Exists(problems.exclude(outcome="shown_again")), evidence__status="disposed")
    files = Use.objects.filter(
        is_shown, answer__line=OuterRef("pk"), answer__revision=OuterRef("supplier_return__sent_revision")
    )
    newer = Mark.objects.filter(line=OuterRef("line"), pk__gt=OuterRef("pk"))
    marks = Mark.objects.filter(~Exists(newer), line=OuterRef("pk"), is_agreed=True)
    received = Confirmation.objects.filter(line=OuterRef("pk"), answer="received")
    return (
        Line.objects.filter(supplier_return__in=returns)
        .order_by()
        .annotate(is_evidenced=Exists(files), is_confirmed=Exists(received), is_audited=Exists(marks))
        .values_list(
            "supplier_return__period", "commitment__measure", "is_evidenced", "is_confirmed", "is_audited"
        )
    )


def count_contracts(apps):
    """The same of each contract and measure."""
    Figure, Total = apps.get_model("returns", "ContractFigure"), apps.get_model("returns", "ContractTotal")
    last = 0
    while batch := list(Total.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        figures = Figure.objects.filter(contract__in={one.contract_id for one in batch}).order_by()
        sums = {(row["contract"], row["measure"]): row for row in figures.values("contract", "measure").annotate(**SUMS)}
        counted = [one for one in batch if (one.contract_id, one.measure_id) in sums]
        for one in counted:
            for name in COUNTS:
                setattr(one, name, sums[one.contract_id, one.measure_id][f"{name}_sum"])
        Total.objects.bulk_update(counted, COUNTS, batch_size=BATCH)


def count_places(apps):
    """The same of every place, from the contracts there."""
    Total, Council = apps.get_model("returns", "ContractTotal"), apps.get_model("returns", "CouncilTotal")
    for kind, key in KEYS.items():
        by = ("council", "shard", "measure", "place")
        sums = Total.objects.annotate(place=key).order_by().values(*by).annotate(**SUMS)
        Council.objects.bulk_create(
            (
                Council(
                    council_id=row["council"], shard=row["shard"], measure_id=row["measure"], kind=kind,
                    key=row["place"], **{name: row[f"{name}_sum"] for name in COUNTS},
                )
                for row in sums
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["council", "kind", "key", "measure", "shard"],
            update_fields=COUNTS,
        )


def count_days(apps):
    """The same by the day pieces are due on, under every place and measure."""
    Figure, Tally = apps.get_model("returns", "ContractFigure"), apps.get_model("returns", "Tally")
    for kind, key in {"measure": F("measure"), **KEYS}.items():
        by = ("council", "shard", "due_on", "place")
        sums = Figure.objects.filter(due_on__isnull=False).annotate(place=key).order_by().values(*by).annotate(**SUMS)
        Tally.objects.bulk_create(
            (
                Tally(
                    council_id=row["council"], shard=row["shard"], due_on=row["due_on"], kind=kind, key=row["place"],
                    **{name: row[f"{name}_sum"] for name in COUNTS},
                )
                for row in sums
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["council", "kind", "key", "due_on", "shard"],
            update_fields=COUNTS,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0022_promised_in_all'),
    ]

    operations = [
        migrations.AddField(
            model_name='contractfigure',
            name='lines_audited',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='contractfigure',
            name='lines_confirmed',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='contractfigure',
            name='lines_evidenced',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='contracttotal',
            name='lines_audited',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='contracttotal',
            name='lines_confirmed',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='contracttotal',
            name='lines_evidenced',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='counciltotal',
            name='lines_audited',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='counciltotal',
            name='lines_confirmed',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='counciltotal',
            name='lines_evidenced',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='lines_audited',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='lines_confirmed',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='lines_evidenced',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
