"""The Welsh catalogue holds exactly the texts people are shown."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polib

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


# --- What the Welsh texts say -----------------------------------------------------------------------------------------
CATALOGUE_TEXTS = polib.pofile(str(PROJECT / CATALOGUE))
PLACES = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{[\w.!:]*\}|</?[a-z][^>]*>|%%")


def marks(text: str) -> Counter:
    """The places for values and the tags of a text."""
    return Counter(PLACES.findall(text))


def spaces(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with a space."""
    return text[:1].isspace(), text[-1:].isspace()


def test_every_text_is_in_welsh():
    assert [entry.msgid for entry in CATALOGUE_TEXTS if not entry.translated() or entry.fuzzy][:10] == []


def test_welsh_texts_have_the_places_and_tags_of_the_english_ones():
    wrong = []
    for entry in CATALOGUE_TEXTS:
        if not entry.msgid_plural:
            wrong += [entry.msgid] if marks(entry.msgid) != marks(entry.msgstr) else []
            continue
        one, two, *many = (marks(entry.msgstr_plural[form]) for form in range(4))
        wanted = marks(entry.msgid_plural)
        wrong += [entry.msgid] if any(form != wanted for form in many) or not (one <= wanted and two <= wanted) else []
    assert wrong == [], "A place that is missing is a figure that readers of Welsh never see."


def test_welsh_texts_keep_the_space_around_them():
    """Texts stand beside values in templates: a space lost is two words joined."""
    texts_in_both = [(entry.msgid, entry.msgstr) for entry in CATALOGUE_TEXTS if entry.msgstr]
    assert [english for english, welsh in texts_in_both if spaces(english) != spaces(welsh)] == []
