"""The opportunity log: hosts, opportunities, what came of them and which reminders went.

What was counted and which reminder went is only ever added; what has ended stays as it was; nothing of it is removed.
Numbers 0013 to 0016 are taken elsewhere: this one follows 0012 until they are here.
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0013_local_postcodes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Host",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("charity", "Charity or community group"),
                            ("social", "Social enterprise"),
                            ("public", "Public body, such as a library or museum"),
                            ("learning", "School, college or university"),
                            ("sport", "Sports or arts club"),
                            ("faith", "Faith group"),
                            ("business", "Business"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "outward_postcode",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{1,2}[0-9][A-Z0-9]?\\Z", "Enter the first half of a postcode only, like LE2"
                            )
                        ],
                        verbose_name="first half of the postcode",
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="who to ask for, at work")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="their email address at work"),
                ),
                (
                    "dbs_level",
                    models.CharField(
                        choices=[
                            ("none", "No role there needs one"),
                            ("basic", "Basic"),
                            ("standard", "Standard"),
                            ("enhanced", "Enhanced"),
                            ("barred", "Enhanced with barred lists"),
                        ],
                        max_length=10,
                        verbose_name="DBS check of the staff",
                    ),
                ),
                ("dbs_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("dbs_renew_on", models.DateField(blank=True, null=True, verbose_name="check holds until")),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("public", "Public liability"),
                            ("employers", "Employers’ liability"),
                            ("both", "Both"),
                        ],
                        max_length=10,
                        verbose_name="insurance",
                    ),
                ),
                ("insurance_ends_on", models.DateField(verbose_name="insurance ends on")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired at")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosts",
                        to="suppliers.area",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hosts", to="suppliers.contract"
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="HostReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("dbs", "DBS check"), ("insurance", "Insurance")], max_length=10, verbose_name="what"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[("soon", "Ends within 30 days"), ("past", "Out of date")],
                        max_length=5,
                        verbose_name="step",
                    ),
                ),
                ("expires_on", models.DateField(verbose_name="expires on")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="suppliers.host"
                    ),
                ),
            ],
            options={
                "ordering": ["host", "sent_on"],
            },
        ),
        migrations.CreateModel(
            name="Opportunity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="what it is")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("one_off", "A single volunteering session"),
                            ("regular", "Regular volunteering"),
                            ("sustained", "Volunteering for 12 weeks or more"),
                            ("award", "Volunteering towards an award"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(verbose_name="places")),
                ("access", models.JSONField(blank=True, default=list, verbose_name="access")),
                ("sought_on", models.DateField(verbose_name="agreed with the host on")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sought", "Sought"),
                            ("offered", "Offered"),
                            ("taken_up", "Taken up"),
                            ("not_taken_up", "Not taken up"),
                            ("ended", "Ended"),
                        ],
                        default="sought",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("offered", models.PositiveSmallIntegerField(default=0, verbose_name="offered")),
                ("taken_up", models.PositiveSmallIntegerField(default=0, verbose_name="taken up")),
                ("not_taken_up", models.PositiveSmallIntegerField(default=0, verbose_name="not taken up")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="suppliers.contract",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opportunities", to="suppliers.host"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opportunities",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="OpportunityStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("sought", "Sought"),
                            ("offered", "Offered"),
                            ("taken_up", "Taken up"),
                            ("choice", "The young person chose not to"),
                            ("too_young", "Too young for it"),
                            ("health", "Health, or a crisis"),
                            ("timetable", "School, college or work timetable"),
                            ("placement", "The placement ended or moved"),
                            ("travel", "Travel"),
                            ("host", "The host could not take anybody"),
                            ("safeguarding", "Safeguarding advice"),
                            ("language", "Language support was needed"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="happened on")),
                ("count", models.SmallIntegerField(verbose_name="how many")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="suppliers.opportunity"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["happened_on", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="host",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True)), fields=["dbs_renew_on"], name="host_dbs_renew"
            ),
        ),
        migrations.AddIndex(
            model_name="host",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True)),
                fields=["insurance_ends_on"],
                name="host_insurance_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)), fields=("contract", "name"), name="host_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="host_has_a_name"),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("area__isnull", False), models.Q(("outward_postcode", ""), _negated=True), _connector="OR"
                ),
                name="host_is_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dbs_checked_on__isnull", True), ("dbs_level", "none"), ("dbs_renew_on__isnull", True)),
                    models.Q(
                        ("dbs_level__in", ["basic", "standard", "enhanced", "barred"]),
                        ("dbs_checked_on__isnull", False),
                        ("dbs_renew_on__gt", models.F("dbs_checked_on")),
                    ),
                    _connector="OR",
                ),
                name="host_check_has_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                    _connector="OR",
                ),
                name="host_retired_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retired_at__isnull", True), models.Q(("contact_email", ""), ("contact_name", "")), _connector="OR"
                ),
                name="host_retired_names_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostreminder",
            constraint=models.UniqueConstraint(
                fields=("host", "what", "step", "expires_on"), name="host_reminded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="hostreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ["soon", "past"]), ("what__in", ["dbs", "insurance"])),
                name="host_reminder_known",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(fields=["contract", "id"], name="opportunity_newest"),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["sought", "offered", "taken_up", "not_taken_up", "ended"])),
                name="opportunity_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["one_off", "regular", "sustained", "award"])),
                name="opportunity_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="opportunity_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(condition=models.Q(("places__gte", 1)), name="opportunity_has_places"),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on")), ("sought_on__lte", models.F("starts_on"))),
                name="opportunity_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("offered__gte", models.F("taken_up")),
                    (
                        "places__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("taken_up"), "+", models.F("not_taken_up")
                        ),
                    ),
                    ("places__gte", models.F("offered")),
                ),
                name="opportunity_no_more_than_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="opportunity_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("status", "ended")),
                    models.Q(models.Q(("status", "ended"), _negated=True), ("ended_at__isnull", True)),
                    _connector="OR",
                ),
                name="opportunity_ended_with_its_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunitystep",
            index=models.Index(fields=["opportunity", "happened_on"], name="opportunity_step_day"),
        ),
        migrations.AddConstraint(
            model_name="opportunitystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        [
                            "sought",
                            "offered",
                            "taken_up",
                            "choice",
                            "too_young",
                            "health",
                            "timetable",
                            "placement",
                            "travel",
                            "host",
                            "safeguarding",
                            "language",
                            "other",
                        ],
                    )
                ),
                name="opportunity_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunitystep",
            constraint=models.CheckConstraint(
                condition=models.Q(("count", 0), _negated=True), name="opportunity_step_counts"
            ),
        ),
        refuse_changes(
            "suppliers_opportunitystep",
            message="What was recorded of an opportunity is never changed: record the difference.",
        ),
        refuse_changes("suppliers_hostreminder", message="A reminder that was sent is never changed or removed."),
        refuse_changes(
            "suppliers_opportunity",
            when="OLD.status = 'ended'",
            operations=("UPDATE",),
            message="An opportunity that has ended is never changed.",
        ),
        refuse_changes(
            "suppliers_opportunity",
            columns=("contract_id", "host_id", "sought_on"),
            operations=("UPDATE",),
            rule="origin",
            message="An opportunity stays with its host and the day it was agreed.",
        ),
        refuse_changes(
            "suppliers_opportunity", operations=("DELETE",), rule="log", message="The log is never shortened."
        ),
        refuse_changes(
            "suppliers_host",
            when="OLD.retired_at IS NOT NULL",
            operations=("UPDATE",),
            message="A host that was retired is never changed.",
        ),
        refuse_changes(
            "suppliers_host",
            columns=("contract_id",),
            operations=("UPDATE",),
            rule="origin",
            message="A host stays in the log of its contract.",
        ),
        refuse_changes("suppliers_host", operations=("DELETE",), rule="log", message="The log is never shortened."),
    ]
