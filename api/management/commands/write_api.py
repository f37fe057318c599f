"""Write down what the API takes and gives, for the repository and for those who have no portal at hand."""

from django.core.management.base import BaseCommand

from api.schema import PAGE, written


class Command(BaseCommand):
    """Writes docs/openapi.yaml from the code."""

    help = "Write docs/openapi.yaml from the code."

    def handle(self, *args, **options) -> None:
        """Write it."""
        PAGE.write_text(written())
