"""Which colours words and marks can be seen in, as WCAG 2.2 measures it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WHITE, BLACK = "#ffffff", "#0b0c0c"
TEXT, MARK = 4.5, 3
"""How well text and marks must stand out (WCAG 2.2, 1.4.3 and 1.4.11)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as style sheets take it, #rrggbb."""
    return _COLOUR.fullmatch(text) is not None


def _luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours (#rrggbb) stand apart, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """White, or black where white words could not be read on this colour."""
    return WHITE if contrast(colour, WHITE) >= TEXT else BLACK


def brand_colour_problem(colour: str) -> str:
    """Why a colour cannot be a council’s: words on it, or marks of it, could not be seen. Empty when it can."""
    if not is_colour(colour):
        return _("Enter a colour as # and six figures or letters from a to f, such as #1d5b4f")
    on_white = contrast(colour, WHITE)
    if on_white < MARK:
        return _("Choose a darker colour: on white it stands out %(now)s to 1, and people need 3 to 1 to see marks") % {
            "now": f"{on_white:.1f}"
        }
    if contrast(colour, text_on(colour)) < TEXT:
        return _("Choose a darker colour: neither white nor black words can be read on it")
    return ""


def validate_brand_colour(colour: str) -> None:
    """Refuse a colour that cannot be a council's. Raises ValidationError."""
    if problem := brand_colour_problem(colour):
        raise ValidationError(problem)
