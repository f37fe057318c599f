"""Django's handle on this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    """Framework."""

    name = "framework"
    verbose_name = _("Framework")
