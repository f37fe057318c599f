"""Confirmations by those who benefited, and marks of auditors; what was answered or marked stays as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0019_cases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_agreed', models.BooleanField(verbose_name='the auditor agrees')),
                ('verified', models.DecimalField(decimal_places=3, max_digits=16, null=True, verbose_name='verified')),
                ('numerator', models.DecimalField(decimal_places=3, max_digits=16, null=True, verbose_name='top figure')),
                ('denominator', models.DecimalField(decimal_places=3, max_digits=16, null=True, verbose_name='bottom figure')),
                ('note', models.TextField(blank=True, verbose_name='what the auditor found')),
                ('marked_at', models.DateTimeField(verbose_name='marked at')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audit_marks', to='returns.returnline')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_agreed', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='audit_mark_difference_has_note'), models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True)), models.Q(('denominator__gt', 0), ('numerator__isnull', False)), _connector='OR'), name='audit_mark_ratio_has_both_parts')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('supplier', 'The supplier'), ('council', 'The council')], max_length=8, verbose_name='asked by')),
                ('organisation_name', models.CharField(max_length=200, verbose_name='organisation')),
                ('email', models.EmailField(max_length=254, verbose_name='email address of the organisation')),
                ('figure', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='given to this organisation')),
                ('status', models.CharField(choices=[('open', 'Waiting for an answer'), ('answered', 'Answered'), ('withdrawn', 'Withdrawn')], default='open', max_length=9, verbose_name='status')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='hash of the link’s secret')),
                ('expires_on', models.DateField(verbose_name='open until')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answer', models.CharField(blank=True, choices=[('received', 'Received'), ('partly', 'Received in part'), ('not_received', 'Not received'), ('not_useful', 'Received, and not useful')], max_length=12, verbose_name='answer')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('answered', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='returns.returnline')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'answered', 'withdrawn'])), name='confirmation_status_known'), models.CheckConstraint(condition=models.Q(('side__in', ['supplier', 'council'])), name='confirmation_side_known'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'received', 'partly', 'not_received', 'not_useful'])), name='confirmation_answer_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered__isnull', False), ('status', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('status', 'answered'), _negated=True), ('answer', ''), ('answered__isnull', True), ('comment', '')), _connector='OR'), name='confirmation_answered_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='confirmation_withdrawn_pair'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True)), _connector='OR'), name='confirmation_withdrawn_has_moment'), models.CheckConstraint(condition=models.Q(('figure__isnull', True), ('figure__gt', 0), _connector='OR'), name='confirmation_figure_is_some'), models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('line', 'email'), name='confirmation_one_open_an_address')],
            },
        ),
        refuse_changes("returns_auditmark", message="A mark of an auditor is never changed: set another."),
        refuse_changes(
            "returns_confirmation",
            when="OLD.status <> 'open'",
            message="A confirmation that was answered or withdrawn stays so.",
        ),
        refuse_changes(
            "returns_confirmation",
            columns=("line_id", "side", "organisation_name", "email", "figure", "asked_at", "asked_by_id"),
            operations=("UPDATE",),
            rule="asked",
            message="What an organisation was asked is never changed: ask again.",
        ),
    ]
