"""What happens to frameworks: loading the one that is shipped, and freezing a version for good."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from framework.contents import Contents, read_contents, write_contents
from framework.events import FrameworkEvent
from framework.models import Framework, FrameworkVersion
from framework.permissions import can_freeze_version, can_load_framework
from framework.starter import DATA, FRAMEWORK, StarterError, read_starter

STARTER_NAME = "Starter framework"
STARTER_LICENCE = "BSD-3-Clause"


def load_starter_framework(*, by: User | None, folder: Path = DATA) -> FrameworkVersion:
    """Load the framework that is shipped with the portal, or bring it up to date; all or nothing.

    Loading it again changes nothing. Where the files differ from the newest version, that version is updated as long as
    it is not frozen; beside a frozen version a new one is made. `by` is None for the portal itself.
    Raises PermissionDenied, or StarterError naming the file, row and column that cannot be used.
    """
    if not can_load_framework(by):
        raise PermissionDenied
    contents = read_starter(folder)
    with transaction.atomic():
        framework, _created = Framework.objects.get_or_create(
            name=STARTER_NAME, council=None, defaults={"licence": STARTER_LICENCE}
        )
        newest = framework.versions.order_by("-number").first()
        if newest is not None and read_contents(newest) == contents:
            return newest
        if newest is None or newest.frozen_at is not None:
            event = FrameworkEvent.FRAMEWORK_LOADED
            number = newest.number + 1 if newest else 1
            newest = framework.versions.create(
                number=number, label=f"Version {number}", effective_from=contents.effective_from
            )
        else:
            event = FrameworkEvent.VERSION_UPDATED
        _write(newest, contents)
        record(event, by=by, on=newest, data=_names(newest))
        return newest


@transaction.atomic
def freeze_version(*, version: FrameworkVersion, by: User) -> FrameworkVersion:
    """Fix a version for good, because a contract now uses it. Freezing it again changes nothing.

    From then on the database refuses every change to it and to what is in it. Raises PermissionDenied.
    """
    if not can_freeze_version(by, version):
        raise PermissionDenied
    frozen = FrameworkVersion.objects.filter(pk=version.pk, frozen_at__isnull=True).update(
        frozen_at=timezone.now(), frozen_by=by
    )
    version.refresh_from_db(fields=["frozen_at", "frozen_by"])
    if frozen:
        record(FrameworkEvent.VERSION_FROZEN, by=by, on=version, data=_names(version))
    return version


def _names(version: FrameworkVersion) -> dict[str, str]:
    return {"framework": version.framework.name, "label": version.label}


def _write(version: FrameworkVersion, contents: Contents) -> None:
    try:
        write_contents(version, contents)
    except ProtectedError as error:
        promises = ", ".join(sorted({str(row) for row in error.protected_objects}))
        problem = _("a measure that commitments use is missing: %(promises)s") % {"promises": promises}
        raise StarterError(FRAMEWORK, None, "measure_code", problem) from error
