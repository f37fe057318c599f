"""Make the portal's style and script from the installed govuk-frontend package."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SOURCE = Path("node_modules/govuk-frontend/dist/govuk")
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")

# Only services on GOV.UK may use its typeface and the royal crest, and the source maps stay behind in the package:
# the static storage follows such a line and refuses to publish a file whose map is missing.
NOT_OURS = (
    (re.compile(r"@font-face\s*\{[^}]*\}"), ""),
    (re.compile(r"(?:-webkit-)?(?:background|mask)-image\s*:\s*url\([^)]*govuk-crest[^)]*\);?"), ""),
    (re.compile(r"""["']?GDS Transport["']?\s*,\s*arial\s*,\s*sans-serif"""), "var(--sv-font,arial,sans-serif)"),
    (re.compile(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+"), ""),
)


def make_ours(text: str) -> str:
    """The text of a style or script without GOV.UK's typeface, crest and source maps."""
    for pattern, replacement in NOT_OURS:
        text = pattern.sub(replacement, text)
    return text.rstrip() + "\n"


def build(root: Path) -> list[Path]:
    """Write `static/govuk/` below `root` from the package below it; the same input gives the same files.

    Returns the files that had to be written. Raises FileNotFoundError when the package is not installed and
    ValueError when something is left in it that only GOV.UK may use (a later version may spell it differently).
    """
    target = root / "static" / "govuk"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FILES:
        text = make_ours((root / SOURCE / name).read_text())
        left = re.search(r"GDS Transport|crest|@font-face|sourceMappingURL|url\(/assets", text)
        if left:
            raise ValueError(f"{name} still holds {left[0]!r}.")
        path = target / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            written.append(path)
    return written


class Command(BaseCommand):
    """Make the portal's style and script from the installed govuk-frontend package."""

    help = "Make static/govuk/ from the installed govuk-frontend package (npm ci --ignore-scripts comes first)."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        """Say which files changed."""
        try:
            written = build(Path(settings.BASE_DIR))
        except FileNotFoundError as error:
            raise CommandError("govuk-frontend is not installed: run 'npm ci --ignore-scripts' first.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        for path in written:
            self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}")
