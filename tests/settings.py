"""Settings of the test suite: quick password hashes, no rate limits, everything in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("EMBEDDED", "1")
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
os.environ["EMAIL_URL"] = "memorymail://"
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from portal.settings import *  # noqa: E402, F403
from portal.settings import STORAGES, VAR_DIR  # noqa: E402

if "DATABASE_URL" not in os.environ:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "portal.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
            },
        }
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
LINK_RATE = PUBLIC_FORM_RATE = PUBLIC_LETTER_RATE = ""
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # noqa: F405
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
EVIDENCE_ROOT = Path(VAR_DIR) / "evidence"
WHITENOISE_AUTOREFRESH = True
