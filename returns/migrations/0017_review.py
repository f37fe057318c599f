"""What officers note while they read a return, which stays as it was once the return is decided."""

import django.core.validators
import django.db.models.deletion
from decimal import Decimal
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
        migrations.AddField(
            model_name='verification',
            name='is_bulk',
            field=models.BooleanField(null=True, verbose_name='verified in bulk'),
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.PositiveSmallIntegerField(verbose_name='method')),
                ('seed', models.CharField(max_length=32, verbose_name='seed')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='share by chance')),
                ('worth', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='worth looking at, in pounds')),
                ('lines', models.JSONField(default=dict, verbose_name='lines to look at')),
                ('drawn_at', models.DateTimeField(verbose_name='drawn at')),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sample', to='returns.revision')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
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
        migrations.CreateModel(
            name='LineQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('asked', 'Waiting for an answer'), ('answered', 'Answered'), ('withdrawn', 'Taken back')], default='asked', max_length=10, verbose_name='status')),
                ('text', models.TextField(verbose_name='question')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='returns.returnline')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='returns.revision')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'answered', 'withdrawn'])), name='line_question_status_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='line_question_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='line_question_answered_pair'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='line_question_withdrawn_pair'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('status', 'asked'), ('withdrawn_at__isnull', True)), models.Q(('answered_at__isnull', False), ('status', 'answered'), ('withdrawn_at__isnull', True), models.Q(('answer', ''), _negated=True)), models.Q(('answer', ''), ('answered_at__isnull', True), ('status', 'withdrawn'), ('withdrawn_at__isnull', False)), _connector='OR'), name='line_question_answered_or_withdrawn'), models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('line',), name='line_question_one_open')],
            },
        ),
        migrations.CreateModel(
            name='SamplingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField(default=25, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='share by chance')),
                ('worth', models.DecimalField(decimal_places=2, default=Decimal('10000'), max_digits=12, verbose_name='worth looking at, in pounds')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('council', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sampling_rule', to='accounts.council')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__gte', 1), ('percent__lte', 100)), name='sampling_rule_percent'), models.CheckConstraint(condition=models.Q(('worth__gte', 0)), name='sampling_rule_worth')],
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
        refuse_changes(
            "returns_linequestion",
            when="OLD.status <> 'asked'",
            message="A question that was answered or taken back stays so.",
        ),
        refuse_changes(
            "returns_linequestion",
            columns=("line_id", "revision_id", "text", "asked_at", "asked_by_id"),
            operations=("UPDATE",),
            rule="said",
            message="What an officer asked is never changed.",
        ),
        refuse_changes("returns_sample", message="A sample is never changed: it says what an officer was asked to look at."),
        refuse_changes("returns_verification", message="A decision is never changed: a changed mind is a new one."),
    ]
