"""The only list of periodic jobs. Each finds its work by status in the database, so a missed run costs only delay."""

from celery.schedules import crontab

SCHEDULE = {
    "open the returns whose period has begun": {"task": "returns.tasks.open_returns", "schedule": crontab(minute="7")},
    "send waiting e-mails": {"task": "accounts.tasks.send_emails", "schedule": 30},
    "seal the audit log": {"task": "audit.tasks.seal_audit", "schedule": 60},
}
