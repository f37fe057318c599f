"""Reminders of returns, which are only ever added; how a council wants them; when officers were last told what waits."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from audit.append_only import refuse_changes

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_data_protection_officer"),
        ("returns", "0014_uses_of_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="supplierreturn",
            index=models.Index(fields=["status", "due_on", "id"], name="return_reminded"),
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", ID),
                (
                    "supplier_return",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="reminders", to="returns.supplierreturn"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("step", models.PositiveSmallIntegerField(verbose_name="step")),
                ("days", models.SmallIntegerField(verbose_name="days after the due date")),
                ("sent_on", models.DateField(verbose_name="sent on")),
            ],
            options={
                "ordering": ["supplier_return", "sent_on"],
                "constraints": [
                    models.UniqueConstraint(fields=["supplier_return", "due_on", "step"], name="reminder_once_a_step"),
                    models.UniqueConstraint(fields=["supplier_return", "sent_on"], name="reminder_once_a_day"),
                    models.CheckConstraint(condition=Q(step__gte=1, step__lte=7), name="reminder_step_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRule",
            fields=[
                ("id", ID),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE, related_name="reminder_rule", to="accounts.council"
                    ),
                ),
                (
                    "steps",
                    models.JSONField(
                        help_text="For each step in turn: days after the due date, and if it is on.",
                        verbose_name="steps",
                    ),
                ),
                (
                    "manager_from",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="contract manager gets a copy from step"
                    ),
                ),
                (
                    "lead_from",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="social value leads get a copy from step"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        choices=[("daily", "Every working day"), ("weekly", "Once a week"), ("off", "Not at all")],
                        max_length=6,
                        verbose_name="officers are told what waits",
                    ),
                ),
                (
                    "digest_weekday",
                    models.PositiveSmallIntegerField(verbose_name="on this day of the week, Monday is 0"),
                ),
                ("digest_hour", models.PositiveSmallIntegerField(verbose_name="from this hour on")),
            ],
            options={
                "ordering": ["council"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(digest__in=["daily", "weekly", "off"]), name="reminder_digest_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(manager_from__lte=7, lead_from__lte=7), name="reminder_copies_of_steps"
                    ),
                    models.CheckConstraint(
                        condition=Q(digest_weekday__lte=4, digest_hour__lte=23), name="reminder_digest_in_the_week"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerDigest",
            fields=[
                ("id", ID),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sent on")),
            ],
            options={"ordering": ["officer"]},
        ),
        refuse_changes("returns_reminder", message="A reminder that was sent is never changed or removed."),
    ]
