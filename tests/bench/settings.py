"""The portal's own settings with the floor page beside its pages, so that both go through the same middleware."""

import sys

# Only tests need these; what is measured takes them along where it finds them, and an installation has none of them.
sys.modules |= dict.fromkeys(("greenlet", "jinja2", "pygments"))  # type: ignore[arg-type]

from portal.settings import *  # noqa: E402, F403
from portal.settings import INSTALLED_APPS as PORTAL_APPS  # noqa: E402

ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [*PORTAL_APPS, "tests.bench"]
# A thousand files in a minute are the measurement, not a supplier who fills the disk.
EVIDENCE_FILES_A_DAY, EVIDENCE_MEGABYTES_A_DAY = 100_000, 1_000_000
