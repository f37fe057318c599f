"""What happens to frameworks and local themes: the shipped one is loaded, versions are frozen, themes are set."""

from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from audit.record import record
from framework.contents import Contents, read_contents, write_contents
from framework.events import FrameworkEvent
from framework.models import Framework, FrameworkVersion, Measure, Theme
from framework.permissions import can_freeze_version, can_load_framework, can_set_themes
from framework.starter import DATA, FRAMEWORK, StarterError, read_starter

STARTER_NAME = "Starter framework"
STARTER_LICENCE = "BSD-3-Clause"
MOST_THEMES = 60


class ThemeRefused(Exception):
    """A theme cannot be as it was said, and why not in a sentence for people."""


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


@transaction.atomic
def set_theme(*, council: Council, theme: Theme | None, name: str, measures: Collection[int], by: User) -> Theme:
    """Make a local theme of a council, or say anew what it is called and which measures serve it.

    Raises PermissionDenied, also for a measure that is neither the council's own nor one that all share, and
    ThemeRefused when there is one of that name or there are too many.
    """
    if not can_set_themes(by, council) or (theme and theme.council_id != council.pk):
        raise PermissionDenied
    theirs = Q(version__framework__council__isnull=True) | Q(version__framework__council=council)
    if Measure.objects.filter(theirs, pk__in=measures).count() != len(set(measures)):
        raise PermissionDenied
    if theme is None and Theme.objects.filter(council=council).count() >= MOST_THEMES:
        raise ThemeRefused(_("Keep %(most)d local themes at most") % {"most": MOST_THEMES})
    theme = theme or Theme(council=council)
    theme.name = name
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError:
        raise ThemeRefused(_("The council has a local theme of this name already. Choose another name")) from None
    theme.measures.set(measures)
    record(FrameworkEvent.THEME_SET, by=by, on=council, data={"theme": theme.pk, "measures": len(set(measures))})
    return theme


@transaction.atomic
def remove_theme(*, theme: Theme, by: User) -> None:
    """Take a local theme out; its measures stay as they are. Raises PermissionDenied."""
    if not can_set_themes(by, theme.council):
        raise PermissionDenied
    data = {"theme": theme.pk}
    theme.delete()
    record(FrameworkEvent.THEME_REMOVED, by=by, on=theme.council, data=data)


def _names(version: FrameworkVersion) -> dict[str, str]:
    return {"framework": version.framework.name, "label": version.label}


def _write(version: FrameworkVersion, contents: Contents) -> None:
    try:
        write_contents(version, contents)
    except ProtectedError as error:
        promises = ", ".join(sorted({str(row) for row in error.protected_objects}))
        problem = _("a measure that commitments use is missing: %(promises)s") % {"promises": promises}
        raise StarterError(FRAMEWORK, None, "measure_code", problem) from error
