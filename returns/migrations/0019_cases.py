"""When a promise falls short: cases, steps and replies, plans, remedies. What was said in them stays.

It follows 0018 for now; 0019 and 0020 are others’, and come before it when they are there.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0018_pieces_and_places'),
        ('suppliers', '0015_remedies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('open', 'Open'), ('improved', 'Closed: it improved'), ('not_improved', 'Closed: it did not improve'), ('withdrawn', 'Withdrawn')], default='open', max_length=12, verbose_name='status')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('closing_reason', models.TextField(blank=True, verbose_name='why it is closed')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitments', models.ManyToManyField(related_name='escalations', to='suppliers.commitment')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='suppliers.contract')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='EscalationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'Note of a contract meeting'), (1, 'Informal request'), (2, 'Request for a plan to catch up'), (3, 'Formal performance notice'), (4, 'Financial remedy'), (5, 'Review by senior officers or members'), (6, 'Termination, in part or in full')], verbose_name='step')),
                ('words', models.TextField(verbose_name='what the council says')),
                ('requirement', models.TextField(blank=True, verbose_name='the requirement that is not met')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='the council’s own document')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='deadline')),
                ('taken_at', models.DateTimeField(verbose_name='taken at')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='returns.escalationstep')),
                ('escalation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='returns.escalation')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['escalation', 'number'],
            },
        ),
        migrations.CreateModel(
            name='RemedialPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('status', models.CharField(choices=[('proposed', 'With the council'), ('returned', 'Returned'), ('agreed', 'Agreed'), ('reported', 'All actions reported'), ('completed', 'Completed'), ('failed', 'Failed')], default='proposed', max_length=10, verbose_name='status')),
                ('cause', models.TextField(verbose_name='why it falls short')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answer', models.TextField(blank=True, verbose_name='what the council answers')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('findings', models.TextField(blank=True, verbose_name='what came of it')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='returns.escalationstep')),
            ],
            options={
                'ordering': ['step', 'number'],
            },
        ),
        migrations.CreateModel(
            name='PlanAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('words', models.CharField(max_length=300, verbose_name='what is done')),
                ('owner', models.CharField(max_length=120, verbose_name='which role does it')),
                ('due_on', models.DateField(verbose_name='by when')),
                ('catch_up', models.CharField(blank=True, max_length=120, verbose_name='what it brings, in figures')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported at')),
                ('report', models.TextField(blank=True, verbose_name='what was done')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='returns.remedialplan')),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='StepReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='what the supplier replies')),
                ('replied_at', models.DateTimeField(verbose_name='replied at')),
                ('replied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='returns.escalationstep')),
            ],
            options={
                'verbose_name_plural': 'step replies',
                'ordering': ['step'],
            },
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'improved', 'not_improved', 'withdrawn'])), name='escalation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='escalation_closed_pair'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('closed_at__isnull', False), models.Q(('closing_reason', ''), _negated=True)), _connector='OR'), name='escalation_closed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.UniqueConstraint(fields=('escalation', 'number'), name='escalation_step_once'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(('level__lte', 6)), name='escalation_step_level_known'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='escalation_step_says_something'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 3), _negated=True), models.Q(models.Q(('requirement', ''), _negated=True), ('due_on__isnull', False)), _connector='OR'), name='notice_names_requirement_and_deadline'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 2), _negated=True), ('due_on__isnull', False), _connector='OR'), name='plan_is_asked_for_by_a_day'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'returned', 'agreed', 'reported', 'completed', 'failed'])), name='remedial_plan_status_known'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.UniqueConstraint(fields=('step', 'number'), name='remedial_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['proposed', 'agreed', 'reported'])), fields=('step',), name='remedial_plan_one_open'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(('cause', ''), _negated=True), name='remedial_plan_says_why'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='remedial_plan_answered_pair'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('finished_by__isnull', True)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False)), _connector='OR'), name='remedial_plan_finished_pair'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('status', 'proposed')), models.Q(models.Q(('status', 'proposed'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='remedial_plan_open_until_answered'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'returned'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='remedial_plan_returned_says_why'),
        ),
        migrations.AddConstraint(
            model_name='remedialplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status__in', ['proposed', 'returned', 'agreed', 'reported'])), models.Q(('finished_at__isnull', False), ('status__in', ['completed', 'failed']), models.Q(('findings', ''), _negated=True)), _connector='OR'), name='remedial_plan_finished_says_what'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='plan_action_once'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reported_at__isnull', True), ('reported_by__isnull', True)), models.Q(('reported_at__isnull', False), ('reported_by__isnull', False)), _connector='OR'), name='plan_action_reported_pair'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('report', ''), ('reported_at__isnull', True)), models.Q(('reported_at__isnull', False), models.Q(('report', ''), _negated=True)), _connector='OR'), name='plan_action_reported_says_what'),
        ),
        migrations.AddConstraint(
            model_name='stepreply',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='step_reply_says_something'),
        ),
        migrations.CreateModel(
            name='Remedy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('service_credit', 'Service credit'), ('shortfall_payment', 'Payment for what was not delivered'), ('retention', 'Retention'), ('substitution', 'Substitution'), ('part_termination', 'Termination in part'), ('termination', 'Termination in full')], max_length=17, verbose_name='kind')),
                ('status', models.CharField(choices=[('proposed', 'Waiting for a second officer'), ('approved', 'Approved'), ('declined', 'Declined')], default='proposed', max_length=10, verbose_name='status')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount in pounds')),
                ('working', models.JSONField(blank=True, default=dict, verbose_name='how it was worked out')),
                ('reason', models.TextField(verbose_name='what the supplier reads')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decision_reason', models.TextField(blank=True, verbose_name='reason of the decision')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('escalation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='returns.escalation')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remedy', to='returns.escalationstep')),
            ],
            options={
                'verbose_name_plural': 'remedies',
                'ordering': ['escalation', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'declined'])), name='remedy_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='remedy_decided_pair'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('status', 'proposed'), ('step__isnull', True)), models.Q(('decided_at__isnull', False), ('status', 'approved'), ('step__isnull', False)), models.Q(('decided_at__isnull', False), ('status', 'declined'), ('step__isnull', True), models.Q(('decision_reason', ''), _negated=True)), _connector='OR'), name='remedy_decided_is_step_or_reason'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='remedy_needs_second_officer'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('escalation',), name='remedy_one_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('kind__in', ['part_termination', 'termination'])), models.Q(('amount__gt', 0), ('kind__in', ['service_credit', 'shortfall_payment', 'retention', 'substitution'])), _connector='OR'), name='remedy_amount_goes_with_kind'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='remedy_says_why')],
            },
        ),
        refuse_changes(
            "returns_escalation", when="OLD.status <> 'open'", message="A case that was closed stays so."
        ),
        refuse_changes(
            "returns_escalation",
            columns=("contract_id", "opened_at", "opened_by_id"),
            operations=("UPDATE",),
            rule="opened",
            message="What a case is about is never changed.",
        ),
        refuse_changes(
            "returns_escalation", operations=("DELETE",), rule="kept", message="A case is never removed."
        ),
        refuse_changes("returns_escalation_commitments", message="What a case is about is never changed."),
        refuse_changes(
            "returns_escalation_commitments",
            when="EXISTS (SELECT 1 FROM returns_escalationstep s WHERE s.escalation_id = NEW.escalation_id)",
            operations=("INSERT",),
            rule="late",
            message="What a case is about is chosen before its first step.",
        ),
        refuse_changes(
            "returns_escalationstep", message="A step is never changed or removed: a further step corrects it."
        ),
        refuse_changes(
            "returns_escalationstep",
            when="EXISTS (SELECT 1 FROM returns_escalation e WHERE e.id = NEW.escalation_id AND e.status <> 'open')",
            operations=("INSERT",),
            rule="late",
            message="No step is taken in a case that was closed.",
        ),
        refuse_changes("returns_stepreply", message="A reply is never changed or removed."),
        refuse_changes(
            "returns_remedialplan",
            when="OLD.status IN ('returned', 'completed', 'failed')",
            message="A plan that was returned or finished stays so.",
        ),
        refuse_changes(
            "returns_remedialplan",
            columns=("step_id", "number", "cause", "proposed_at", "proposed_by_id"),
            operations=("UPDATE",),
            rule="said",
            message="What a supplier proposed is never changed.",
        ),
        refuse_changes(
            "returns_remedialplan",
            when="OLD.status <> 'proposed'",
            columns=("answer", "answered_at", "answered_by_id"),
            operations=("UPDATE",),
            rule="answered",
            message="What the council answered is never changed.",
        ),
        refuse_changes(
            "returns_remedialplan", operations=("DELETE",), rule="kept", message="A plan is never removed."
        ),
        refuse_changes(
            "returns_planaction", when="OLD.reported_at IS NOT NULL", message="What was reported done stays so."
        ),
        refuse_changes(
            "returns_planaction",
            columns=("plan_id", "number", "words", "owner", "due_on", "catch_up"),
            operations=("UPDATE",),
            rule="said",
            message="What a supplier proposed is never changed.",
        ),
        refuse_changes(
            "returns_planaction", operations=("DELETE",), rule="kept", message="An action is never removed."
        ),
        refuse_changes(
            "returns_remedy", when="OLD.status <> 'proposed'", message="A remedy that was decided stays so."
        ),
        refuse_changes(
            "returns_remedy",
            columns=("escalation_id", "kind", "amount", "working", "reason", "proposed_at", "proposed_by_id"),
            operations=("UPDATE",),
            rule="said",
            message="What an officer proposed is never changed.",
        ),
        refuse_changes("returns_remedy", operations=("DELETE",), rule="kept", message="A remedy is never removed."),
    ]
