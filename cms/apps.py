"""Django's handle on this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cms.spreadsheets import write_harmless_cells


class CmsConfig(AppConfig):
    """Public site."""

    name = "cms"
    verbose_name = _("Public site")

    def ready(self) -> None:
        """Have the exports of the editing screens write no formulas."""
        write_harmless_cells()
