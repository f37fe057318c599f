"""Django's handle on this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    """Returns."""

    name = "returns"
    verbose_name = _("Returns")

    def ready(self) -> None:
        """Have the figures of a contract follow it to where it counts, and follow what it promises."""
        # All of these know models, which are not there yet while this module is read.
        import_string("suppliers.places.follow_moves")(import_string("returns.figures.move_figures"))
        import_string("suppliers.promised.follow_promises")(import_string("returns.totals.refresh_promises"))
