"""`manage.py load_framework`: the starter framework, for the first start and after every update."""

from django.core.management.base import BaseCommand, CommandError

from framework.actions import load_starter_framework
from framework.starter import StarterError


class Command(BaseCommand):
    """Loads what is shipped; safe to run again and again."""

    help = "Load the starter framework, or bring it up to date. Running it again changes nothing."

    def handle(self, *args, **options) -> None:
        """Say what is there afterwards. Raises CommandError naming file, row and column when a file is broken."""
        try:
            version = load_starter_framework(by=None)
        except StarterError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{version}: {version.measures.count()} measures")
