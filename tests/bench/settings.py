"""The portal's own settings with the floor page beside its pages, so that both go through the same middleware."""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS as PORTAL_APPS

ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [*PORTAL_APPS, "tests.bench"]
# A thousand files in a minute are the measurement, not a supplier who fills the disk.
EVIDENCE_FILES_A_DAY, EVIDENCE_MEGABYTES_A_DAY = 100_000, 1_000_000
