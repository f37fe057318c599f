"""What officers note while they read a return, which stays as it was once the return is decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes

DECIDED = (
    "EXISTS (SELECT 1 FROM returns_returnline l JOIN returns_supplierreturn s ON s.id = l.supplier_return_id "
    "WHERE l.id = {row}.line_id AND s.status = 'decided')"
)


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0016_places_in_the_queue'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('open', 'Disputed'), ('corrected', 'Corrected'), ('kept', 'The decision stays')], default='open', max_length=10, verbose_name='status')),
                ('reason', models.TextField(verbose_name='why the decision is wrong')),
                ('raised_at', models.DateTimeField(verbose_name='raised at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answer', models.TextField(blank=True, verbose_name='why the decision stays')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('correction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settles', to='returns.correction')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dispute', to='returns.returnline')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='returns.verification')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'corrected', 'kept'])), name='dispute_status_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='dispute_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='dispute_answered_pair'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('correction__isnull', True), ('status', 'open')), models.Q(('answered_at__isnull', False), ('correction__isnull', False), ('status', 'corrected')), models.Q(('answered_at__isnull', False), ('correction__isnull', True), ('status', 'kept'), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='dispute_answered_by_a_correction_or_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='LineCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('period', 'Period'), ('contract', 'This contract'), ('arithmetic', 'Unit and arithmetic'), ('steps', 'Parts and steps'), ('local', 'Local'), ('additional', 'Additional'), ('claimed_before', 'Not claimed before'), ('independent', 'Independent'), ('personal', 'Personal data'), ('reasonable', 'Reasonable'), ('benefit', 'Who benefited')], max_length=14, verbose_name='check')),
                ('ticked_at', models.DateTimeField(verbose_name='ticked at')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='returns.returnline')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='returns.revision')),
                ('ticked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', 'id'],
                'constraints': [models.UniqueConstraint(fields=('line', 'revision', 'code'), name='line_check_once_a_revision'), models.CheckConstraint(condition=models.Q(('code__in', ['period', 'contract', 'arithmetic', 'steps', 'local', 'additional', 'claimed_before', 'independent', 'personal', 'reasonable', 'benefit'])), name='line_check_known')],
            },
        ),
        refuse_changes(
            "returns_linecheck", when=DECIDED.format(row="OLD"), message="What was checked before a decision stays so."
        ),
        refuse_changes(
            "returns_linecheck",
            when=DECIDED.format(row="NEW"),
            operations=("INSERT",),
            rule="late",
            message="Nothing is checked of a return that is decided.",
        ),
        refuse_changes(
            "returns_dispute", when="OLD.status <> 'open'", message="A dispute that was answered stays so."
        ),
        refuse_changes(
            "returns_dispute",
            columns=("line_id", "verification_id", "reason", "raised_at", "raised_by_id"),
            operations=("UPDATE",),
            rule="said",
            message="What a supplier disputes is never changed.",
        ),
    ]
