"""The thresholds of each council, version by version, and statutory KPIs. Follows 0012 until 0013 and 0014 are here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_teams_absences_and_departures'),
        ('suppliers', '0016_endorsements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RatingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('met', models.PositiveSmallIntegerField(default=100, verbose_name='on track from')),
                ('slightly_below', models.PositiveSmallIntegerField(default=85, verbose_name='slightly behind from')),
                ('below', models.PositiveSmallIntegerField(default=60, verbose_name='behind from')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_rules', to='accounts.council')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['council', '-version'],
                'constraints': [models.UniqueConstraint(fields=('council', 'version'), name='rating_rule_once'), models.CheckConstraint(condition=models.Q(('met__gt', models.F('slightly_below')), ('slightly_below__gt', models.F('below'))), name='rating_rule_descends'), models.CheckConstraint(condition=models.Q(('below__gte', 1), ('met__lte', 200)), name='rating_rule_within_bounds')],
            },
        ),
        migrations.CreateModel(
            name='StatutoryKpi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marked_at', models.DateTimeField(verbose_name='marked at')),
                ('commitment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='statutory_kpi', to='suppliers.commitment')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'statutory KPI',
                'ordering': ['commitment'],
            },
        ),
        migrations.CreateModel(
            name='NoKpiReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='why none is set')),
                ('given_at', models.DateTimeField(verbose_name='given at')),
                ('contract', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='no_kpi_reason', to='suppliers.contract')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['contract'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='no_kpi_reason_says_why')],
            },
        ),
        refuse_changes(
            "suppliers_ratingrule", message="A version of the ratings is never changed: it explains what was rated by it."
        ),
    ]
