"""The composition root: settings, addresses, the worker and its schedule."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
