"""Returns get a place in the queue, and officers keep views of it under a name.

Returns that wait, or are being read, get their place from what is stored: the first of a contract, what the portal
found, and measures about children or young people. Decided ones never change, and need no place.

The table of returns is made anew on SQLite: its refusals, and those of other tables that look at it, are taken away
before and follow again.
"""

from datetime import timedelta

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from audit.append_only import refuse_changes

DECIDED = "EXISTS (SELECT 1 FROM returns_supplierreturn s WHERE s.id = OLD.supplier_return_id AND s.status = 'decided')"
MOVED = (
    "OLD.supplier_return_id <> NEW.supplier_return_id AND EXISTS "
    "(SELECT 1 FROM returns_supplierreturn s WHERE s.id = NEW.supplier_return_id AND s.status = 'decided')"
)
DECIDED_COMMENT = (
    "EXISTS (SELECT 1 FROM returns_returnline l JOIN returns_supplierreturn s ON s.id = l.supplier_return_id "
    "WHERE l.id = OLD.line_id AND s.status = 'decided')"
)
CORRECT_IT = "A decided return is never changed: correct it."
RULES = [
    refuse_changes("returns_returnline", when=DECIDED, message=CORRECT_IT),
    refuse_changes(
        "returns_returnline",
        when=MOVED,
        operations=("UPDATE",),
        rule="moved",
        message="A decided return takes no lines.",
    ),
    refuse_changes("returns_linecomment", when=DECIDED_COMMENT, message=CORRECT_IT),
    refuse_changes("returns_supplierreturn", when="OLD.status = 'decided'", message=CORRECT_IT),
]
# As returns/priority.py has it now.
DAYS_A_POINT, MOST_FINDINGS = 2, 3
ABOUT_CHILDREN = ["young people", "care leavers", "looked-after children"]


def give_places(apps, schema_editor):
    """A place for every return that was sent and is not decided."""
    returns = apps.get_model("returns", "SupplierReturn").objects.order_by()
    lines = apps.get_model("returns", "ReturnLine").objects.order_by()
    sent = returns.filter(submitted_at__isnull=False).exclude(status="decided")
    decided = returns.filter(status="decided", contract=models.OuterRef("contract"))
    protected = lines.filter(
        supplier_return=models.OuterRef("pk"), commitment__measure__sensitivity__in=ABOUT_CHILDREN
    )
    rows = sent.annotate(is_first=~models.Exists(decided), is_protected=models.Exists(protected))
    fields = ("pk", "submitted_at", "warning_count", "is_first", "is_protected")
    for pk, submitted_at, findings, is_first, is_protected in list(rows.values_list(*fields)):
        reasons = {"first": int(is_first), "findings": findings, "children": int(is_protected)}
        reasons = {reason: count for reason, count in reasons.items() if count}
        points = sum(min(count, MOST_FINDINGS) for count in reasons.values())
        if points:
            place = submitted_at - timedelta(days=DAYS_A_POINT * points)
            returns.filter(pk=pk).update(queue_place=place, queue_reasons=reasons)
    # No row twice: PostgreSQL changes no table in the transaction in which a row was written more than once.
    sent.filter(queue_place__isnull=True).update(queue_place=F("submitted_at"), queue_reasons={})


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_teams_absences_and_departures'),
        ('returns', '0015_reminders'),
        ('suppliers', '0011_deputies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *[rule.lifted() for rule in RULES],
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=400, verbose_name='filters')),
            ],
            options={
                'ordering': ['user', 'name'],
            },
        ),
        migrations.AddField(
            model_name='supplierreturn',
            name='queue_place',
            field=models.DateTimeField(blank=True, null=True, verbose_name='place in the queue'),
        ),
        migrations.AddField(
            model_name='supplierreturn',
            name='queue_reasons',
            field=models.JSONField(blank=True, null=True, verbose_name='why it is read sooner'),
        ),
        migrations.RunPython(give_places, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='supplierreturn',
            index=models.Index(fields=['council', 'status', 'queue_place', 'id'], name='return_first_to_read'),
        ),
        migrations.AddConstraint(
            model_name='supplierreturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['submitted', 'under_review']), _negated=True), models.Q(('queue_place__isnull', False), ('queue_reasons__isnull', False)), _connector='OR'), name='return_waiting_has_place'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(models.F('user'), django.db.models.functions.text.Lower('name'), name='saved_view_name_once'),
        ),
        *RULES,
    ]
