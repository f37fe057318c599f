"""How a file that a worker makes moves on."""

from django.utils.translation import gettext_lazy as _

from reports.models import Export
from suppliers.workflow import transitions

EXPORT_WAITS = (Export.Status.WAITING, Export.Status.MAKING)
EXPORT = transitions(
    ("begin", EXPORT_WAITS, Export.Status.MAKING, "the portal"),
    ("put_back", (Export.Status.MAKING,), Export.Status.WAITING, "the portal"),
    ("finish", (Export.Status.MAKING,), Export.Status.READY, "the portal"),
    ("fail", (Export.Status.MAKING,), Export.Status.FAILED, "the portal"),
    ("drop", (Export.Status.READY,), Export.Status.GONE, "the portal"),
)
EXPORT_OWNER = {
    Export.Status.WAITING: _("the portal"),
    Export.Status.MAKING: _("the portal"),
    Export.Status.READY: _("whoever asked for it"),
    Export.Status.FAILED: _("nobody"),
    Export.Status.GONE: _("nobody"),
}
