"""What contracts allow when a promise falls short, and the rates they name.

It follows 0012 for now; 0013 to 0015 are others’, and come before it when they are there.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes

NEVER_PRICED = (
    "EXISTS (SELECT 1 FROM suppliers_commitment c JOIN framework_measure m ON m.id = c.measure_id "
    "WHERE c.id = NEW.commitment_id AND NOT m.may_be_priced)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0014_opportunity_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContractRemedies',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('allows_service_credit', models.BooleanField(default=False, verbose_name='service credit: a sum off the bill')),
                ('allows_shortfall_payment', models.BooleanField(default=False, verbose_name='payment for what was not delivered')),
                ('allows_retention', models.BooleanField(default=False, verbose_name='retention: a sum is held back')),
                ('allows_substitution', models.BooleanField(default=False, verbose_name='substitution: something else of equal worth')),
                ('allows_termination', models.BooleanField(default=False, verbose_name='termination, in part or in full')),
                ('cap', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='most in all, in pounds')),
                ('clause', models.CharField(blank=True, max_length=250, verbose_name='where the contract says so')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('contract', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='suppliers.contract')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'contract remedies',
                'ordering': ['contract'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cap__isnull', True), ('cap__gte', 0), _connector='OR'), name='remedies_cap_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('clause', ''), _negated=True), models.Q(('allows_retention', False), ('allows_service_credit', False), ('allows_shortfall_payment', False), ('allows_substitution', False), ('allows_termination', False)), _connector='OR'), name='remedies_say_where_they_are_granted')],
            },
        ),
        migrations.CreateModel(
            name='ShortfallRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='pounds for each unit')),
                ('commitment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='shortfall_rate', to='suppliers.commitment')),
            ],
            options={
                'ordering': ['commitment'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='shortfall_rate_is_a_sum')],
            },
        ),
        refuse_changes(
            "suppliers_shortfallrate",
            when=NEVER_PRICED,
            operations=("INSERT",),
            rule="unpriced",
            message="A measure without a price has no rate for what is not delivered.",
        ),
        refuse_changes(
            "suppliers_shortfallrate",
            columns=("commitment_id",),
            operations=("UPDATE",),
            rule="moved",
            message="A rate is that of one promise.",
        ),
    ]
