"""A council's colour as a style sheet. The content security policy allows no inline style, so it has an address."""

import re

DEFAULT_COLOUR = "#2b4b6f"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours (#rrggbb) stand apart, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def stylesheet(colour: str) -> str:
    """Custom properties that paint the header with `colour` and choose readable text on it.

    Marks on white paper (bars, the current page in the navigation) take the colour only where it stands out by 3 to 1
    (WCAG 2.2, 1.4.11). Raises ValueError for anything but #rrggbb: it goes into a style sheet as it is.
    """
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like {DEFAULT_COLOUR}.")
    text = "#ffffff" if contrast(colour, "#ffffff") >= 4.5 else "#0b0c0c"
    mark = colour if contrast(colour, "#ffffff") >= 3 else DEFAULT_COLOUR
    return f":root{{--sv-brand:{colour};--sv-brand-text:{text};--govuk-brand-colour:{mark}}}\n"
