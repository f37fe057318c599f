"""What is recorded about frameworks."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class FrameworkEvent(Event):
    """Events of this room. Those of frameworks carry `framework` and `label`, both public names."""

    FRAMEWORK_LOADED = "framework.loaded", _("{actor} loaded {framework}, {label}"), None
    VERSION_UPDATED = "framework_version.updated", _("{actor} updated {framework}, {label}, not yet in use"), None
    VERSION_FROZEN = "framework_version.frozen", _("{actor} fixed {framework}, {label}: a contract now uses it"), None
    FRAMEWORK_COPIED = (
        "framework.copied",
        _("{actor} copied {source}, {source_label}, as {framework}, {label}"),
        None,
    )
    THEME_SET = "theme.set", _("{actor} changed a local theme and the measures that serve it"), None
    THEME_REMOVED = "theme.removed", _("{actor} took a local theme out"), None
    MEASURE_ADDED = "measure.added", _("{actor} added measure {measure} to {framework}, {label}"), None
