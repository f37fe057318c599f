"""The Welsh catalogue holds exactly the texts people are shown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = Path("locale/cy/LC_MESSAGES/django.po")
# What `make messages` leaves alone too, and what is no text.
ELSEWHERE = shutil.ignore_patterns(
    ".*", "node_modules", "var", "build", "static", "tests", "docs", "data", "*.mo", "__pycache__"
)


def texts(catalogue: Path) -> set[str]:
    """Every text of a catalogue with its context, however its lines are broken."""
    entries = re.findall(
        r'^(?:msgctxt (?P<context>".*"(?:\n".*")*)\n)?msgid (?P<text>".*"(?:\n".*")*)',
        catalogue.read_text(),
        re.MULTILINE,
    )
    return {f"{context}|{text}".replace('"\n"', "") for context, text in entries}


def test_catalogue_is_current(tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(PROJECT, copy, ignore=ELSEWHERE)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings", "EMBEDDED": "1", "VAR_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "messages"], cwd=copy, env=environment, check=True)
    ours, needed = texts(PROJECT / CATALOGUE), texts(copy / CATALOGUE)
    missing, gone = sorted(needed - ours), sorted(ours - needed)
    assert len(missing) == 0, f"Run `make messages` and translate what is new: {missing[:5]}"
    assert len(gone) == 0, f"Run `make messages`; these are no longer shown: {gone[:5]}"
