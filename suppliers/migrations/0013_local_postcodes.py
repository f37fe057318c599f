import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_data_protection_officer'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('suppliers', '0012_departments_and_areas'),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalPostcodes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codes', models.JSONField(default=list, verbose_name='codes')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('council', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='local_postcodes', to='accounts.council')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
