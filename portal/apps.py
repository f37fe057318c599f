"""Django's handle on this room."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.system_checks import production_settings


class PortalConfig(AppConfig):
    """Portal."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        """Have the settings looked at by `check --deploy`, and the database by `migrate`."""
        register(production_settings, Tags.security, deploy=True)
        # It knows models, which are not there yet while this module is read.
        register(import_string("portal.data_checks.demonstration_accounts"), Tags.database)
