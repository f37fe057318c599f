"""Django's handle on this room."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.system_checks import production_settings


class PortalConfig(AppConfig):
    """Portal."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        """Have the settings looked at by `check --deploy`, the database by `migrate`, and connections set up."""
        connection_created.connect(compile_no_queries)
        register(production_settings, Tags.security, deploy=True)
        # It knows models, which are not there yet while this module is read.
        register(import_string("portal.data_checks.demonstration_accounts"), Tags.database)


def compile_no_queries(connection, **_signal) -> None:
    """Tell PostgreSQL not to compile queries: that takes longer than any of ours runs.

    Of 2.2 seconds that 100,000 lines of a file took it was 0.8. Said once the connection is open and not while it
    opens, because poolers refuse what they do not know there.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
