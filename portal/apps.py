"""Django's handle on this room."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from portal.system_checks import production_settings


class PortalConfig(AppConfig):
    """Portal."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        """Have the settings looked at by `check --deploy`."""
        register(production_settings, Tags.security, deploy=True)
