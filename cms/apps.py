"""Django's handle on this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cms.spreadsheets import write_harmless_cells


class CmsConfig(AppConfig):
    """Public site."""

    name = "cms"
    verbose_name = _("Public site")

    def ready(self) -> None:
        """Have the exports of the editing screens write no formulas, and their e-mails name nothing."""
        write_harmless_cells()
        import_string("cms.editing.letters.write_letters")()  # by name, because it knows the models
