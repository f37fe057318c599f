"""Collect every text that needs a Welsh translation."""

import re
from pathlib import Path

from django.core.management.commands import makemessages

# Not ours, or nothing a person reads.
ELSEWHERE = [".venv", "node_modules", "var", "build", "static", "tests"]


class Command(makemessages.Command):
    """Write locale/cy/LC_MESSAGES/django.po so that it changes only where a text has changed.

    Texts are in order of the alphabet, carry the file they come from but no line number, and nothing is guessed from a
    similar text: a guess in Welsh would be shown to people.
    """

    help = "Collects the texts that need a Welsh translation in locale/cy (make messages)."
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching", "--sort-output"]

    def handle(self, *args, **options):
        """Collect from the whole project, in Django's way."""
        options |= {
            "locale": ["cy"],
            "ignore_patterns": ELSEWHERE,
            "add_location": "file",
            "no_obsolete": True,
            "no_wrap": True,
        }
        super().handle(*args, **options)

    def write_po_file(self, potfile, locale):
        """Leave out when the texts were collected, which would differ every time."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        catalogue.write_text(re.sub(r'^"POT-Creation-Date: .*\n', "", catalogue.read_text(), flags=re.MULTILINE))
