"""The background worker: `celery -A portal.celery worker`."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

from portal.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

TRANSPORT_ALIASES["filesystem"] = "portal.queue_files:Transport"

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
