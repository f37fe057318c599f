"""What is recorded about frameworks."""

from django.utils.translation import gettext_lazy as _

from audit.events import Event


class FrameworkEvent(Event):
    """Events of this room. Their data carry `framework` and `label`, both public names."""

    FRAMEWORK_LOADED = "framework.loaded", _("{actor} loaded {framework}, {label}"), None
    VERSION_UPDATED = "framework_version.updated", _("{actor} updated {framework}, {label}, not yet in use"), None
    VERSION_FROZEN = "framework_version.frozen", _("{actor} fixed {framework}, {label}: a contract now uses it"), None
    FRAMEWORK_COPIED = (
        "framework.copied",
        _("{actor} copied {source}, {source_label}, as {framework}, {label}"),
        None,
    )
    MEASURE_ADDED = "measure.added", _("{actor} added measure {measure} to {framework}, {label}"), None
