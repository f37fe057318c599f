"""What is loaded before the server forks: enough, and nothing that must not be shared."""

import subprocess
import sys

from tests.databases import PROJECT
from tests.run import environment_without_portal

LOADS = """
import sys
import portal.wsgi
from django.db import connection
from django.template import engines
from suppliers.calendar import _bank_holidays
assert connection.connection is None, "a connection"
assert "returns.views.officer.contracts" in sys.modules, "views"
assert "reports.templatetags.portfolio" in sys.modules, "tags"
assert _bank_holidays.cache_info().currsize == 4, "bank holidays"
"""


def test_server_has_everything_and_no_connection(tmp_path):
    environment = environment_without_portal() | {"VAR_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", LOADS], cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
