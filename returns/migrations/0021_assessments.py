"""How suppliers performed against statutory KPIs. Follows 0018 until 0019 is here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0020_confirmed_and_audited'),
        ('suppliers', '0017_ratings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KpiAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('covers_from', models.DateField(verbose_name='assessed from')),
                ('covers_until', models.DateField(verbose_name='assessed until')),
                ('is_final', models.BooleanField(default=False, verbose_name='at the end of the contract')),
                ('met', models.PositiveSmallIntegerField(verbose_name='on track from')),
                ('slightly_below', models.PositiveSmallIntegerField(verbose_name='slightly behind from')),
                ('below', models.PositiveSmallIntegerField(verbose_name='behind from')),
                ('assessed_at', models.DateTimeField(verbose_name='assessed at')),
                ('assessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kpi_assessments', to='suppliers.contract')),
            ],
            options={
                'verbose_name': 'KPI assessment',
                'ordering': ['contract', '-covers_until'],
            },
        ),
        migrations.CreateModel(
            name='KpiRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('description', models.TextField(verbose_name='description')),
                ('profile', models.DecimalField(decimal_places=3, max_digits=16, null=True, verbose_name='promised to date')),
                ('verified', models.DecimalField(decimal_places=3, max_digits=16, null=True, verbose_name='verified to date')),
                ('lower_is_better', models.BooleanField(verbose_name='lower is better')),
                ('suggested', models.CharField(choices=[('met', 'On track'), ('slightlyBelow', 'Slightly behind'), ('below', 'Behind'), ('significantlyBelow', 'Well behind'), ('other', 'Not rated')], max_length=18, verbose_name='suggested')),
                ('rating', models.CharField(choices=[('met', 'On track'), ('slightlyBelow', 'Slightly behind'), ('below', 'Behind'), ('significantlyBelow', 'Well behind'), ('other', 'Not rated')], max_length=18, verbose_name='rating')),
                ('reason', models.TextField(blank=True, verbose_name='why it differs')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='returns.kpiassessment')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kpi_ratings', to='suppliers.commitment')),
            ],
            options={
                'verbose_name': 'KPI rating',
                'ordering': ['assessment', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='kpiassessment',
            constraint=models.UniqueConstraint(fields=('contract', 'covers_from'), name='kpi_assessment_once'),
        ),
        migrations.AddConstraint(
            model_name='kpiassessment',
            constraint=models.CheckConstraint(condition=models.Q(('covers_until__gte', models.F('covers_from'))), name='kpi_assessment_covers_some_days'),
        ),
        migrations.AddConstraint(
            model_name='kpirating',
            constraint=models.UniqueConstraint(fields=('assessment', 'commitment'), name='kpi_rating_once'),
        ),
        migrations.AddConstraint(
            model_name='kpirating',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', ['met', 'slightlyBelow', 'below', 'significantlyBelow', 'other']), ('suggested__in', ['met', 'slightlyBelow', 'below', 'significantlyBelow', 'other'])), name='kpi_rating_known'),
        ),
        migrations.AddConstraint(
            model_name='kpirating',
            constraint=models.CheckConstraint(condition=models.Q(('rating', models.F('suggested')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='kpi_rating_says_why_it_differs'),
        ),
        refuse_changes("returns_kpiassessment", message="An assessment is never changed: make the next one."),
        refuse_changes("returns_kpirating", message="What was assessed stays as it was."),
    ]
