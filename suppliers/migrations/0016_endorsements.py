"""Endorsements of suppliers; what was proposed never changes, and what has ended stays as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_data_protection_officer'),
        ('suppliers', '0015_remedies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='what the supplier does well')),
                ('status', models.CharField(choices=[('proposed', 'Waiting for a social value lead'), ('offered', 'Waiting for the supplier'), ('accepted', 'Accepted by the supplier'), ('declined', 'Not approved'), ('refused', 'Not wanted by the supplier'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=9, verbose_name='status')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decision_reason', models.TextField(blank=True, verbose_name='why it was not approved')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='shown until')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='why it was withdrawn')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitments', models.ManyToManyField(related_name='endorsements', to='suppliers.commitment', verbose_name='what bears it out')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endorsements', to='suppliers.contract')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.council')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endorsements', to='suppliers.organisation')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'offered', 'accepted', 'declined', 'refused', 'withdrawn'])), name='endorsement_status_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='endorsement_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='endorsement_decided_pair'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='endorsement_answered_pair'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='endorsement_withdrawn_pair'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='endorsement_needs_second_officer'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['offered', 'accepted', 'refused']), _negated=True), models.Q(('decided_at__isnull', False), ('valid_to__isnull', False)), _connector='OR'), name='endorsement_offered_was_approved'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['accepted', 'refused']), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='endorsement_answered_by_supplier'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('decision_reason', ''), _negated=True)), _connector='OR'), name='endorsement_declined_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True)), _connector='OR'), name='endorsement_withdrawn_with_reason')],
            },
        ),
        refuse_changes(
            "suppliers_endorsement",
            when="OLD.status IN ('declined', 'refused', 'withdrawn')",
            message="An endorsement that has ended stays as it was.",
        ),
        refuse_changes(
            "suppliers_endorsement",
            columns=("contract_id", "council_id", "supplier_id", "reason", "proposed_at", "proposed_by_id"),
            operations=("UPDATE",),
            rule="proposed",
            message="What was proposed is never changed: withdraw it and propose another.",
        ),
        refuse_changes(
            "suppliers_endorsement_commitments", message="What bears an endorsement out is never changed."
        ),
    ]
